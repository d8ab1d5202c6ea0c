"""In which span of days a promised quantity is counted."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

A_WEEK = timedelta(days=7)


class Span(NamedTuple):
    """From one day to another, both included."""

    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1


def period_of(*, per: str, on: date, starts_on: date, ends_on: date) -> Span:
    """The week, month, year or term in which a day lies, never outside the contract's term.

    Weeks begin on Monday; years are those of the contract, from its first day.
    """
    if per == "week":
        monday = on - timedelta(days=on.weekday())
        whole = Span(monday, monday + timedelta(days=6))
    elif per == "month":
        last = calendar.monthrange(on.year, on.month)[1]
        whole = Span(on.replace(day=1), on.replace(day=last))
    elif per == "year":
        whole = _contract_year(on, starts_on)
    else:
        whole = Span(starts_on, ends_on)
    return Span(max(whole.since, starts_on), min(whole.until, ends_on))


def _contract_year(on: date, starts_on: date) -> Span:
    """The year since the last anniversary of the contract's first day."""
    passed = (on.month, on.day) >= (starts_on.month, starts_on.day)
    year = on.year if passed else on.year - 1
    return Span(_in_year(starts_on, year), _in_year(starts_on, year + 1) - timedelta(days=1))


def _in_year(day: date, year: int) -> date:
    """29 February is 1 March in a year that has none."""
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return day.replace(year=year)
