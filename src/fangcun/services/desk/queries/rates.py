"""The three rates of the desk, each defined once, with the rows that it counts.

Answered in time counts requests by the day they were received. Solved and satisfied count
call-backs by the day the resident was asked: whoever was asked twice has answered twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.queries.standing import TICKING
from fangcun.services.desk.rules.answers import CONTENT_FROM
from fangcun.services.desk.states import FollowUpKind, RequestState

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Of which requests, received or asked about from one day until another."""

    requests: QuerySet[ServiceRequest]
    follow_ups: QuerySet[FollowUp]
    since: date
    until: date
    now: datetime


class Definition(NamedTuple):
    """One rate: what it counts, out of what, in words and as rows."""

    code: str
    name: Promise
    part_words: Promise
    whole_words: Promise
    whole: Callable[[Asked], Rows]
    part: Q
    request_path: str
    """From a counted row to its request: `request__` for call-backs."""


class Rate(NamedTuple):
    """How many out of how many."""

    definition: Definition
    part: int
    whole: int

    @property
    def share(self) -> float | None:
        return self.part / self.whole if self.whole else None


class Line(NamedTuple):
    """The three rates of one community or category; `key` None: none was named."""

    key: int | None
    rates: tuple[Rate, ...]


def rates(asked: Asked) -> tuple[Rate, ...]:
    """The three rates of all that was asked: three queries."""
    return tuple(_counted(definition, asked) for definition in DEFINITIONS)


def rates_by(asked: Asked, *, by: str) -> list[Line]:
    """The three rates for every `community` or `category`: three queries."""
    tables = [_table(definition, asked, by) for definition in DEFINITIONS]
    keys = sorted({key for table in tables for key in table}, key=lambda key: key or 0)
    return [
        Line(
            key,
            tuple(
                Rate(definition, *table.get(key, (0, 0)))
                for definition, table in zip(DEFINITIONS, tables, strict=True)
            ),
        )
        for key in keys
    ]


def rate_rows(*, code: str, asked: Asked, is_part: bool) -> Rows:
    """The rows behind a number: requests, or call-backs with their requests; newest first."""
    definition = next(one for one in DEFINITIONS if one.code == code)
    rows = definition.whole(asked)
    if is_part:
        rows = rows.filter(definition.part)
    if definition.request_path:
        return rows.select_related("request__category", "request__community", "by").order_by(
            "-at", "-pk"
        )
    return rows.select_related("category", "community").order_by("-received_at", "-pk")


def _counted(definition: Definition, asked: Asked) -> Rate:
    found = definition.whole(asked).aggregate(
        part=Count("pk", filter=definition.part), whole=Count("pk")
    )
    return Rate(definition, found["part"], found["whole"])


def _table(definition: Definition, asked: Asked, by: str) -> dict[int | None, tuple[int, int]]:
    rows = (
        definition.whole(asked)
        .order_by()
        .values(key=F(f"{definition.request_path}{by}"))
        .annotate(part=Count("pk", filter=definition.part), whole=Count("pk"))
    )
    return {row["key"]: (row["part"], row["whole"]) for row in rows}


def _to_answer(asked: Asked) -> QuerySet[ServiceRequest]:
    """Answered, or not answered though the time is over.

    A duplicate is answered with the line it was merged into, a whole with its parts.
    """
    has_parts = Exists(ServiceRequest.objects.filter(parent=OuterRef("pk")))
    is_late = Q(answered_at__isnull=True, state__in=TICKING, due_at__lt=asked.now)
    return (
        asked.requests.filter(_days("received_at", asked))
        .exclude(state=RequestState.MERGED)
        .filter(Q(was_in_time__isnull=False) | is_late)
        .exclude(has_parts)
    )


def _call_backs(asked: Asked) -> QuerySet[FollowUp]:
    """Residents who were asked and said whether it is solved."""
    return asked.follow_ups.filter(
        _days("at", asked), kind=FollowUpKind.CALL_BACK, was_reached=True
    )


def _scored(asked: Asked) -> QuerySet[FollowUp]:
    return _call_backs(asked).filter(score__isnull=False)


def _days(column: str, asked: Asked) -> Q:
    zone = timezone.get_default_timezone()
    begins = datetime.combine(asked.since, time(), zone)
    ends = datetime.combine(asked.until + timedelta(days=1), time(), zone)
    return Q(**{f"{column}__gte": begins, f"{column}__lt": ends})


DEFINITIONS = (
    Definition(
        "answered",
        _("按时答复率"),
        _("在时限内首次答复居民的需求"),
        _("期内登记、已经答复或已过时限的需求（合并和拆分的原单不计）"),
        _to_answer,
        Q(was_in_time=True),
        "",
    ),
    Definition(
        "solved",
        _("解决率"),
        _("居民说已经解决的回访"),
        _("期内问到居民的回访"),
        _call_backs,
        Q(is_solved=True),
        "request__",
    ),
    Definition(
        "satisfied",
        _("满意率"),
        _("居民说满意或很满意的回访"),
        _("期内问到居民并打分的回访"),
        _scored,
        Q(score__gte=CONTENT_FROM),
        "request__",
    ),
)
