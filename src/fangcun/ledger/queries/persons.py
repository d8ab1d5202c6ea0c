"""What the ledger knows of one person."""

from datetime import date
from typing import NamedTuple, TypeVar

from django.db.models import QuerySet

from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.ledger.models import Commitment, Interest, ServiceRecord, UnmetNeed
from fangcun.ledger.queries.figures import standing
from fangcun.ledger.states import CommitmentState

Row = TypeVar("Row", ServiceRecord, Commitment, UnmetNeed)

SHOWN = 5


class PersonPanel(NamedTuple):
    """The last services, the next promises and the needs not met of one person."""

    services: list[ServiceRecord]
    promises: list[Commitment]
    needs: list[UnmetNeed]


class OwnRow(NamedTuple):
    """One row of the ledger as its person takes it along."""

    kind: str
    on: date
    service: str
    place: str
    operator: str
    said: str


def person_panel(resident: Resident) -> PersonPanel:
    """What was given lately, what is promised, what was refused: one query each."""
    numbers = _numbers(resident)
    services = standing(_rows(ServiceRecord, numbers)).order_by("-served_on", "-pk")
    promises = _rows(Commitment, numbers).filter(state=CommitmentState.OPEN)
    needs = standing(_rows(UnmetNeed, numbers)).order_by("-recorded_at", "-pk")
    return PersonPanel(
        list(services[:SHOWN]), list(promises.order_by("due_on", "pk")[:SHOWN]), list(needs[:SHOWN])
    )


def services_of(resident: Resident) -> QuerySet[ServiceRecord]:
    """Everything one person received, whichever of his merged rows it was written to."""
    return _rows(ServiceRecord, _numbers(resident))


def promises_to(resident: Resident) -> QuerySet[Commitment]:
    return _rows(Commitment, _numbers(resident))


def needs_of(resident: Resident) -> QuerySet[UnmetNeed]:
    return _rows(UnmetNeed, _numbers(resident))


def _numbers(resident: Resident) -> list[int]:
    """Asked first: with them at hand the index of a person's rows is read, not the whole ledger."""
    return list(same_person(resident))


def _rows(table: type[Row], numbers: list[int]) -> QuerySet[Row]:
    rows = table._default_manager.filter(resident__in=numbers)
    return rows.select_related("service", "facility", "operator")


def interests_of(resident: Resident) -> QuerySet[Interest]:
    """What he would like, or would have liked."""
    rows = Interest.objects.filter(resident__in=_numbers(resident))
    return rows.select_related("service")


def own_rows(resident: Resident) -> list[OwnRow]:
    """Everything that the ledger keeps of one person, for his own export; the newest first."""
    rows = [
        *map(_of_record, services_of(resident)),
        *map(_of_promise, promises_to(resident)),
        *map(_of_need, needs_of(resident)),
        *map(_of_interest, interests_of(resident)),
    ]
    return sorted(rows, key=lambda row: row.on, reverse=True)


def _of_record(row: ServiceRecord) -> OwnRow:
    said = row.reversal_reason or row.note
    return OwnRow(_kind(row), row.served_on, str(row.service), *_where(row), said)


def _of_promise(row: Commitment) -> OwnRow:
    said = " ".join(filter(None, (row.get_state_display(), row.note, row.settled_why)))
    return OwnRow(_kind(row), row.due_on, str(row.service), *_where(row), said)


def _of_need(row: UnmetNeed) -> OwnRow:
    said = " ".join(filter(None, (row.get_why_display(), row.note, row.reversal_reason)))
    day = row.wished_on or row.recorded_at.date()
    return OwnRow(_kind(row), day, str(row.service or row.wanted), *_where(row), said)


def _of_interest(row: Interest) -> OwnRow:
    said = " ".join(filter(None, (row.words, row.ended_why)))
    return OwnRow(_kind(row), row.noted_at.date(), str(row.service), "", "", said)


def _kind(row: ServiceRecord | Commitment | UnmetNeed | Interest) -> str:
    return str(type(row)._meta.verbose_name)


def _where(row: ServiceRecord | Commitment | UnmetNeed) -> tuple[str, str]:
    return str(row.facility or ""), str(row.operator or "")
