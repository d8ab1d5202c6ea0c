"""The calendar on record: loading it, correcting it, counting with it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from fangcun.base.workdays import OFFICE_WEEK, Span
from fangcun.core.places.actions.calendar import (
    DeskSpan,
    WrittenDay,
    drop_special_day,
    load_special_days,
    set_desk_hours,
    write_special_day,
)
from fangcun.core.places.models import DeskHours, SpecialDay
from fangcun.core.places.queries import last_known_day, work_calendar
from fangcun.core.places.states import DayKind

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
NATIONAL_DAY, WORKED_SATURDAY = date(2026, 10, 1), date(2026, 10, 10)


def a_day_off(name: str = "社区停电", source: str = "供电通知") -> WrittenDay:
    return WrittenDay(is_working=False, name=name, source=source, checked_on=NOW.date())


class TestLoadSpecialDays:
    def test_knows_holidays_and_worked_weekends(self):
        load_special_days(now=NOW)

        calendar = work_calendar()
        assert not calendar.is_working_day(NATIONAL_DAY)
        assert calendar.is_working_day(WORKED_SATURDAY)
        assert SpecialDay.objects.get(day=NATIONAL_DAY).name == "国庆节"
        assert last_known_day() >= date(2026, 12, 31)

    def test_again_changes_nothing(self):
        load_special_days(now=NOW)
        before = list(SpecialDay.objects.order_by("pk").values_list("pk", "revision"))

        load_special_days(now=NOW)

        assert list(SpecialDay.objects.order_by("pk").values_list("pk", "revision")) == before
        assert DeskHours.objects.count() == 5

    def test_leaves_what_people_wrote(self):
        write_special_day(day=NATIONAL_DAY, written=a_day_off(), by="书记", now=NOW)

        load_special_days(now=NOW)

        assert SpecialDay.objects.get(day=NATIONAL_DAY).name == "社区停电"


class TestWorkCalendar:
    def test_is_one_query(self, django_assert_num_queries):
        load_special_days(now=NOW)

        with django_assert_num_queries(1):
            work_calendar()

    def test_without_any_record_is_an_office_week(self):
        assert work_calendar().week == OFFICE_WEEK

    def test_follows_the_desk_hours(self):
        spans = [
            DeskSpan(DayKind.MONDAY, time(13), time(17)),
            DeskSpan(DayKind.MONDAY, time(9), time(12)),
            DeskSpan(DayKind.WORKED_WEEKEND, time(9), time(11)),
        ]
        set_desk_hours(spans=spans, source="社区公告", checked_on=None)
        load_special_days(now=NOW)

        calendar = work_calendar()

        assert calendar.hours_on(date(2026, 2, 9)) == (Span(540, 720), Span(780, 1020))
        assert calendar.hours_on(date(2026, 2, 10)) == ()
        assert calendar.hours_on(WORKED_SATURDAY) == (Span(540, 660),)


class TestSpecialDay:
    def test_may_be_corrected_and_taken_back(self):
        day = write_special_day(day=date(2026, 2, 9), written=a_day_off(), by="书记", now=NOW)
        write_special_day(day=day.day, written=a_day_off("停水"), by="书记", now=NOW)
        assert not work_calendar().is_working_day(day.day)

        drop_special_day(day=SpecialDay.objects.get(), by="书记", now=NOW)

        assert work_calendar().is_working_day(day.day)
        assert list(SpecialDay.history.values_list("name", flat=True)) == [
            "停水",
            "停水",
            "社区停电",
        ]
