"""Operators and what they can show."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from fangcun.base.papers import PDF, HandedIn
from fangcun.core.operators.actions import (
    CodeTaken,
    WrittenContact,
    WrittenCredential,
    WrittenOperator,
    WrongCode,
    add_contact,
    add_credential,
    correct_operator,
    drop_contact,
    hand_in_contract,
    hand_in_credential,
    open_operator,
    retire_credential,
    withdraw_paper,
)
from fangcun.core.operators.models import Credential, Operator, OperatorPaper
from fangcun.core.operators.queries import credentials_of, expiring
from fangcun.core.operators.states import CredentialKind
from fangcun.core.operators.tests.cast import a_contract, an_operator

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 9, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()
BY = {"by": "书记", "now": NOW}
GOOD = "91350100M000100Y43"


class TestOpenOperator:
    def test_keeps_the_code_as_it_should_be_written(self):
        operator = open_operator(
            written=WrittenOperator("好邻居", uscc=" 91350100m000100y43"), **BY
        )

        assert operator.uscc == GOOD

    def test_twice_is_one(self):
        for _time in range(2):
            open_operator(written=WrittenOperator("好邻居"), **BY)

        assert Operator.objects.get().uscc is None

    def test_refuses_a_code_that_nobody_can_have(self):
        with pytest.raises(WrongCode):
            open_operator(written=WrittenOperator("好邻居", uscc=GOOD[:-1] + "4"), **BY)

    def test_names_who_has_the_code_already(self):
        open_operator(written=WrittenOperator("好邻居", uscc=GOOD), **BY)
        other = open_operator(written=WrittenOperator("近邻"), **BY)

        with pytest.raises(CodeTaken, match="好邻居"):
            open_operator(written=WrittenOperator("近邻", uscc=GOOD), **BY)
        with pytest.raises(CodeTaken, match="好邻居"):
            correct_operator(
                operator=other, revision=1, written=WrittenOperator("近邻", uscc=GOOD), **BY
            )


class TestContacts:
    def test_are_listed_once_and_leave(self):
        operator = an_operator()
        for _time in range(2):
            contact = add_contact(operator=operator, written=WrittenContact("张", "13800000000"))

        drop_contact(contact=contact, on=TODAY)

        assert operator.contacts.get().left_on == TODAY


def a_credential(operator: Operator | None = None, expires_on: date | None = None, **more):
    written = WrittenCredential(
        **{"kind": CredentialKind.FOOD_PERMIT, "expires_on": expires_on, **more}
    )
    return add_credential(operator=operator or an_operator(), written=written, **BY)


class TestExpiring:
    def test_lists_what_runs_out_first_and_what_has_run_out(self):
        gone = a_credential(expires_on=date(2026, 2, 8))
        soon = a_credential(expires_on=date(2026, 3, 11))
        a_credential(expires_on=date(2026, 3, 12))
        a_credential()

        assert list(expiring(Credential.objects.all(), today=TODAY, days=30)) == [gone, soon]

    def test_leaves_out_what_was_replaced(self):
        old = a_credential(expires_on=TODAY)
        retire_credential(credential=old, revision=1, on=TODAY, **BY)

        assert not expiring(Credential.objects.all(), today=TODAY, days=30)
        assert list(credentials_of(old.operator)) == []

    def test_the_same_certificate_twice_is_one(self):
        operator = an_operator()

        assert a_credential(operator, holder="李师傅") == a_credential(operator, holder="李师傅")
        assert a_credential(operator, holder="王师傅").holder == "王师傅"


class TestPapers:
    @pytest.fixture(autouse=True)
    def _own_folder(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

    def test_are_kept_once_each(self):
        file = HandedIn("合同", b"%PDF-1.7", PDF)
        contract = a_contract()
        credential = a_credential(contract.operator)
        for _time in range(2):
            hand_in_contract(contract=contract, title="", file=file, **BY)
            hand_in_credential(credential=credential, title="许可证", file=file, **BY)

        assert sorted(OperatorPaper.objects.values_list("title", flat=True)) == ["合同", "许可证"]

    def test_are_withdrawn_and_stay(self):
        paper = hand_in_contract(
            contract=a_contract(), title="", file=HandedIn("合同", b"%PDF-1.7", PDF), **BY
        )

        withdraw_paper(paper=paper, why="传错了", **BY)

        assert OperatorPaper.objects.get().withdrawn_by == "书记"
