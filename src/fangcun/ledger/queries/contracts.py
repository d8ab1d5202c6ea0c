"""Whose contract runs where, as promises need to know it."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from fangcun.core.operators.models import Operator
from fangcun.core.operators.queries import contracts_running
from fangcun.core.places.models import Community, Facility
from fangcun.ledger.models import Commitment
from fangcun.ledger.states import CommitmentState


def facility_run_by(*, operator: Operator, community: Community, on: date) -> Facility | None:
    """The facility that an operator runs in a community on a day; the longest run of several.

    A promise names it, so that the operator's sight of the promise ends with its contract.
    """
    contract = (
        contracts_running(on)
        .filter(operator=operator, facility__community=community)
        .select_related("facility")
        .order_by("starts_on", "pk")
        .first()
    )
    return contract.facility if contract else None


def orphaned(*, community: Community, on: date) -> QuerySet[Commitment]:
    """Open promises in a community whose operator runs nothing there any more."""
    return orphans(among=Commitment.objects.filter(community=community), on=on)


def orphans(*, among: QuerySet[Commitment], on: date) -> QuerySet[Commitment]:
    """Open promises of operators that have left: somebody must take them over."""
    runs_the_facility = contracts_running(on).filter(
        operator=OuterRef("operator"), facility=OuterRef("facility")
    )
    runs_something_here = contracts_running(on).filter(
        operator=OuterRef("operator"), facility__community=OuterRef("community")
    )
    return among.filter(
        Q(facility__isnull=False) & ~Exists(runs_the_facility)
        | Q(facility=None) & ~Exists(runs_something_here),
        state=CommitmentState.OPEN,
        operator__isnull=False,
    ).order_by("due_on", "pk")
