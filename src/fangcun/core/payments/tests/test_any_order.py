"""Whatever is done in whatever order, balances are the sum of their movements."""

from contextlib import suppress

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangcun.base.errors import Refusal
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.payments.actions import pay, pay_out, refund, settle_tab, top_up
from fangcun.core.payments.models import Account, AccountEntry, Payment
from fangcun.core.payments.states import PaymentState
from fangcun.core.payments.tests.cast import LATER, a_card, a_tab, drawn_on

AMOUNTS = st.integers(min_value=1, max_value=3000)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["fill", "pay", "refund", "pay_out"]),
        st.booleans(),
        AMOUNTS,
        st.integers(min_value=0, max_value=20),
        st.uuids(version=4),
    ),
    max_size=25,
)


@pytest.mark.django_db
class TestAnyOrder:
    @given(steps=STEPS)
    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    def test_keeps_balances_and_limits(self, steps):
        with transaction.atomic():
            by, accounts = a_person(), (a_card(1000), a_tab(limit_fen=2500))
            for what, on_card, fen, which, key in steps:
                with suppress(Refusal):
                    _do(what, accounts[0 if on_card else 1], fen, which, key, by)
                _check()
            transaction.set_rollback(True)


def _do(what, account, fen, which, key, by):
    """One thing that somebody at a till may try."""
    common = {"by": by, "now": LATER, "written_key": key}
    payments = Payment.objects.order_by("pk")
    match what:
        case "fill":
            act = top_up if account.is_card else settle_tab
            act(account=account, amount_fen=fen, **common)
        case "pay":
            bill = drawn_on(account, fen, written_key=key)
            pay(payment=bill, by=by, now=LATER)
        case "refund" if payments:
            one = payments[which % len(payments)]
            refund(payment=one, amount_fen=fen, why="不要了", **common)
        case "pay_out":
            pay_out(account=account, why="搬走", **common)


def _check():
    for account in Account.objects.all():
        entries = AccountEntry.objects.filter(account=account)
        assert (entries.aggregate(Sum("amount_fen"))["amount_fen__sum"] or 0) == account.balance_fen
        assert account.balance_fen >= -account.limit_fen
    for payment in Payment.objects.all():
        gone = payment.refunds.aggregate(Sum("amount_fen"))["amount_fen__sum"] or 0
        assert gone == payment.refunded_fen <= payment.amount_fen
        assert (payment.state == PaymentState.REFUNDED) == (payment.rest_fen == 0)
