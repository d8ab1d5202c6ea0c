"""When rooms are open: rules by table and by property, posting and exceptions by effect."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun.base.workdays import Span
from fangcun.core.places import queries
from fangcun.core.places.actions import (
    ChangedMeanwhile,
    HoursOverlap,
    PostedSpan,
    WrittenDay,
    WrittenException,
    WrittenHours,
    WrittenRoom,
    open_room,
    set_hours,
    withdraw_exception,
    write_exception,
    write_special_day,
)
from fangcun.core.places.models import Room
from fangcun.core.places.rules import Exceptional, PostedWeek, SameHours, Why, hours_of, same_hours
from fangcun.core.places.states import DayKind, OnHolidays, OnWorkedWeekends, RoomKind
from fangcun.core.places.tests.cast import a_facility, a_room

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 2, 2, 9, tzinfo=ZONE)
MONDAY, SATURDAY, SUNDAY = date(2026, 2, 9), date(2026, 2, 14), date(2026, 2, 15)
HOLIDAY = date(2026, 2, 17)  # a Tuesday
MORNING, AFTERNOON, SHORT = Span(480, 690), Span(780, 1020), Span(540, 660)
SPECIAL = {HOLIDAY: False, SATURDAY: True}
WEEK = {**dict.fromkeys(range(5), (MORNING, AFTERNOON)), 6: (SHORT,)}


class TestHoursOf:
    @pytest.mark.parametrize(
        ("day", "posted", "hours", "why"),
        [
            pytest.param(MONDAY, PostedWeek(WEEK), (MORNING, AFTERNOON), Why.WEEK, id="week"),
            pytest.param(HOLIDAY, PostedWeek(WEEK), (), Why.HOLIDAY, id="closed on holidays"),
            pytest.param(
                HOLIDAY,
                PostedWeek(WEEK, holidays=None),
                (MORNING, AFTERNOON),
                Why.HOLIDAY,
                id="as usual on holidays",
            ),
            pytest.param(
                HOLIDAY,
                PostedWeek(WEEK, holidays=(SHORT,)),
                (SHORT,),
                Why.HOLIDAY,
                id="own hours on holidays",
            ),
            pytest.param(
                SATURDAY,
                PostedWeek(WEEK, worked_weekends=WEEK[0]),
                (MORNING, AFTERNOON),
                Why.WORKED_WEEKEND,
                id="a worked Saturday like a Monday",
            ),
            pytest.param(
                SATURDAY, PostedWeek(WEEK), (), Why.WORKED_WEEKEND, id="a worked Saturday as usual"
            ),
            pytest.param(
                MONDAY, PostedWeek(WEEK, closed_on=MONDAY), (), Why.GIVEN_UP, id="given up"
            ),
        ],
    )
    def test_the_day_decides(self, day, posted, hours, why):
        found = hours_of(day=day, posted=posted, special_days=SPECIAL)

        assert (found.hours, found.why) == (hours, why)

    def test_the_newest_exception_counts_before_everything(self):
        closed = Exceptional(MONDAY, HOLIDAY, (), "维修")
        open_after_all = Exceptional(HOLIDAY, HOLIDAY, (SHORT,), "义诊")

        def on(day):
            found = hours_of(
                day=day,
                posted=PostedWeek(WEEK),
                special_days=SPECIAL,
                exceptions=[closed, open_after_all],
            )
            return found.hours, found.note

        assert on(MONDAY) == ((), "维修")
        assert on(HOLIDAY) == ((SHORT,), "义诊")


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
weeks = st.dictionaries(st.integers(0, 6), st.sampled_from([(MORNING,), (SHORT, AFTERNOON), ()]))
posted_weeks = st.builds(
    PostedWeek,
    week=weeks,
    holidays=st.sampled_from([None, (), (SHORT,)]),
    worked_weekends=st.sampled_from([None, (), (MORNING,)]),
    closed_on=st.none() | days,
)


class TestProperties:
    @given(posted=posted_weeks, day=days, special=st.dictionaries(days, st.booleans(), max_size=3))
    def test_an_exception_speaks_only_of_its_days(self, posted, day, special):
        repair = Exceptional(day, day, (), "维修")
        more = {"posted": posted, "special_days": special}

        for other in (day - timedelta(days=1), day + timedelta(days=1)):
            assert hours_of(day=other, exceptions=[repair], **more) == hours_of(day=other, **more)
        assert not hours_of(day=day, exceptions=[repair], **more).is_open

    @given(week=weeks)
    def test_lines_on_the_door_say_the_whole_week(self, week):
        told = {
            weekday: line.hours
            for line in same_hours(week)
            for weekday in range(line.first, line.last + 1)
        }

        assert told == {weekday: hours for weekday, hours in week.items() if hours}

    def test_equal_neighbours_share_a_line(self):
        assert same_hours(WEEK) == [
            SameHours(0, 4, (MORNING, AFTERNOON)),
            SameHours(6, 6, (SHORT,)),
        ]


def spans_of(*kinds: int) -> list[PostedSpan]:
    return [PostedSpan(kind, time(8), time(11, 30)) for kind in kinds]


def post(room: Room, *kinds: int, **more) -> Room:
    written = WrittenHours(spans=spans_of(*kinds), **more)
    return set_hours(room=room, revision=room.revision, written=written, by="书记", now=NOW)


def a_holiday(day: date = HOLIDAY, *, is_working: bool = False) -> None:
    written = WrittenDay(is_working=is_working, name="春节", source="通知", checked_on=None)
    write_special_day(day=day, written=written, by="书记", now=NOW)


@pytest.mark.django_db
class TestSetHours:
    def test_posts_the_week(self):
        room = post(a_room(), 0, 1, 2, 3, 4)

        assert queries.hours_on(room, MONDAY).hours == (Span(480, 690),)
        assert not queries.hours_on(room, SUNDAY).is_open
        assert room.posted_hours == (
            "星期一至星期五 08:00–11:30；法定节假日 不开放；调休上班日 按工作日（星期一）"
        )

    def test_follows_the_room_on_special_days(self):
        a_holiday()
        a_holiday(SATURDAY, is_working=True)
        room = post(a_room(), DayKind.MONDAY, DayKind.TUESDAY)
        usual = post(a_room(), DayKind.TUESDAY, on_holidays=OnHolidays.AS_USUAL)
        own = post(
            a_room(),
            DayKind.HOLIDAY,
            DayKind.WORKED_WEEKEND,
            on_holidays=OnHolidays.OWN_HOURS,
            on_worked_weekends=OnWorkedWeekends.OWN_HOURS,
        )

        assert not queries.hours_on(room, HOLIDAY).is_open
        assert queries.hours_on(room, SATURDAY).is_open
        assert queries.hours_on(usual, HOLIDAY).is_open
        assert queries.hours_on(own, HOLIDAY).is_open
        assert queries.hours_on(own, SATURDAY).is_open

    def test_refuses_spans_that_overlap(self):
        spans = [*spans_of(0), PostedSpan(0, time(11), time(12))]
        room = a_room()

        with pytest.raises(HoursOverlap):
            set_hours(room=room, revision=1, written=WrittenHours(spans=spans), by="书记", now=NOW)

    def test_who_comes_second_is_told(self):
        room = a_room()
        post(room, 0)

        with pytest.raises(ChangedMeanwhile):
            post(room, 1)

        assert queries.hours_on(room, MONDAY).is_open

    def test_is_remembered_by_history(self):
        new = WrittenRoom(name="日照室", kind=RoomKind.DAY_CARE)
        yesterday = NOW - timedelta(days=1)
        room = post(open_room(facility=a_facility(), written=new, by="书记", now=yesterday), 0)

        version = queries.history_of(room)[0]
        assert "星期一 08:00–11:30" in version.changes[0].after


@pytest.mark.django_db
class TestExceptions:
    def test_close_a_room_until_they_are_withdrawn(self):
        room = post(a_room(), 0)
        repair = WrittenException(starts_on=MONDAY, ends_on=MONDAY, why="设备维修")
        written = write_exception(room=room, written=repair, by="书记", now=NOW)
        assert write_exception(room=room, written=repair, by="书记", now=NOW) == written
        assert queries.hours_on(room, MONDAY).note == "设备维修"

        withdraw_exception(exception=written, by="书记", now=NOW)

        assert queries.hours_on(room, MONDAY).is_open

    def test_may_open_at_other_hours(self):
        room = a_room()
        fair = WrittenException(SUNDAY, SUNDAY, "集市", opens=time(20), closes=time(0))
        write_exception(room=room, written=fair, by="书记", now=NOW)

        assert queries.is_open_at(room, datetime(2026, 2, 15, 23, 59, tzinfo=ZONE))
        assert not queries.is_open_at(room, datetime(2026, 2, 16, 0, 0, tzinfo=ZONE))


@pytest.mark.django_db
class TestHoursOpen:
    def test_adds_the_days(self):
        first, second = post(a_room(), 0, 1), post(a_room(), 0)
        a_holiday()

        open_for = queries.hours_open([first, second], MONDAY, HOLIDAY)

        assert open_for == {first.pk: 3 * 3.5, second.pk: 2 * 3.5}

    def test_asks_three_questions_whatever_the_number_of_rooms(self, django_assert_num_queries):
        rooms = [post(a_room(), 0) for _number in range(4)]

        with django_assert_num_queries(3):
            queries.hours_open(rooms, MONDAY, HOLIDAY)
