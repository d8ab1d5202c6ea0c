"""What the ledger knows of one person."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.queries.figures import standing
from fangcun.ledger.states import CommitmentState

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
    """What was given lately, what is promised, what was refused: three queries."""
    services = standing(services_of(resident)).order_by("-served_on", "-pk")
    promises = promises_to(resident).filter(state=CommitmentState.OPEN).order_by("due_on", "pk")
    needs = standing(needs_of(resident)).order_by("-recorded_at", "-pk")
    return PersonPanel(list(services[:SHOWN]), list(promises[:SHOWN]), list(needs[:SHOWN]))


def services_of(resident: Resident) -> QuerySet[ServiceRecord]:
    """Everything one person received, whichever of his merged rows it was written to."""
    return ServiceRecord.objects.filter(resident__in=same_person(resident)).select_related(
        "service", "facility", "operator"
    )


def promises_to(resident: Resident) -> QuerySet[Commitment]:
    return Commitment.objects.filter(resident__in=same_person(resident)).select_related(
        "service", "facility", "operator"
    )


def needs_of(resident: Resident) -> QuerySet[UnmetNeed]:
    return UnmetNeed.objects.filter(resident__in=same_person(resident)).select_related(
        "service", "facility", "operator"
    )


def own_rows(resident: Resident) -> list[OwnRow]:
    """Everything that the ledger keeps of one person, for his own export; the newest first."""
    rows = [
        *map(_of_record, services_of(resident)),
        *map(_of_promise, promises_to(resident)),
        *map(_of_need, needs_of(resident)),
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


def _kind(row: ServiceRecord | Commitment | UnmetNeed) -> str:
    return str(type(row)._meta.verbose_name)


def _where(row: ServiceRecord | Commitment | UnmetNeed) -> tuple[str, str]:
    return str(row.facility or ""), str(row.operator or "")
