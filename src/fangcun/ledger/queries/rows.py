"""Rows of the ledger, page by page: each page begins where the one before ended.

Counting how many pages there are would mean reading a million rows to show fifty.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.dateparse import parse_date, parse_datetime

from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.queries.figures import Asked

Row = TypeVar("Row", bound=Model)

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, and where the next older ones begin; None: these are the oldest."""

    rows: list[Row]
    older: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which rows a list shows."""

    asked: Asked
    resident: int | None = None
    why: str = ""
    state: str = ""


def records_sought(records: QuerySet[ServiceRecord], sought: Sought) -> QuerySet[ServiceRecord]:
    """Records of a period, taken back or not, with all that a line shows."""
    within = Q(served_on__range=(sought.asked.since, sought.asked.until))
    return (
        records.filter(_narrowed(sought, room=sought.asked.room), within)
        .select_related(
            "service", "resident__community", "community", "facility", "room", "operator"
        )
        .select_related("recorded_by", "reversal")
    )


def needs_sought(needs: QuerySet[UnmetNeed], sought: Sought) -> QuerySet[UnmetNeed]:
    """Unmet needs written down or wished for in a period."""
    days = (sought.asked.since, sought.asked.until)
    within = Q(wished_on__range=days) | Q(wished_on=None, recorded_at__date__range=days)
    return (
        needs.filter(_narrowed(sought, why=sought.why or None), within)
        .select_related("service", "resident__community", "community", "facility", "operator")
        .select_related("recorded_by", "reversal")
    )


def commitments_sought(commitments: QuerySet[Commitment], sought: Sought) -> QuerySet[Commitment]:
    """Promises due in a period."""
    due = Q(due_on__range=(sought.asked.since, sought.asked.until))
    return commitments.filter(_narrowed(sought, state=sought.state or None), due).select_related(
        "service", "resident__community", "community", "facility", "operator"
    )


def page_of_records(records: QuerySet[ServiceRecord], *, before: str) -> Page[ServiceRecord]:
    return _page(records, "served_on", parse_date, before)


def page_of_needs(needs: QuerySet[UnmetNeed], *, before: str) -> Page[UnmetNeed]:
    return _page(needs, "recorded_at", parse_datetime, before)


def page_of_commitments(commitments: QuerySet[Commitment], *, before: str) -> Page[Commitment]:
    return _page(commitments, "due_on", parse_date, before)


def _page(rows: QuerySet[Row], by: str, read: Any, before: str) -> Page[Row]:
    """The newest rows, or those older than the row where the page before ended."""
    if (place := _place(before, read)) is not None:
        day, key = place
        # the first condition lets the index be entered at the right place
        rows = rows.filter(Q(**{f"{by}__lte": day}) & (Q(**{f"{by}__lt": day}) | Q(pk__lt=key)))
    found = list(rows.order_by(f"-{by}", "-pk")[: A_PAGE + 1])
    shown = found[:A_PAGE]
    is_more = len(found) > A_PAGE
    older = f"{getattr(shown[-1], by).isoformat()}~{shown[-1].pk}" if is_more else None
    return Page(shown, older)


def _place(before: str, read: Any) -> tuple[date | datetime, int] | None:
    """Where a page begins; a place that nobody could have been sent to is the beginning."""
    day, _sep, key = before.partition("~")
    try:
        found = read(day)
    except ValueError:
        return None
    if found is None or not key.isdecimal() or len(key) > 18:
        return None
    return found, int(key)


def _narrowed(sought: Sought, **more: Any) -> Q:
    asked = sought.asked
    wanted = {
        "community": asked.community,
        "facility": asked.facility,
        "operator": asked.operator,
        "service": asked.service,
        "resident": sought.resident,
        **more,
    }
    return Q(**{name: key for name, key in wanted.items() if key is not None})
