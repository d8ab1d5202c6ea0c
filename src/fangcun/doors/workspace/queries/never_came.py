"""Entitled but never came: to whom a service is due who has never received it."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from fangcun.base.http import Staff
from fangcun.base.rights import Right
from fangcun.core.entitlements.models import BenefitRule
from fangcun.core.entitlements.queries import entitled, not_served, rules_in_force, shown_count
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import person_of
from fangcun.core.places.models import Community
from fangcun.ledger.models import ServiceRecord


class Missed(NamedTuple):
    """One community: to how many a service is due, and how many of them never came.

    Small numbers are None for those who may not see them.
    """

    community: Community
    entitled: int | None
    never_came: int | None


def services_due(on: date) -> QuerySet[BenefitRule]:
    """The benefits that are a service: those of which the ledger knows who came."""
    return rules_in_force(on).filter(service__isnull=False).select_related("service")


def never_came(*, benefit: BenefitRule, on: date, among: QuerySet[Resident]) -> QuerySet[Resident]:
    """Residents to whom the service is due and who have never received it."""
    return not_served(benefit=benefit, on=on, among=among, served=_served(benefit))


def never_came_by_community(
    *, benefit: BenefitRule, on: date, staff: Staff, smallest: int
) -> list[Missed]:
    """How many, community by community, within the asker's scope; few are hidden."""
    among = staff.rows(Right.READ_COUNTS, Resident.objects.all())
    due = _by_community(entitled(benefit=benefit, on=on, among=among))
    missed = _by_community(never_came(benefit=benefit, on=on, among=among))
    places = Community.objects.filter(pk__in=due).order_by("code", "pk").defer("cell")
    return [
        Missed(
            community=place,
            entitled=_shown(due[place.pk], place, staff, smallest),
            never_came=_shown(missed.get(place.pk, 0), place, staff, smallest),
        )
        for place in places
    ]


def _served(benefit: BenefitRule) -> QuerySet[Any, Any]:
    """Persons who have received it; what was taken back does not count."""
    given = ServiceRecord.objects.filter(
        service=benefit.service_id, resident__isnull=False, reverses=None, reversal=None
    )
    return given.annotate(person=person_of("resident")).values("person")


def _by_community(people: QuerySet[Resident]) -> dict[int, int]:
    counted = people.order_by().values("community").annotate(people=Count("pk", distinct=True))
    return {row["community"]: row["people"] for row in counted}


def _shown(people: int, place: Community, staff: Staff, smallest: int) -> int | None:
    sees_all = staff.may(Right.SEE_SMALL_CELLS, place)
    return shown_count(people, smallest=0 if sees_all else smallest)
