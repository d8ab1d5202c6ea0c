"""Codes by message: one a minute, five minutes, five tries, once; nobody learns who lives here."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from fangcun.core.accounts import actions
from fangcun.core.accounts.models import OneTimeCode, User
from fangcun.core.accounts.tests.outbox import OUTBOX, Outbox, last_code
from fangcun.core.people.tests.cast import MONDAY_9AM

PHONE = "13800000000"


@pytest.fixture(autouse=True)
def outbox(settings) -> list[tuple[str, str]]:
    settings.MESSAGES = OUTBOX
    Outbox.sent.clear()
    return Outbox.sent


def _send(*, is_on_record: bool = True, now=MONDAY_9AM, phone: str = PHONE) -> None:
    actions.send_code(phone=phone, is_on_record=is_on_record, address="10.0.0.1", now=now)


def _check(code: str, now=MONDAY_9AM) -> None:
    actions.check_code(phone=PHONE, code=code, now=now)


@pytest.mark.django_db
class TestSendCode:
    def test_reaches_a_number_on_record(self, outbox):
        _send()

        assert outbox[0][0] == PHONE

    def test_sends_nothing_to_a_number_that_nobody_here_has(self, outbox):
        _send(is_on_record=False)

        assert outbox == []

    @pytest.mark.parametrize("is_on_record", [True, False])
    def test_answers_the_same_for_both(self, is_on_record):
        _send(is_on_record=is_on_record)

        with pytest.raises(actions.TooSoon):
            _send(is_on_record=is_on_record, now=MONDAY_9AM + timedelta(seconds=59))
        with pytest.raises(actions.CodeNotValid):
            _check("000000")

    def test_a_minute_later_another_may_be_had(self, outbox):
        _send()
        _send(now=MONDAY_9AM + timedelta(minutes=1))

        assert len(outbox) == 2

    def test_one_address_does_not_send_messages_to_half_the_town(self):
        for number in range(20):
            _send(phone=f"138000000{number:02}")

        with pytest.raises(actions.LockedOut):
            _send(phone="13900000000")

    def test_keeps_no_code(self):
        _send()

        assert last_code().encode() not in bytes(OneTimeCode.objects.get().digest)


@pytest.mark.django_db
class TestCheckCode:
    def test_takes_the_code_once(self):
        _send()

        _check(last_code())

        with pytest.raises(actions.CodeNotValid):
            _check(last_code())

    def test_refuses_one_of_five_minutes_ago(self):
        _send()

        with pytest.raises(actions.CodeNotValid):
            _check(last_code(), now=MONDAY_9AM + timedelta(minutes=5))

    def test_refuses_the_right_one_after_five_wrong(self):
        _send()
        wrong = "000000" if last_code() != "000000" else "111111"
        for _ in range(5):
            with pytest.raises(actions.CodeNotValid):
                _check(wrong)

        with pytest.raises(actions.CodeNotValid):
            _check(last_code())

    def test_a_newer_code_ends_the_older(self):
        _send()
        old = last_code()
        later = MONDAY_9AM + timedelta(minutes=1)
        _send(now=later)

        if old != last_code():
            with pytest.raises(actions.CodeNotValid):
                _check(old, now=later)
        _check(last_code(), now=later)

    def test_refuses_where_none_was_sent(self):
        with pytest.raises(actions.CodeNotValid):
            _check("123456")


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_only_one_gets_in_with_a_code(self):
        _send()
        code = last_code()

        def one(_number: int) -> bool:
            try:
                _check(code)
            except actions.CodeNotValid:
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(one, range(4))).count(True) == 1


@pytest.mark.django_db
class TestAccountForPhone:
    def test_is_opened_once_and_has_no_password(self):
        first = actions.account_for_phone(phone=PHONE, display_name="陈桂英")
        again = actions.account_for_phone(phone=PHONE, display_name="陈桂英")

        assert first == again
        assert first.is_resident
        assert not first.has_usable_password()

    def test_a_couple_that_shares_a_number_has_two(self):
        wife = actions.account_for_phone(phone=PHONE, display_name="陈桂英")
        husband = actions.account_for_phone(phone=PHONE, display_name="王建国")

        assert wife != husband
        assert User.objects.filter(phone=PHONE).count() == 2
