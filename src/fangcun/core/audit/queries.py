"""Who looked at whom; what happened to accounts: always the newest first."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from fangcun.core.audit.models import AccountEvent, Viewing
from fangcun.core.audit.states import AccountEventKind

MOST_LOOKS_SHOWN = 200


class Look(NamedTuple):
    """One look at one field, as the resident may read it."""

    viewer: str
    field: str
    reason: str
    at: datetime


class LookFilter(NamedTuple):
    """What an auditor asks for; empty means all."""

    viewer: str = ""
    subject_id: int | None = None
    field: str = ""
    since: date | None = None
    until: date | None = None


class EventFilter(NamedTuple):
    """What an auditor asks for; empty means all."""

    text: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


def looks_at(subject_id: int) -> list[Look]:
    """Who looked at this resident, the newest first."""
    found = Viewing.objects.filter(subject_id=subject_id).order_by("-viewed_at", "-pk")
    return [
        Look(row.viewer, row.field, row.reason, row.viewed_at) for row in found[:MOST_LOOKS_SHOWN]
    ]


def looks_matching(wanted: LookFilter) -> QuerySet[Viewing]:
    """Looks that an auditor asks for."""
    rows = Viewing.objects.order_by("-viewed_at", "-pk")
    if wanted.viewer:
        rows = rows.filter(viewer__icontains=wanted.viewer)
    if wanted.subject_id is not None:
        rows = rows.filter(subject_id=wanted.subject_id)
    if wanted.field:
        rows = rows.filter(field=wanted.field)
    return rows.filter(_between("viewed_at", wanted.since, wanted.until))


def fields_looked_at() -> list[str]:
    """The names of fields that anybody ever looked at."""
    return list(Viewing.objects.order_by("field").values_list("field", flat=True).distinct())


def events_matching(wanted: EventFilter) -> QuerySet[AccountEvent]:
    """Sign-ins and changes of accounts that an auditor asks for."""
    rows = AccountEvent.objects.order_by("-happened_at", "-pk")
    if wanted.text:
        rows = rows.filter(
            Q(name__icontains=wanted.text)
            | Q(by__icontains=wanted.text)
            | Q(address__startswith=wanted.text)
        )
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    return rows.filter(_between("happened_at", wanted.since, wanted.until))


def events_of(account_id: int) -> QuerySet[AccountEvent]:
    """What happened to one account."""
    return AccountEvent.objects.filter(account_id=account_id).order_by("-happened_at", "-pk")


def last_sign_in_of(account_id: int) -> AccountEvent | None:
    """When this account was last used, as its owner is told at the next sign-in."""
    return events_of(account_id).filter(kind=AccountEventKind.SIGNED_IN).first()


def _between(column: str, since: date | None, until: date | None) -> Q:
    found = Q()
    if since is not None:
        found &= Q(**{f"{column}__date__gte": since})
    if until is not None:
        found &= Q(**{f"{column}__date__lte": until})
    return found
