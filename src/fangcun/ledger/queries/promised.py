"""What a contract promised, counted from what was delivered."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from fangcun.core.operators.models import Contract, PromisedLine
from fangcun.core.operators.states import CountedIn
from fangcun.ledger.models import ServiceRecord
from fangcun.ledger.queries.figures import counts, standing
from fangcun.ledger.rules import Span, period_of


class Promised(NamedTuple):
    """One promised line: how much was promised for the period, and how much has been given."""

    line: PromisedLine
    period: Span
    delivered: int  # in what the line is counted in

    @property
    def share(self) -> float:
        """0 to 1, and above where more was given than promised."""
        return self.delivered / self.line.quantity

    @property
    def is_kept(self) -> bool:
        return self.delivered >= self.line.quantity


def promises_of(contract: Contract, on: date) -> list[Promised]:
    """Every promise of a contract with what it came to in its week, month, year or term."""
    lines = contract.lines.filter(Q(dropped_on=None) | Q(dropped_on__gt=on))
    return [
        _counted(line, contract, on)
        for line in lines.select_related("service", "room").order_by("pk")
    ]


def _counted(line: PromisedLine, contract: Contract, on: date) -> Promised:
    period = period_of(per=line.per, on=on, starts_on=contract.starts_on, ends_on=contract.ends_on)
    delivered = counts(_delivered(line, contract, Span(period.since, min(period.until, on))))
    in_sessions = line.counted_in == CountedIn.SESSIONS
    return Promised(line, period, delivered.sessions if in_sessions else delivered.person_times)


def _delivered(line: PromisedLine, contract: Contract, period: Span) -> QuerySet[ServiceRecord]:
    """At home in the community of the facility is where a service without a room may be given."""
    rows = ServiceRecord.objects.filter(
        service=line.service_id,
        operator=contract.operator_id,
        served_on__range=(period.since, period.until),
    )
    here = Q(facility=contract.facility_id)
    if line.room_id:
        return standing(rows.filter(here, room=line.room_id))
    at_home = Q(facility=None, community=contract.facility.community_id)
    return standing(rows.filter(here | at_home))
