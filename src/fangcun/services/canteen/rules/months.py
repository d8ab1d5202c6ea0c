"""Months, as money is settled by them."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

WRITTEN = "%Y-%m"


class Month(NamedTuple):
    """A month of the calendar, from its first day to its last."""

    since: date
    until: date

    def __str__(self) -> str:
        return f"{self.since:{WRITTEN}}"


def month_of(day: date) -> Month:
    """The month in which a day lies."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Month(day.replace(day=1), day.replace(day=last))


def month_before(month: Month) -> Month:
    return month_of(month.since - timedelta(days=1))
