"""The weeks that the demo tells of, up to this day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

WEEKS = 5
SATURDAY = 5


def weekdays_until(day: date) -> Iterator[date]:
    """Mondays to Fridays of the last weeks, `day` included."""
    days = (day - timedelta(days=back) for back in range(WEEKS * 7, -1, -1))
    return (one for one in days if one.weekday() < SATURDAY)


def moment(day: date, at: time, *, minutes: int = 0) -> datetime:
    """A time of a day in the district, some minutes later."""
    start = datetime.combine(day, at, tzinfo=timezone.get_current_timezone())
    return start + timedelta(minutes=minutes)
