"""Working time: days off, worked weekends, minutes that add up."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun.base.workdays import OFFICE_WEEK, NoWorkingTime, Span, WorkCalendar

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY, FRIDAY, SATURDAY = date(2026, 2, 9), date(2026, 2, 13), date(2026, 2, 14)
LUNCH_OFF = (Span(8 * 60 + 30, 12 * 60), Span(13 * 60 + 30, 17 * 60 + 30))


def a_calendar(**more) -> WorkCalendar:
    """Mondays to Fridays; a week off from Monday the 16th, Saturday the 14th worked instead."""
    week_off = {date(2026, 2, day): False for day in range(16, 23)}
    fields = {"zone": ZONE, "special_days": {**week_off, SATURDAY: True}, "week": OFFICE_WEEK}
    return WorkCalendar(**{**fields, **more})


def at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


spans = st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True).map(
    lambda ends: tuple(
        Span(*pair) for pair in zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False)
    )
)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
calendars = st.builds(
    WorkCalendar,
    zone=st.just(ZONE),
    special_days=st.dictionaries(days, st.booleans(), max_size=20),
    week=st.dictionaries(st.integers(0, 6), spans, min_size=1, max_size=7),
    special_hours=st.one_of(st.just(()), spans),
)
moments = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001  # `timezones` says where
    datetime(2026, 12, 31),  # noqa: DTZ001
    timezones=st.just(ZONE),
)
minutes = st.integers(0, 5000)


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("day", "is_working"),
        [
            pytest.param(MONDAY, True, id="a Monday"),
            pytest.param(date(2026, 2, 8), False, id="a Sunday"),
            pytest.param(SATURDAY, True, id="a Saturday that is worked instead"),
            pytest.param(date(2026, 2, 16), False, id="a Monday of the holiday"),
        ],
    )
    def test_know_the_special_days(self, day, is_working):
        assert a_calendar().is_working_day(day) is is_working

    @pytest.mark.parametrize(
        ("days", "until"),
        [
            pytest.param(0, FRIDAY, id="today"),
            pytest.param(1, SATURDAY, id="the worked Saturday"),
            pytest.param(2, date(2026, 2, 23), id="over the holiday"),
        ],
    )
    def test_are_counted_from_tomorrow(self, days, until):
        assert a_calendar().add_working_days(FRIDAY, days) == until

    def test_one_after_a_day_off_is_the_next_that_works(self):
        assert a_calendar().add_working_days(date(2026, 2, 16), 1) == date(2026, 2, 23)

    @given(calendar=calendars, day=days, count=st.integers(0, 40))
    def test_added_days_are_the_days_in_between(self, calendar, day, count):
        found = calendar.add_working_days(day, count)

        between = (day + timedelta(n) for n in range(1, (found - day).days + 1))
        assert calendar.is_working_day(found)
        if calendar.is_working_day(day) or count > 0:
            assert sum(map(calendar.is_working_day, between)) == count

    def test_say_so_when_there_are_none(self):
        with pytest.raises(NoWorkingTime):
            a_calendar(week={}).add_working_days(MONDAY, 1)


class TestWorkingMinutes:
    @pytest.mark.parametrize(
        ("start", "minutes", "end"),
        [
            pytest.param(at(MONDAY, "09:00"), 60, at(MONDAY, "10:00"), id="within the morning"),
            pytest.param(at(MONDAY, "07:00"), 0, at(MONDAY, "08:30"), id="nothing before opening"),
            pytest.param(at(MONDAY, "07:00"), 30, at(MONDAY, "09:00"), id="before opening"),
            pytest.param(at(MONDAY, "11:30"), 60, at(MONDAY, "14:00"), id="over lunch"),
            pytest.param(at(FRIDAY, "17:00"), 60, at(SATURDAY, "09:00"), id="into a worked day"),
            pytest.param(
                at(SATURDAY, "17:00"), 60, at(date(2026, 2, 23), "09:00"), id="over the holiday"
            ),
        ],
    )
    def test_end_where_people_expect(self, start, minutes, end):
        week = dict.fromkeys(range(5), LUNCH_OFF)

        assert a_calendar(week=week).add_working_minutes(start, minutes) == end

    @given(calendar=calendars, start=moments, count=minutes)
    def test_adding_then_measuring_agrees(self, calendar, start, count):
        end = calendar.add_working_minutes(start, count)

        assert calendar.working_minutes_between(start, end) == count

    @given(calendar=calendars, start=moments, count=minutes)
    def test_never_end_outside_working_time(self, calendar, start, count):
        end = calendar.add_working_minutes(start, count)

        a_moment_before = end - timedelta(microseconds=1)
        assert calendar.is_working_at(end) or calendar.is_working_at(a_moment_before)

    @given(
        calendar=calendars, start=moments, later=st.integers(0, 10_000), count=minutes, more=minutes
    )
    def test_later_or_more_never_ends_earlier(self, calendar, start, later, count, more):
        end = calendar.add_working_minutes(start, count)

        assert calendar.add_working_minutes(start + timedelta(minutes=later), count) >= end
        assert calendar.add_working_minutes(start, count + more) >= end

    def test_nothing_between_now_and_before(self):
        assert a_calendar().working_minutes_between(at(MONDAY, "12:00"), at(MONDAY, "09:00")) == 0

    def test_say_so_when_there_are_none(self):
        with pytest.raises(NoWorkingTime):
            a_calendar(week={}).add_working_minutes(at(MONDAY, "09:00"), 1)


class TestSpan:
    def test_closing_at_midnight_is_the_end_of_the_day(self):
        assert Span.of(time(20), time(0)) == Span(1200, 1440)
