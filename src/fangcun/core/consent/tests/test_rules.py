from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun.core.consent.rules import Asked, last_day_under, who_is_asked

MONDAY = date(2026, 2, 9)


class TestWhoIsAsked:
    @pytest.mark.parametrize(
        ("born", "asked"),
        [
            pytest.param({"born_on": date(2012, 2, 9)}, Asked.SELF, id="14 today"),
            pytest.param({"born_on": date(2012, 2, 10)}, Asked.GUARDIAN, id="14 tomorrow"),
            pytest.param({"birth_year": 2011}, Asked.SELF, id="14 whatever the day"),
            pytest.param({"birth_year": 2012}, Asked.GUARDIAN, id="13 or 14"),
            pytest.param({}, Asked.UNKNOWN, id="nothing known"),
        ],
    )
    def test_under_14(self, born, asked):
        known = {"born_on": None, "birth_year": None, **born}

        last = last_day_under(age=14, **known)

        assert who_is_asked(on=MONDAY, last_day_as_child=last) == asked

    def test_born_on_29_february(self):
        assert last_day_under(age=14, born_on=date(2012, 2, 29), birth_year=None) == date(
            2026, 2, 28
        )

    @given(born=st.dates(date(2000, 1, 1), date(2026, 1, 1)), age=st.integers(1, 30))
    def test_the_year_alone_is_never_kinder_than_the_day(self, born, age):
        by_day = last_day_under(age=age, born_on=born, birth_year=None)
        by_year = last_day_under(age=age, born_on=None, birth_year=born.year)

        assert by_day <= by_year
