"""Working time in China: weeks, public holidays, and the weekends that are worked instead 调休."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

MINUTES_A_DAY = 24 * 60
LONGEST_SEARCH_DAYS = 400  # a calendar without a working day in so long has none
A_DAY = timedelta(days=1)
SATURDAY = 5


class NoWorkingTime(ValueError):
    """The calendar has no working time to count in."""


class Span(NamedTuple):
    """From one minute of a day until another; 24:00 is minute 1440."""

    starts: int
    ends: int

    @classmethod
    def of(cls, starts: time, ends: time) -> "Span":
        """A closing time of 00:00 is the midnight at the end of the day."""
        return cls(_minute(starts), _minute(ends) or MINUTES_A_DAY)

    @property
    def minutes(self) -> int:
        return self.ends - self.starts

    @property
    def starts_at(self) -> str:
        return _clock(self.starts)

    @property
    def ends_at(self) -> str:
        return _clock(self.ends)


Hours = tuple[Span, ...]
OFFICE_HOURS: Hours = (Span(8 * 60 + 30, 17 * 60 + 30),)
OFFICE_WEEK: dict[int, Hours] = dict.fromkeys(range(SATURDAY), OFFICE_HOURS)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """When a desk works: its week, and the days that differ from the week.

    Parameters
    ----------
    zone
        Where the clock on the wall is read.
    special_days
        Public holidays (False) and weekends that are worked instead (True).
    week
        Hours by weekday, Monday 0; a weekday that is missing is not worked.
    special_hours
        Hours of a day that is worked instead; without any, those of the first working weekday.
    """

    zone: tzinfo
    special_days: Mapping[date, bool]
    week: Mapping[int, Hours]
    special_hours: Hours = ()

    def hours_on(self, day: date) -> Hours:
        """The working hours of a day, in order; none on a day off."""
        is_working = self.special_days.get(day)
        usual = self.week.get(day.weekday(), ())
        if is_working is None:
            return usual
        return (usual or self._hours_instead()) if is_working else ()

    def is_working_day(self, day: date) -> bool:
        return bool(self.hours_on(day))

    def is_working_at(self, moment: datetime) -> bool:
        """Whether the desk works at a moment; not any more at the minute it closes."""
        local = moment.astimezone(self.zone)
        return any(
            self._at(local.date(), span.starts) <= local < self._at(local.date(), span.ends)
            for span in self.hours_on(local.date())
        )

    def add_working_days(self, day: date, days: int) -> date:
        """The working day that is so many after `day`; 0: the day itself or the next that works."""
        if days < 0:
            raise ValueError(f"days must not be negative, got {days}")
        working = (found for found in self._days_from(day) if self.is_working_day(found))
        if not self.is_working_day(day) and days > 0:
            days -= 1  # the first working day after a day off is one working day after it
        for passed, found in enumerate(working):
            if passed == days:
                return found
        raise NoWorkingTime("the calendar has no working day")

    def add_working_minutes(self, start: datetime, minutes: int) -> datetime:
        """The moment until which so many minutes are worked; always within working time."""
        if minutes < 0:
            raise ValueError(f"minutes must not be negative, got {minutes}")
        left = timedelta(minutes=minutes)
        for opens, closes in self._spans_from(start):
            begins = max(opens, start)
            if begins + left <= closes:
                return (begins + left).astimezone(self.zone)
            left -= closes - begins
        raise NoWorkingTime("the calendar has no working time")

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole minutes worked between two moments; 0 if the second is not later."""
        worked = timedelta()
        local_end = end.astimezone(self.zone)
        day = start.astimezone(self.zone).date()
        while day <= local_end.date():
            for span in self.hours_on(day):
                opens, closes = self._at(day, span.starts), self._at(day, span.ends)
                worked += max(min(closes, end) - max(opens, start), timedelta())
            day += A_DAY
        return int(worked // timedelta(minutes=1))

    def _hours_instead(self) -> Hours:
        usual = (self.week[weekday] for weekday in sorted(self.week) if self.week[weekday])
        return self.special_hours or next(usual, ())

    def _days_from(self, day: date) -> Iterator[date]:
        """Days from `day` on, as long as there is hope of a working one."""
        days_off = 0
        while days_off < LONGEST_SEARCH_DAYS:
            yield day
            days_off = 0 if self.is_working_day(day) else days_off + 1
            day += A_DAY

    def _spans_from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Working time that is not over at `start`, in order."""
        for day in self._days_from(start.astimezone(self.zone).date()):
            for span in self.hours_on(day):
                closes = self._at(day, span.ends)
                if closes >= start:
                    yield self._at(day, span.starts), closes

    def _at(self, day: date, minute: int) -> datetime:
        return datetime.combine(day, time(), self.zone) + timedelta(minutes=minute)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
