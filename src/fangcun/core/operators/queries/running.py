"""Who runs which facility and room on a day."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from fangcun.core.operators.models import Contract, Operator
from fangcun.core.operators.states import Standing
from fangcun.core.places.models import Facility, Room


def contracts_running(on: date) -> QuerySet[Contract]:
    """Contracts that run on a day; one that was ended that day does not any more."""
    day_is_over = timezone.make_aware(datetime.combine(on + timedelta(days=1), time()))
    return Contract.objects.filter(starts_on__lte=on, ends_on__gte=on).filter(
        Q(ended_at=None) | Q(ended_at__gte=day_is_over)
    )


def running_contracts(facility: Facility, on: date) -> QuerySet[Contract]:
    """The contracts under which a facility is run on a day, with their operators and rooms."""
    found = contracts_running(on).filter(facility=facility)
    return found.select_related("operator").prefetch_related("rooms").order_by("starts_on", "pk")


def operator_of(room: Room, on: date) -> Operator | None:
    """Who runs a room on a day; None: the community itself."""
    found = contracts_running(on).filter(facility=room.facility_id)
    of_room = found.filter(Q(rooms=room) | Q(rooms=None)).select_related("operator")
    contract = of_room.order_by("pk").first()
    return contract.operator if contract else None


def standing_of(contract: Contract, today: date) -> Standing:
    """Whether a contract runs today."""
    if contract.ended_at is not None:
        return Standing.ENDED_EARLY
    if today < contract.starts_on:
        return Standing.AHEAD
    return Standing.RUNNING if today <= contract.ends_on else Standing.OVER


def operators_by_facility(facilities: QuerySet[Facility], on: date) -> dict[int, list[Operator]]:
    """The operators of many facilities on a day, by the facility's key. One query."""
    found = contracts_running(on).filter(facility__in=facilities).select_related("operator")
    running: dict[int, list[Operator]] = {}
    for contract in found.order_by("starts_on", "pk"):
        here = running.setdefault(contract.facility_id, [])
        if contract.operator not in here:
            here.append(contract.operator)
    return running
