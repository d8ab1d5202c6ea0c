"""The only way a page gets a row of the ledger, and the names that it may show."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.base.scopes import Grant, ScopeKind, is_within, within
from fangcun.core.operators.models import Contract
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import Found, find, present
from fangcun.core.places.models import Facility, Room
from fangcun.ledger.models import (
    Commitment,
    Interest,
    Measure,
    Offer,
    Opinion,
    ServiceRecord,
    UnmetNeed,
)
from fangcun.ledger.queries.commitments import SHOWN_WITH, open_commitments
from fangcun.ledger.queries.contracts import orphans
from fangcun.ledger.queries.figures import Countable
from fangcun.ledger.queries.offers import with_waiting
from fangcun.ledger.queries.opinions import unread_opinions

Row = TypeVar("Row", bound=Model)

MOST_OFFERED = 8

SERVES = frozenset({ScopeKind.OPERATOR, ScopeKind.FACILITY})
"""Scopes held by those who serve people themselves."""


def commitment_or_404(staff: Staff, pk: int, right: Right = Right.READ_LEDGER) -> Commitment:
    rows = Commitment.objects.select_related(*SHOWN_WITH, "record", "unmet_need")
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def record_or_404(staff: Staff, pk: int, right: Right = Right.READ_LEDGER) -> ServiceRecord:
    rows = ServiceRecord.objects.select_related(
        "service", "resident__community", "community", "facility", "room", "operator"
    ).select_related("recorded_by", "reverses", "reversal__recorded_by")
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def need_or_404(staff: Staff, pk: int, right: Right = Right.READ_LEDGER) -> UnmetNeed:
    rows = UnmetNeed.objects.select_related(
        "service", "resident__community", "community", "facility", "operator"
    ).select_related("recorded_by", "reverses", "reversal__recorded_by")
    return row_or_404(staff=staff, right=right, rows=rows, pk=pk)


def offers_of(staff: Staff) -> QuerySet[Offer]:
    """The offers that this person may look up."""
    return staff.rows(Right.READ_LEDGER, Offer.objects.all())


def offer_or_404(staff: Staff, pk: int, right: Right = Right.READ_LEDGER) -> Offer:
    return row_or_404(staff=staff, right=right, rows=with_waiting(Offer.objects.all()), pk=pk)


def interests_of(staff: Staff) -> QuerySet[Interest]:
    """What the people whom this person may read would like."""
    of_people = Interest.objects.filter(resident__forgotten_at=None)
    return staff.rows(Right.READ_PERSONS, of_people)


def interest_or_404(staff: Staff, pk: int) -> Interest:
    rows = Interest.objects.select_related("resident", "service")
    return row_or_404(staff=staff, right=Right.TAKE_REQUESTS, rows=rows, pk=pk)


def opinion_or_404(staff: Staff, pk: int) -> Opinion:
    return row_or_404(staff=staff, right=Right.RECORD_SERVICES, rows=Opinion.objects.all(), pk=pk)


def measure_or_404(code: str) -> Measure:
    found = Measure.objects.filter(code=code).first()
    if found is None:
        raise Http404(_("没有这个口径"))
    return found


def contract_or_404(staff: Staff, pk: int) -> Contract:
    rows = Contract.objects.select_related("operator", "facility__community")
    return row_or_404(staff=staff, right=Right.READ_OPERATORS, rows=rows, pk=pk)


def countable(staff: Staff) -> Countable:
    """What this person's figures are counted over."""

    def rows(table: QuerySet[Any]) -> QuerySet[Any]:
        return staff.rows(Right.READ_COUNTS, table)

    serves = any(Right.READ_COUNTS in grant.rights for grant in _grants_that_serve(staff))
    return Countable(
        records=rows(ServiceRecord.objects.all()),
        needs=rows(UnmetNeed.objects.all()),
        commitments=rows(Commitment.objects.all()),
        facilities=rows(Facility.objects.all()),
        rooms=rows(Room.objects.all()),
        # whoever runs a facility counts all who live near it, whatever their community
        residents=Resident.objects.all() if serves else rows(Resident.objects.all()),
        sees_small_cells=sees_small_cells(staff),
    )


