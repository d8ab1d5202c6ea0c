"""When a meal is served, and until when it is ordered, changed and cancelled."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meal of one day: from when until when, and its cut-off."""

    starts_at: datetime
    ends_at: datetime
    cut_off: datetime


def cut_off_at(*, day: date, days_before: int, at: time, zone: tzinfo) -> datetime:
    """The last moment at which a meal of a day is ordered, so many days before."""
    return datetime.combine(day - days_before * A_DAY, at, tzinfo=zone)


def sitting(
    *,
    day: date,
    serves_from: time,
    serves_until: time,
    days_before: int,
    cut_off: time,
    zone: tzinfo,
) -> Sitting:
    """A meal of a day; nobody orders after it is over, whatever the cut-off says."""
    ends_at = datetime.combine(day, serves_until, tzinfo=zone)
    last = cut_off_at(day=day, days_before=days_before, at=cut_off, zone=zone)
    return Sitting(
        starts_at=datetime.combine(day, serves_from, tzinfo=zone),
        ends_at=ends_at,
        cut_off=min(last, ends_at),
    )


def monday_of(day: date) -> date:
    return day - day.weekday() * A_DAY
