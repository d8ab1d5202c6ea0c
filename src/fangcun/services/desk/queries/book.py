"""A page of the book: the newest line first, or what is due next."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from fangcun.core.accounts.models import User
from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.queries.standing import (
    Requests,
    awaiting_call_back,
    due_today,
    orphaned,
    overdue,
    to_decide,
    with_standing,
)
from fangcun.services.desk.states import OPEN_STATES, FollowUpKind

ROWS_A_PAGE = 50
BY_DUE = frozenset({"due_today", "overdue"})
SHOWN_WITH = ("owner_operator", "owner_person", "resident")
"""What a line of the book names."""
TAKEN_WITH = (*SHOWN_WITH, "community", "book", "category", "service", "owner_desk")
"""What a line of a file names besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFilter:
    """What is looked for; nothing: every line."""

    day: date | None = None
    until: date | None = None
    state: str = ""
    book: int | None = None
    category: int | None = None
    text: str = ""
    show: str = ""
    """`open`, `due_today`, `overdue`, `mine`, `awaiting`, `to_decide`, `orphaned`."""


class BookPage(NamedTuple):
    """Some lines, and where the page after them begins; empty: there is none."""

    rows: list[ServiceRequest]
    after: str


class BookCounts(NamedTuple):
    """How much is waiting, as the top of the book says it."""

    open: int
    due_today: int
    overdue: int
    mine: int
    awaiting: int
    to_decide: int
    orphaned: int


def book_page(
    *,
    requests: Requests,
    wanted: BookFilter,
    user: User,
    now: datetime,
    after: str = "",
    most: int = ROWS_A_PAGE,
) -> BookPage:
    """One page of the requests that somebody may see; the same speed on every page."""
    found = with_standing(_found(requests, wanted, user, now)).select_related(*SHOWN_WITH)
    ordered = _by_due(found, after) if wanted.show in BY_DUE else _newest_first(found, after)
    rows = list(ordered[: most + 1])
    has_more = len(rows) > most
    rows = rows[:most]
    return BookPage(rows, _mark(rows[-1], wanted) if has_more else "")


def book_counts(*, requests: Requests, user: User, now: datetime) -> BookCounts:
    """How much is waiting: four queries, only over what is open."""
    open_ = requests.filter(state__in=OPEN_STATES)
    end = _end_of_day(now)
    counted = open_.aggregate(
        open=Count("pk"),
        mine=Count("pk", filter=Q(owner_person=user.pk)),
        to_decide=Count("pk", filter=Q(is_to_be_decided=True)),
    )
    ticking = overdue(open_, now=end + timedelta(microseconds=1)).aggregate(
        overdue=Count("pk", filter=Q(due_at__lt=now)),
        due_today=Count("pk", filter=Q(due_at__gte=now)),
    )
    return BookCounts(
        **counted,
        **ticking,
        awaiting=awaiting_call_back(open_).count(),
        orphaned=orphaned(open_, on=timezone.localdate(now)).count(),
    )


def matching(*, requests: Requests, wanted: BookFilter, user: User, now: datetime) -> Requests:
    """All lines that are looked for, the newest first, as a file takes them away."""
    found = with_standing(_found(requests, wanted, user, now)).select_related(*TAKEN_WITH)
    return found.order_by("-received_at", "-pk")


def promises_due(*, requests: Requests, until: date) -> QuerySet[FollowUp]:
    """What residents were promised by a day and have not got, the oldest first."""
    return (
        FollowUp.objects.filter(
            kind=FollowUpKind.PROMISE,
            kept_at__isnull=True,
            due_on__lte=until,
            request__in=requests.filter(state__in=OPEN_STATES),
        )
        .select_related("request__community", "promised_by")
        .order_by("due_on", "pk")
    )


def _found(requests: Requests, wanted: BookFilter, user: User, now: datetime) -> Requests:
    requests = _shown(requests, wanted.show, user, now)
    for narrower in _conditions(wanted):
        requests = requests.filter(narrower)
    return requests


def _shown(requests: Requests, show: str, user: User, now: datetime) -> Requests:
    open_ = requests.filter(state__in=OPEN_STATES)
    narrower: dict[str, Callable[[], Requests]] = {
        "open": lambda: open_,
        "due_today": lambda: due_today(open_, now=now, end_of_day=_end_of_day(now)),
        "overdue": lambda: overdue(open_, now=now),
        "mine": lambda: open_.filter(owner_person=user.pk),
        "awaiting": lambda: awaiting_call_back(open_),
        "to_decide": lambda: to_decide(open_),
        "orphaned": lambda: orphaned(open_, on=timezone.localdate(now)),
    }
    return narrower.get(show, lambda: requests)()


def _conditions(wanted: BookFilter) -> Iterator[Q]:
    zone = timezone.get_default_timezone()
    last = wanted.until or wanted.day
    if wanted.day:
        yield Q(received_at__gte=datetime.combine(wanted.day, time(), zone))
    if last:
        yield Q(received_at__lt=datetime.combine(last + timedelta(days=1), time(), zone))
    if wanted.state:
        yield Q(state=wanted.state)
    if wanted.book:
        yield Q(book=wanted.book)
    if wanted.category:
        yield Q(category=wanted.category)
    for word in wanted.text.split():
        yield _says(word)


def _says(word: str) -> Q:
    columns = ("line", "wanted", "caller_name", "caller_phone", "place")
    said = Q(**{f"{columns[0]}__icontains": word})
    for column in columns[1:]:
        said |= Q(**{f"{column}__icontains": word})
    return said


def _newest_first(found: Requests, after: str) -> Requests:
    at, pk = _read(after)
    if at is not None:
        found = found.filter(Q(received_at__lt=at) | Q(received_at=at, pk__lt=pk)).filter(
            received_at__lte=at
        )
    return found.order_by("-received_at", "-pk")


def _by_due(found: Requests, after: str) -> Requests:
    at, pk = _read(after)
    if at is not None:
        found = found.filter(Q(due_at__gt=at) | Q(due_at=at, pk__gt=pk))
    return found.order_by("due_at", "pk")


def _mark(row: ServiceRequest, wanted: BookFilter) -> str:
    at = row.due_at if wanted.show in BY_DUE else row.received_at
    return f"{timezone.localtime(at).isoformat()}_{row.pk}"


def _read(after: str) -> tuple[datetime | None, int]:
    """Where a page begins; what makes no sense begins at the top."""
    at, _underscore, pk = after.replace(" ", "+").rpartition("_")
    try:
        moment = parse_datetime(at)
    except ValueError:
        return None, 0
    if moment is None or timezone.is_naive(moment) or not pk.isdecimal() or len(pk) > 18:
        return None, 0
    return moment, int(pk)


def _end_of_day(now: datetime) -> datetime:
    zone = timezone.get_default_timezone()
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return datetime.combine(tomorrow, time(), zone) - timedelta(microseconds=1)
