"""The lunar calendar against known days and against the library's own months."""

from datetime import date, datetime, timedelta

import cnlunar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangcun.base.lunar import lunar_words
from fangcun.services.canteen.rules.lunar import (
    DAYS,
    festival_on,
    next_festivals,
)
from fangcun.services.canteen.states import Festival


class TestFestivalOn:
    @pytest.mark.parametrize(
        ("day", "festival"),
        [
            pytest.param(date(2026, 2, 16), Festival.NEW_YEARS_EVE, id="eve-of-29-days"),
            pytest.param(date(2026, 2, 17), Festival.SPRING_FESTIVAL, id="spring-2026"),
            pytest.param(date(2025, 1, 28), Festival.NEW_YEARS_EVE, id="eve-2025"),
            pytest.param(date(2024, 2, 9), Festival.NEW_YEARS_EVE, id="eve-of-30-days"),
            pytest.param(date(2026, 3, 3), Festival.LANTERN, id="lantern-2026"),
            pytest.param(date(2026, 6, 19), Festival.DRAGON_BOAT, id="dragon-boat-2026"),
            pytest.param(date(2026, 9, 25), Festival.MID_AUTUMN, id="mid-autumn-2026"),
            pytest.param(date(2026, 10, 18), Festival.DOUBLE_NINTH, id="double-ninth-2026"),
            pytest.param(date(2026, 2, 18), "", id="a-day-like-others"),
        ],
    )
    def test_knows_the_day(self, day, festival):
        assert festival_on(day) == festival

    def test_says_the_day_in_words(self):
        assert lunar_words(date(2026, 2, 17)) == "正月初一"


class TestNextFestivals:
    def test_a_leap_month_has_no_festival_of_its_own(self):
        """2025 had two sixth months, 2028 two fifth: 端午 is in the first."""
        found = dict(next_festivals(from_day=date(2028, 5, 1)))

        assert found[Festival.DRAGON_BOAT] == date(2028, 5, 28)

    @given(day=st.dates(date(2021, 1, 1), date(2060, 1, 1)))
    @settings(max_examples=12, deadline=None)
    def test_names_each_festival_once_where_the_calendar_has_it(self, day):
        found = next_festivals(from_day=day)

        assert {one.festival for one in found} == set(Festival.values)
        assert [one.day for one in found] == sorted(one.day for one in found)
        by_name = dict(found)
        for (month, number), name in DAYS.items():
            lunar = cnlunar.Lunar(datetime.combine(by_name[name], datetime.min.time()))
            assert (lunar.lunarMonth, lunar.lunarDay) == (month, number)
        eve, first = by_name[Festival.NEW_YEARS_EVE], by_name[Festival.SPRING_FESTIVAL]
        assert eve + timedelta(days=1) == first or first == day
