"""有医生在: who is expected, who cancelled, which closed doors keep visitors out."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from fangcun.core.places import queries
from fangcun.core.places.actions import (
    NotExpected,
    PostedSpan,
    WrittenException,
    WrittenHours,
    WrittenPresence,
    add_presence,
    cancel_presence,
    restore_presence,
    set_hours,
    write_exception,
)
from fangcun.core.places.models import Presence, Room
from fangcun.core.places.tests.cast import a_facility, a_room

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
MONDAY, TUESDAY, NEXT_MONDAY = date(2026, 2, 9), date(2026, 2, 10), date(2026, 2, 16)


def a_doctor(room: Room, **more) -> Presence:
    fields = {
        "name": "王医生",
        "profession": "全科医生",
        "starts_on": date(2026, 1, 1),
        "starts": time(9),
        "ends": time(11),
        "weekday": 0,
    }
    return add_presence(
        written=WrittenPresence(room=room, **{**fields, **more}), by="书记", now=NOW
    )


class TestPresentOn:
    def test_a_weekly_visitor_comes_on_his_weekday(self):
        doctor = a_doctor(a_room())
        here = [doctor.room.facility]

        assert [visit.presence for visit in queries.present_on(MONDAY, here)] == [doctor]
        assert queries.present_on(TUESDAY, here) == []
        assert queries.present_on(date(2025, 12, 29), here) == []
        assert queries.present_on(MONDAY, [a_facility()]) == []

    def test_a_dated_visitor_comes_once(self):
        lawyer = a_doctor(a_room(), weekday=None, starts_on=TUESDAY)
        here = [lawyer.room.facility]

        assert len(queries.present_on(TUESDAY, here)) == 1
        assert queries.present_on(date(2026, 2, 17), here) == []

    def test_the_earliest_stands_first(self):
        room = a_room()
        late, early = a_doctor(room, starts=time(10)), a_doctor(room, starts=time(8))

        found = queries.present_on(MONDAY, [room.facility])

        assert [visit.presence for visit in found] == [early, late]

    def test_nobody_comes_into_a_closed_room(self):
        doctor = a_doctor(a_room())
        spans = [PostedSpan(0, time(8), time(12))]
        set_hours(
            room=doctor.room, revision=1, written=WrittenHours(spans=spans), by="书记", now=NOW
        )
        repair = WrittenException(NEXT_MONDAY, NEXT_MONDAY, "维修")
        write_exception(room=doctor.room, written=repair, by="书记", now=NOW)

        assert len(queries.present_on(MONDAY, [doctor.room.facility])) == 1
        assert queries.present_on(NEXT_MONDAY, [doctor.room.facility]) == []

    def test_who_comes_this_once_is_told_that_the_room_is_closed(self):
        once = a_doctor(a_room(), weekday=None, starts_on=MONDAY)
        repair = WrittenException(MONDAY, MONDAY, "维修")
        spans = [PostedSpan(0, time(8), time(12))]
        set_hours(room=once.room, revision=1, written=WrittenHours(spans=spans), by="书记", now=NOW)
        write_exception(room=once.room, written=repair, by="书记", now=NOW)

        [visit] = queries.visits_of([once.room], [MONDAY])

        assert visit.is_room_closed


class TestCancelPresence:
    def test_takes_one_day_out_and_says_why(self):
        doctor = a_doctor(a_room())
        cancel_presence(presence=doctor, day=MONDAY, why="外出培训", by="书记", now=NOW)
        cancel_presence(presence=doctor, day=MONDAY, why="外出培训", by="书记", now=NOW)

        [visit] = queries.visits_of([doctor.room], [MONDAY])
        assert visit.cancelled_why == "外出培训"
        assert queries.present_on(MONDAY, [doctor.room.facility]) == []
        assert len(queries.present_on(NEXT_MONDAY, [doctor.room.facility])) == 1

    def test_may_be_taken_back(self):
        doctor = a_doctor(a_room())
        cancel_presence(presence=doctor, day=MONDAY, why="外出培训", by="书记", now=NOW)

        restore_presence(presence=doctor, day=MONDAY)

        assert len(queries.present_on(MONDAY, [doctor.room.facility])) == 1

    def test_refuses_a_day_on_which_nobody_is_expected(self):
        with pytest.raises(NotExpected):
            cancel_presence(presence=a_doctor(a_room()), day=TUESDAY, why="?", by="书记", now=NOW)


class TestAddPresence:
    def test_twice_is_once(self):
        room = a_room()

        assert a_doctor(room) == a_doctor(room)
        assert Presence.objects.count() == 1
