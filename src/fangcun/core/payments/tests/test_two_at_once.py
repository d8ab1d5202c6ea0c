"""Two tills at the same moment, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import Sum

from fangcun.base.errors import Refusal
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.payments.actions import AlreadyPaid, NotEnough, NothingPaid, pay, refund
from fangcun.core.payments.models import AccountEntry, Payment, Refund
from fangcun.core.payments.tests.cast import LATER, a_bill, a_card, a_payment, a_tab, drawn_on
from fangcun.core.people.tests.cast import MONDAY_9AM

pytestmark = pytest.mark.django_db(transaction=True)


class TestTwoAtOnce:
    def test_a_card_and_a_tab_are_never_overdrawn_at_two_tills(self):
        card, tab, by = a_card(3000), a_tab(limit_fen=3000), a_person()
        bills = [drawn_on(account, 1200) for account in (card, tab) for _ in range(4)]

        results = _at_once(*[lambda b=b: pay(payment=b, by=by, now=LATER) for b in bills])

        card.refresh_from_db()
        tab.refresh_from_db()
        assert sum(isinstance(one, NotEnough) for one in results) == 4
        assert (card.balance_fen, tab.balance_fen) == (600, -2400)
        for account in (card, tab):
            entries = AccountEntry.objects.filter(account=account)
            assert entries.aggregate(Sum("amount_fen"))["amount_fen__sum"] == account.balance_fen

    def test_of_two_refunds_one_is_refused(self):
        payment, by = a_payment(1200), a_person()

        results = _at_once(*[lambda: refund(payment=payment, why="不来了", by=by, now=LATER)] * 2)

        assert sum(isinstance(one, NothingPaid) for one in results) == 1
        assert Refund.objects.get().amount_fen == 1200

    def test_of_two_who_take_money_for_one_thing_one_is_refused(self):
        first, by = a_bill(), a_person()
        second = a_bill(source=first.source, resident=first.resident)

        results = _at_once(
            *[lambda b=b: pay(payment=b, by=by, now=MONDAY_9AM) for b in (first, second)]
        )

        assert sum(isinstance(one, AlreadyPaid) for one in results) == 1
        assert Payment.objects.count() == 1

    def test_one_key_sent_twice_takes_the_money_once(self):
        card, by = a_card(3000), a_person()
        bill = drawn_on(card, 1200)

        results = _at_once(*[lambda: pay(payment=bill, by=by, now=LATER)] * 2)

        card.refresh_from_db()
        assert results[0] == results[1]
        assert card.balance_fen == 1800


def _at_once(*acts):
    """What each got: a row, or the refusal."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        try:
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
