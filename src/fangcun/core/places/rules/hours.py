"""When a room is open on a day: the exception first, then holidays, then the week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from fangcun.base.workdays import Hours

HOLIDAY, WORKED_WEEKEND = 7, 8  # kinds of day beside the weekdays 0 to 6; see `states.DayKind`
DAYS_A_WEEK = 7


class Why(StrEnum):
    """What decides the hours of a day."""

    WEEK = "week"
    HOLIDAY = "holiday"
    WORKED_WEEKEND = "worked_weekend"
    EXCEPTION = "exception"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class PostedWeek:
    """What stands on the door.

    Parameters
    ----------
    week
        Hours by weekday, Monday 0; a weekday that is missing is closed.
    holidays, worked_weekends
        Hours of those days; None: as the weekday that it is.
    closed_on
        The first day on which the room is no longer used.
    """

    week: Mapping[int, Hours]
    holidays: Hours | None = ()
    worked_weekends: Hours | None = None
    closed_on: date | None = None


class Exceptional(NamedTuple):
    """Days with hours of their own; the later one of a list counts."""

    starts_on: date
    ends_on: date
    hours: Hours  # none: closed
    why: str


class SameHours(NamedTuple):
    """Weekdays that follow one another and have the same hours."""

    first: int
    last: int
    hours: Hours


class DayHours(NamedTuple):
    """The hours of one day, and what decides them."""

    hours: Hours
    why: Why
    note: str = ""

    @property
    def is_open(self) -> bool:
        return bool(self.hours)

    @property
    def minutes(self) -> int:
        return sum(span.minutes for span in self.hours)


def hours_of(
    *,
    day: date,
    posted: PostedWeek,
    special_days: Mapping[date, bool],
    exceptions: Sequence[Exceptional] = (),
) -> DayHours:
    """When a room is open on a day.

    A room that was given up stays closed; a single exception counts before everything else; a
    public holiday and a worked weekend (True in `special_days`) count before the week.
    """
    if posted.closed_on is not None and day >= posted.closed_on:
        return DayHours((), Why.GIVEN_UP)
    for exception in reversed(exceptions):
        if exception.starts_on <= day <= exception.ends_on:
            return DayHours(exception.hours, Why.EXCEPTION, exception.why)
    usual = posted.week.get(day.weekday(), ())
    is_worked = special_days.get(day)
    if is_worked is None:
        return DayHours(usual, Why.WEEK)
    instead = posted.worked_weekends if is_worked else posted.holidays
    why = Why.WORKED_WEEKEND if is_worked else Why.HOLIDAY
    return DayHours(usual if instead is None else instead, why)


def same_hours(week: Mapping[int, Hours]) -> list[SameHours]:
    """A week as people read it: Monday to Friday, Saturday; days off are left out."""
    lines: list[SameHours] = []
    for weekday in range(DAYS_A_WEEK):
        hours = week.get(weekday, ())
        if not hours:
            continue
        if lines and lines[-1].last == weekday - 1 and lines[-1].hours == hours:
            lines[-1] = lines[-1]._replace(last=weekday)
        else:
            lines.append(SameHours(weekday, weekday, hours))
    return lines
