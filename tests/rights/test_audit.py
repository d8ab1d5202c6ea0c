"""Looks and account events: written down for good, read by those who audit."""

from datetime import timedelta

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.urls import reverse

from fangcun.core.accounts.tests.cast import a_person, an_auditor, signed_in
from fangcun.core.audit.actions import note_account_event, note_look
from fangcun.core.audit.models import AccountEvent, Viewing
from fangcun.core.audit.queries import looks_at
from fangcun.core.audit.states import AccountEventKind
from fangcun.core.people.tests.cast import MONDAY_9AM


def a_look(subject_id: int = 7, *, reason: str = "核对补贴", minutes: int = 0) -> Viewing:
    return note_look(
        viewer=a_person("wang", "小王") if minutes == 0 else a_person(),
        subject_id=subject_id,
        field="身份证号",
        reason=reason,
        now=MONDAY_9AM + timedelta(minutes=minutes),
    )


def an_event(kind: AccountEventKind, name: str = "wang", **more) -> AccountEvent:
    return note_account_event(kind=kind, account_id=None, name=name, **{"now": MONDAY_9AM, **more})


@pytest.mark.django_db
class TestLooks:
    def test_are_told_to_the_resident_newest_first(self):
        a_look()
        a_look(reason="电话核实", minutes=5)
        a_look(subject_id=8, minutes=6)

        found = looks_at(7)

        assert [look.reason for look in found] == ["电话核实", "核对补贴"]
        assert found[1].viewer == "小王（wang）"

    def test_a_long_reason_is_cut_not_lost(self):
        a_look(reason="很" * 500)

        assert looks_at(7)[0].reason == "很" * 200

    @pytest.mark.parametrize("table", [Viewing, AccountEvent])
    def test_nothing_is_changed_or_removed(self, table):
        a_look()
        an_event(AccountEventKind.SIGNED_IN)

        for tamper in (
            lambda: table.objects.update(id=99),
            lambda: table.objects.all().delete(),
        ):
            with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
                tamper()


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            pytest.param({}, True, id="all"),
            pytest.param({"viewer": "小王"}, True, id="by-viewer"),
            pytest.param({"viewer": "老李"}, False, id="by-another"),
            pytest.param({"subject_id": "7"}, True, id="by-resident"),
            pytest.param({"subject_id": "8"}, False, id="by-another-resident"),
            pytest.param({"field": "身份证号"}, True, id="by-field"),
            pytest.param({"since": "2026-02-09", "until": "2026-02-09"}, True, id="that-day"),
            pytest.param({"until": "2026-02-08"}, False, id="before"),
            pytest.param({"since": "no day"}, True, id="nonsense"),
        ],
    )
    def test_looks_are_found(self, query, found):
        a_look()

        shown = signed_in(an_auditor()).get(reverse("audit:looks"), query).content.decode()

        assert ("核对补贴" in shown) is found

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            pytest.param({}, True, id="all"),
            pytest.param({"text": "wang"}, True, id="by-name"),
            pytest.param({"text": "10.0."}, True, id="by-address"),
            pytest.param({"text": "zhao"}, False, id="by-another"),
            pytest.param({"kind": "sign_in_failed"}, True, id="by-kind"),
            pytest.param({"kind": "signed_in"}, False, id="by-another-kind"),
        ],
    )
    def test_events_are_found(self, query, found):
        an_event(AccountEventKind.SIGN_IN_FAILED, address="10.0.0.9")

        shown = signed_in(an_auditor()).get(reverse("audit:events"), query).content.decode()

        assert ("10.0.0.9" in shown) is found