def sees_small_cells(staff: Staff) -> bool:
    """Only if every role that gives figures gives the small ones too."""
    gives_counts = [grant for grant in _grants(staff) if Right.READ_COUNTS in grant.rights]
    return all(Right.SEE_SMALL_CELLS in grant.rights for grant in gives_counts)


def served_residents(staff: Staff) -> QuerySet[Resident]:
    """People whom this person's operator or facility serves or has promised to serve.

    Rows of facilities whose contract has ended are no longer its own, nor are their people.
    """
    serving = [grant for grant in _grants_that_serve(staff) if _runs_something(grant)]

    def served(table: type[Model]) -> QuerySet[Any]:
        rows: QuerySet[Any] = table._default_manager.filter(resident__isnull=False)
        return within(grants=serving, right=Right.READ_LEDGER, rows=rows).values("resident")

    return Resident.objects.filter(Q(pk__in=served(Commitment)) | Q(pk__in=served(ServiceRecord)))


def residents_found(staff: Staff, words: str) -> list[Found]:
    """People whom this person may find at the counter: those he may read, those he serves."""
    return find(words=words, among=_findable(staff), limit=MOST_OFFERED)


def resident_asked(staff: Staff, key: str) -> Resident | None:
    """The person that a page is about; 404 for one whom this visitor may not find."""
    if not key.isdecimal():
        return None
    found = _findable(staff).filter(pk=key[:18]).select_related("community").first()
    if found is None:
        raise Http404(_("没有这位居民"))
    return found


def promises_to_keep(staff: Staff) -> QuerySet[Commitment]:
    """Open promises that are this person's to keep, the most urgent first."""
    return _own_work(staff, staff.rows(Right.RECORD_SERVICES, open_commitments()))


def opinions_to_read(staff: Staff) -> QuerySet[Opinion]:
    """What residents said of this person's work and nobody has read yet."""
    return _own_work(staff, staff.rows(Right.RECORD_SERVICES, unread_opinions()))


def orphaned_promises(staff: Staff, on: date) -> QuerySet[Commitment]:
    """Promises of operators that have left, in the places this person answers for."""
    return orphans(among=staff.rows(Right.TAKE_REQUESTS, open_commitments()), on=on)


def _own_work(staff: Staff, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Whoever serves people sees all of his; a community sees what it does itself."""
    serves = any(Right.RECORD_SERVICES in grant.rights for grant in _grants_that_serve(staff))
    return rows if serves else rows.filter(operator=None)


def _findable(staff: Staff) -> QuerySet[Resident]:
    read = staff.rows(Right.READ_PERSONS, Resident.objects.all())
    served = served_residents(staff)
    return present(Resident.objects.filter(Q(pk__in=read.values("pk")) | Q(pk__in=served)))


def may_name(staff: Staff, row: Commitment | ServiceRecord | UnmetNeed) -> bool:
    """Whether the name on a row may be shown: to who may read the person, and to who serves him."""
    if row.resident is None:
        return staff.may(Right.READ_PERSONS, row) or _is_served(staff, row)
    return staff.may(Right.READ_PERSONS, row.resident) or _is_served(staff, row)


def _is_served(staff: Staff, row: Model) -> bool:
    serving = (grant for grant in _grants_that_serve(staff) if _runs_something(grant))
    return is_within(grants=serving, right=Right.READ_LEDGER, row=row)


def _runs_something(grant: Grant) -> bool:
    return grant.kind != ScopeKind.OPERATOR or bool(grant.facilities)


def _grants_that_serve(staff: Staff) -> Iterable[Grant]:
    return (grant for grant in _grants(staff) if grant.kind in SERVES)


def _grants(staff: Staff) -> tuple[Grant, ...]:
    account: Any = staff
    grants: tuple[Grant, ...] = account.grants
    return grants
