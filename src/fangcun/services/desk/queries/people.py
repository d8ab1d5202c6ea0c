"""What one resident has asked for."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from fangcun.core.people.models import Resident
from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.queries.standing import with_standing
from fangcun.services.desk.states import OPEN_STATES, FollowUpKind

LAST_SHOWN = 10


class PersonPanel(NamedTuple):
    """The part of the resident's page that the desk knows."""

    requests: list[ServiceRequest]
    promises: list[FollowUp]
    open_count: int


class OwnRow(NamedTuple):
    """One request as the resident takes it away."""

    received_at: datetime
    line: str
    category: str
    place: str
    state: str
    wished_on: date | None
    done_at: datetime | None
    closed_at: datetime | None
    log: list[str]


def requests_from(resident: Resident) -> QuerySet[ServiceRequest]:
    """What a person asked for, also under the names that were merged into his."""
    return ServiceRequest.objects.filter(
        Q(resident=resident) | Q(resident__merged_into=resident)
    ).order_by("-received_at", "-pk")


def person_panel(resident: Resident) -> PersonPanel:
    """The last requests and the open promises of a person: three queries."""
    rows = requests_from(resident)
    shown = with_standing(rows).select_related("category", "service", "community", "doer")
    open_ = rows.filter(state__in=OPEN_STATES)
    promises = FollowUp.objects.filter(
        kind=FollowUpKind.PROMISE, kept_at__isnull=True, request__in=open_.order_by()
    )
    return PersonPanel(
        list(shown[:LAST_SHOWN]),
        list(promises.select_related("promised_by", "request").order_by("due_on", "pk")),
        open_.count(),
    )


def own_rows(resident: Resident) -> list[OwnRow]:
    """Everything the desk keeps of a person, for his own export."""
    rows = with_standing(requests_from(resident))
    rows = rows.select_related("category").prefetch_related("follow_ups")
    return [
        OwnRow(
            received_at=row.received_at,
            line=row.line,
            category=str(row.category or ""),
            place=row.place,
            state=row.standing_label,
            wished_on=row.wished_on,
            done_at=row.done_at,
            closed_at=row.closed_at,
            log=[_said(entry) for entry in sorted(row.follow_ups.all(), key=_when)],
        )
        for row in rows
    ]


def _said(entry: FollowUp) -> str:
    kind = str(entry.get_kind_display())
    return f"{entry.at:%Y-%m-%d} {kind} {entry.words}".strip()


def _when(entry: FollowUp) -> tuple[datetime, int]:
    return entry.at, entry.pk
