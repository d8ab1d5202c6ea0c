"""A pass of the desk opens one account, once, for ten minutes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from fangcun.base.errors import Refusal
from fangcun.core.accounts.actions.passes import (
    NoPassForStaff,
    PassNotValid,
    account_without_phone,
    give_pass,
    use_pass,
)
from fangcun.core.accounts.models import DeskPass
from fangcun.core.accounts.queries import PASS_LASTS
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.audit.models import AccountEvent
from fangcun.core.audit.states import AccountEventKind

NOW = timezone.now()
HERE = "192.0.2.1"


@pytest.fixture
def steward(db):
    return a_person("steward", "李管家")


@pytest.fixture
def grandmother(db):
    return account_without_phone(display_name="陈桂英")


def use(code: str, *, now=NOW, address: str = HERE):
    return use_pass(code=code, address=address, now=now)


class TestPass:
    def test_signs_in_whose_it_is(self, steward, grandmother):
        code = give_pass(account=grandmother, by=steward, now=NOW)

        assert use(f"{code[:4]} {code[4:]}") == grandmother  # as it stands on the slip

    def test_is_used_once(self, steward, grandmother):
        code = give_pass(account=grandmother, by=steward, now=NOW)
        use(code)

        with pytest.raises(PassNotValid):
            use(code)

    def test_lasts_ten_minutes(self, steward, grandmother):
        code = give_pass(account=grandmother, by=steward, now=NOW)

        with pytest.raises(PassNotValid):
            use(code, now=NOW + PASS_LASTS)

    def test_a_new_one_ends_the_old_one(self, steward, grandmother):
        old = give_pass(account=grandmother, by=steward, now=NOW)
        new = give_pass(account=grandmother, by=steward, now=NOW)

        with pytest.raises(PassNotValid):
            use(old)
        assert use(new) == grandmother

    def test_of_a_closed_account_opens_nothing(self, steward, grandmother):
        code = give_pass(account=grandmother, by=steward, now=NOW)
        grandmother.is_active = False
        grandmother.save()

        with pytest.raises(PassNotValid):
            use(code)

    def test_is_not_for_staff(self, steward):
        with pytest.raises(NoPassForStaff):
            give_pass(account=steward, by=steward, now=NOW)

    def test_is_written_down_when_given_used_and_tried_in_vain(self, steward, grandmother):
        code = give_pass(account=grandmother, by=steward, now=NOW)
        use(code)
        with pytest.raises(PassNotValid):
            use("00000000")

        given, used, failed = AccountEvent.objects.order_by("pk")
        assert (given.kind, given.by) == (AccountEventKind.PASS_GIVEN, "李管家（steward）")
        assert (used.kind, used.account_id) == (AccountEventKind.PASS_USED, grandmother.pk)
        assert failed.kind == AccountEventKind.CODE_FAILED

    def test_is_not_in_the_database_as_it_is_read(self, steward, grandmother):
        code = give_pass(account=grandmother, by=steward, now=NOW)

        assert code.encode() not in bytes(DeskPass.objects.get().digest)

    def test_cannot_be_guessed_from_one_place(self, steward, grandmother, settings):
        settings.SIGN_IN_TRIES = 1
        code = give_pass(account=grandmother, by=steward, now=NOW)
        for _try in range(4):
            with pytest.raises(PassNotValid):
                use("00000000")

        with pytest.raises(Refusal, match="锁定"):
            use(code)
        assert use(code, address="192.0.2.2", now=NOW + timedelta(minutes=1)) == grandmother

    def test_two_of_one_name_without_a_telephone_have_two_accounts(self, grandmother):
        assert account_without_phone(display_name="陈桂英") != grandmother


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_only_one_comes_in(self):
        account = account_without_phone(display_name="陈桂英")
        code = give_pass(account=account, by=a_person("steward"), now=NOW)

        def come_in(number: int) -> bool:
            try:
                use(code, address=f"192.0.2.{number}")
            except PassNotValid:
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(8) as crowd:
            came = list(crowd.map(come_in, range(8)))

        assert came.count(True) == 1
