"""By when a need is to be answered, and how the clock stands still while a resident is awaited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from fangcun.base.workdays import NoWorkingTime, WorkCalendar

MINUTES_AN_HOUR = 60


class Unit(StrEnum):
    """In what time is counted."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"


WORKED = frozenset({Unit.WORKING_HOURS, Unit.WORKING_DAYS})


@dataclass(frozen=True, slots=True)
class Within:
    """A time to answer: 3 working days."""

    amount: int
    unit: Unit


class Pause(NamedTuple):
    """A time in which the resident was awaited."""

    since: datetime
    until: datetime


NOT_YET_SORTED = Within(1, Unit.WORKING_DAYS)
NOT_YET_SORTED_URGENT = Within(30, Unit.MINUTES)
"""What holds for lines without a category until the district has loaded its categories: the same
as the category for all that fits nowhere else says, with its source.
"""


def due_at(
    *,
    opened_at: datetime,
    within: Within,
    calendar: WorkCalendar,
    pauses: Iterable[Pause] = (),
) -> datetime:
    """When the time is over that began at `opened_at`, not counting the pauses.

    Working days end with the working hours of the last one; a calendar without working time
    counts every hour, so that a line can always be written down.
    """
    try:
        due = _without_pauses(opened_at, within, calendar)
    except NoWorkingTime:
        due = opened_at + _round_the_clock(within)
    for pause in pauses:
        due = after_pause(due_at=due, pause=pause, unit=within.unit, calendar=calendar)
    return due


def after_pause(*, due_at: datetime, pause: Pause, unit: Unit, calendar: WorkCalendar) -> datetime:
    """The due time moved by what stood still: working minutes where working time is counted."""
    if unit not in WORKED:
        return due_at + (pause.until - pause.since)
    minutes = calendar.working_minutes_between(pause.since, pause.until)
    return calendar.add_working_minutes(due_at, minutes) if minutes else due_at


def _without_pauses(opened_at: datetime, within: Within, calendar: WorkCalendar) -> datetime:
    if within.unit == Unit.WORKING_HOURS:
        return calendar.add_working_minutes(opened_at, within.amount * MINUTES_AN_HOUR)
    if within.unit == Unit.WORKING_DAYS:
        return _close_of_business(opened_at, within.amount, calendar)
    return opened_at + _round_the_clock(within)


def _close_of_business(opened_at: datetime, days: int, calendar: WorkCalendar) -> datetime:
    local = opened_at.astimezone(calendar.zone)
    last_day = calendar.add_working_days(local.date(), days)
    closes = calendar.hours_on(last_day)[-1].ends
    midnight = datetime.combine(last_day, datetime.min.time(), calendar.zone)
    return midnight + timedelta(minutes=closes)


def _round_the_clock(within: Within) -> timedelta:
    return {
        Unit.MINUTES: timedelta(minutes=within.amount),
        Unit.HOURS: timedelta(hours=within.amount),
        Unit.WORKING_HOURS: timedelta(hours=within.amount),
        Unit.DAYS: timedelta(days=within.amount),
        Unit.WORKING_DAYS: timedelta(days=within.amount),
    }[within.unit]
