"""Credit codes, terms that clash, credentials that run out."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as referee

from fangcun.core.operators.rules import (
    USCC_SIGNS,
    Expiry,
    Term,
    UsccFault,
    clash,
    expiry,
    last_day,
    normal_uscc,
    uscc_fault,
)

GOOD = "91350100M000100Y43"  # the sample of GB 32100-2015
TODAY = date(2026, 2, 9)


class TestUscc:
    @pytest.mark.parametrize(
        ("code", "fault"),
        [
            pytest.param(GOOD, None, id="good"),
            pytest.param("91350100M000100Y4", UsccFault.LENGTH, id="too short"),
            pytest.param("91350100I000100Y43", UsccFault.SIGN, id="a letter that no code has"),
            pytest.param("91350100M000100Y44", UsccFault.CHECK, id="wrong check sign"),
            pytest.param("91350100M000010Y43", UsccFault.CHECK, id="two signs exchanged"),
            pytest.param("", UsccFault.LENGTH, id="nothing"),
        ],
    )
    def test_faults_are_named(self, code, fault):
        assert uscc_fault(code) == fault

    @given(st.text(USCC_SIGNS, min_size=17, max_size=17))
    def test_exactly_one_last_sign_fits_as_the_library_says(self, body):
        fitting = [sign for sign in USCC_SIGNS if uscc_fault(body + sign) is None]

        assert fitting == [referee.calc_check_digit(body)]

    def test_is_read_as_people_write_it(self):
        assert normal_uscc(" ９1350100-m000100y43　") == GOOD


terms = st.builds(
    lambda first, days, rooms: Term(first, first + timedelta(days=days), frozenset(rooms)),
    st.dates(date(2026, 1, 1), date(2026, 3, 1)),
    st.integers(-3, 30),
    st.sets(st.integers(1, 3)),
)


class TestClash:
    @given(first=terms, second=terms)
    def test_is_a_room_on_a_day_that_both_run(self, first, second):
        def cells(term):
            days = (term.ends_on - term.starts_on).days + 1
            return {
                (term.starts_on + timedelta(days=day), room)
                for day in range(days)
                for room in term.rooms or {1, 2, 3}
            }

        assert clash(first, second) == bool(cells(first) & cells(second))

    def test_the_day_of_an_early_end_is_free(self):
        ended_at = datetime(2026, 2, 9, 10)  # noqa: DTZ001  # local already

        assert last_day(ends_on=date(2026, 12, 31), ended_at=ended_at) == date(2026, 2, 8)
        assert last_day(ends_on=date(2026, 2, 1), ended_at=ended_at) == date(2026, 2, 1)


class TestExpiry:
    @pytest.mark.parametrize(
        ("days", "standing"),
        [(-1, Expiry.EXPIRED), (0, Expiry.SOON), (30, Expiry.SOON), (31, Expiry.EARLY),
         (60, Expiry.EARLY), (61, Expiry.GOOD)],
    )  # fmt: skip
    def test_goes_by_days_left(self, days, standing):
        assert expiry(expires_on=TODAY + timedelta(days=days), today=TODAY) == standing

    def test_nothing_expires_that_has_no_end(self):
        assert expiry(expires_on=None, today=TODAY) == Expiry.ENDLESS
