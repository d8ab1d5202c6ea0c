"""Decisions about signing in, by table: numbers, codes, locks."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from fangcun.core.accounts.rules import (
    Counted,
    is_locked,
    new_recovery_codes,
    normal_code,
    normal_phone,
    one_less,
    one_more,
    step_of_code,
)

NOON = datetime(2026, 2, 9, 4, 0, tzinfo=UTC)
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
LOCK = timedelta(minutes=5)


class TestNormalPhone:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            pytest.param("13800000000", "13800000000", id="bare"),
            pytest.param("138 0000-0000", "13800000000", id="blanks-and-dashes"),
            pytest.param("+86 138 0000 0000", "13800000000", id="with-the-country"),
            pytest.param("0513-85000000", None, id="landline"),
            pytest.param("1380000000", None, id="one-digit-short"),
            pytest.param("", None, id="empty"),
        ],
    )
    def test_is_eleven_digits(self, written, kept):
        assert normal_phone(written) == kept

    def test_full_width_digits_are_digits(self):
        assert normal_phone("１３８００００００００") == "13800000000"


class TestStepOfCode:
    """RFC 6238, appendix B, the last six digits."""

    @pytest.mark.parametrize(
        ("seconds", "code"),
        [
            pytest.param(59, "287082", id="59"),
            pytest.param(1111111109, "081804", id="1111111109"),
            pytest.param(2000000000, "279037", id="2000000000"),
        ],
    )
    def test_agrees_with_the_standard(self, seconds, code):
        now = datetime.fromtimestamp(seconds, tz=UTC)

        assert step_of_code(secret=RFC_SECRET, code=code, now=now) == seconds // 30

    @pytest.mark.parametrize(
        ("late_s", "is_taken"), [(0, True), (30, True), (-30, True), (90, False), (-90, False)]
    )
    def test_forgives_half_a_minute(self, late_s, is_taken):
        now = datetime.fromtimestamp(1111111109 + late_s, tz=UTC)

        found = step_of_code(secret=RFC_SECRET, code="081804", now=now)

        assert (found is not None) is is_taken

    def test_letters_are_no_code(self):
        assert step_of_code(secret=RFC_SECRET, code="ÄBCDEF", now=NOON) is None


class TestNormalCode:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [("123 456", "123456"), ("１２３４５６", "123456"), ("abcd-efgh", "ABCDEFGH")],
    )
    def test_forgives_how_it_is_typed(self, typed, kept):
        assert normal_code(typed) == kept


class TestRecoveryCodes:
    def test_are_ten_different_ones(self):
        assert len(set(new_recovery_codes())) == 10


class TestTries:
    def test_the_last_one_allowed_locks(self):
        tries = Counted(0, NOON, None)
        for _ in range(5):
            assert not is_locked(tries, now=NOON)
            tries = one_more(tries, now=NOON, most=5, lock=LOCK)

        assert is_locked(tries, now=NOON)
        assert not is_locked(tries, now=NOON + LOCK)

    def test_after_a_lock_counting_begins_anew(self):
        locked = Counted(5, NOON, NOON + LOCK)

        assert one_more(locked, now=NOON + LOCK, most=5, lock=LOCK).tries == 1

    def test_tries_far_apart_are_not_counted_together(self):
        tries = Counted(4, NOON, None)

        assert one_more(tries, now=NOON + LOCK * 2, most=5, lock=LOCK).locked_until is None

    def test_a_try_given_back_unlocks(self):
        assert one_less(Counted(5, NOON, NOON + LOCK), most=5) == Counted(4, NOON, None)
