"""Paying in cash, by card, on a tab; giving back; what a till took in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.operators.tests.cast import an_operator
from fangcun.core.payments import queries
from fangcun.core.payments.actions import (
    AlreadyPaid,
    BelowWhatIsOwed,
    NotEnough,
    NothingOwed,
    NothingPaid,
    NothingToPay,
    NothingToPayOut,
    OnlineNotOffered,
    TooMuch,
    WrongAccount,
    change_limit,
    open_account,
    pay,
    pay_out,
    refund,
    settle_tab,
    top_up,
)
from fangcun.core.payments.models import Payment, Refund
from fangcun.core.payments.states import EntryKind, Method, PaymentState
from fangcun.core.payments.tests.cast import (
    LATER,
    a_bill,
    a_card,
    a_payment,
    a_tab,
    drawn_on,
)
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.tests.cast import a_facility

pytestmark = pytest.mark.django_db


def back(payment, amount_fen=None, **more):
    fields = {"why": "少了一份", "by": payment.made_by, "now": LATER}
    return refund(payment=payment, amount_fen=amount_fen, **{**fields, **more})


class TestCash:
    def test_is_paid_at_once(self):
        payment = a_payment(source="canteen:order:7")

        assert payment.state == PaymentState.PAID
        assert queries.is_paid("canteen:order:7")
        assert queries.payment_of("canteen:order:7") == payment

    def test_sent_twice_is_one_payment(self):
        bill, by = a_bill(), a_person()

        first, second = (pay(payment=bill, by=by, now=MONDAY_9AM) for _ in range(2))

        assert first == second

    def test_a_thing_that_is_paid_is_not_paid_again(self):
        payment = a_payment()

        with pytest.raises(AlreadyPaid, match="已经付过"):
            a_payment(source=payment.source)

    def test_nothing_is_no_payment(self):
        with pytest.raises(NothingToPay):
            a_payment(0)

    def test_given_back_in_full_it_may_be_paid_again(self):
        payment = a_payment()

        after = back(payment)

        assert after.state == PaymentState.REFUNDED
        assert not queries.is_paid(payment.source)
        assert a_payment(source=payment.source).state == PaymentState.PAID


class TestRefund:
    def test_of_a_part_leaves_the_rest_paid(self):
        payment = a_payment(1200)

        after = back(payment, 400)

        assert (after.state, after.rest_fen) == (PaymentState.PAID, 800)
        assert back(after).state == PaymentState.REFUNDED

    @pytest.mark.parametrize("fen", [0, -1, 801])
    def test_of_more_than_the_rest_is_refused(self, fen):
        payment = a_payment(1200)
        back(payment, 400)

        with pytest.raises(TooMuch, match="还可以退8元"):
            back(payment, fen)

    def test_of_what_is_given_back_is_refused(self):
        payment = a_payment()
        back(payment)

        with pytest.raises(NothingPaid):
            back(payment)

    def test_sent_twice_is_one_refund(self):
        payment, key = a_payment(1200), uuid4()

        back(payment, 400, written_key=key)
        after = back(payment, 400, written_key=key)

        assert (after.refunded_fen, Refund.objects.count()) == (400, 1)

    def test_keeps_who_and_why(self):
        payment = a_payment()

        back(payment, why="菜凉了")

        made = payment.refunds.get()
        assert (made.reason, made.made_by, made.done_at) == ("菜凉了", payment.made_by, LATER)


class TestCard:
    def test_pays_from_its_balance_and_writes_it_down(self):
        card = a_card(5000)

        payment = pay(payment=drawn_on(card, 1200), by=a_person(), now=LATER)

        card.refresh_from_db()
        assert (payment.state, card.balance_fen) == (PaymentState.PAID, 3800)
        newest = queries.entries_of(card).first()
        assert (newest.kind, newest.amount_fen, newest.balance_fen) == (
            EntryKind.PAYMENT,
            -1200,
            3800,
        )

    def test_with_too_little_is_refused_with_its_balance_and_nothing_is_written(self):
        card = a_card(1000)

        with pytest.raises(NotEnough, match="余额10元，不够付12元"):
            pay(payment=drawn_on(card, 1200), by=a_person(), now=LATER)

        card.refresh_from_db()
        assert card.balance_fen == 1000
        assert not Payment.objects.filter(method=Method.CARD).exists()

    def test_refund_goes_back_on_it(self):
        card = a_card(5000)
        payment = pay(payment=drawn_on(card, 1200), by=a_person(), now=LATER)

        back(payment, 200)

        card.refresh_from_db()
        assert card.balance_fen == 4000

    def test_of_another_person_is_refused(self):
        card = a_card(5000)

        with pytest.raises(WrongAccount, match="本人"):
            a_payment(method=Method.CARD, account=card, operator=card.operator)

    def test_with_another_operator_is_refused(self):
        card = a_card(5000)

        with pytest.raises(WrongAccount):
            a_payment(
                method=Method.CARD, account=card, resident=card.resident, operator=an_operator()
            )

    def test_of_a_name_that_was_merged_still_pays(self):
        card, kept = a_card(5000), a_resident("陈桂英")
        card.resident.merged_into = kept
        card.resident.save()

        payment = a_payment(method=Method.CARD, account=card, resident=kept, operator=card.operator)

        assert payment.state == PaymentState.PAID
        assert list(queries.accounts_of(kept)) == [card]

    def test_opened_twice_is_one(self):
        card = a_card()

        again = open_account(
            resident=card.resident,
            operator=card.operator,
            method=Method.CARD,
            by=a_person(),
            now=LATER,
        )

        assert again == card

    def test_top_up_sent_twice_is_one(self):
        card, key = a_card(), uuid4()

        for _ in range(2):
            top_up(account=card, amount_fen=100, written_key=key, by=a_person(), now=LATER)

        card.refresh_from_db()
        assert card.balance_fen == 100

    def test_top_up_that_was_spent_does_not_go_back(self):
        card = a_card(1000)
        pay(payment=drawn_on(card, 800), by=a_person(), now=LATER)

        with pytest.raises(NotEnough, match="卡上只剩2元"):
            back(Payment.objects.get(method=Method.CASH))

    def test_what_is_left_is_paid_out_the_last_top_up_first(self):
        card = a_card(1000)
        last = top_up(account=card, amount_fen=500, written_key=uuid4(), by=a_person(), now=LATER)
        pay(payment=drawn_on(card, 800), by=a_person(), now=LATER)

        pay_out(account=card, why="搬走", written_key=uuid4(), by=a_person(), now=LATER)

        card.refresh_from_db()
        last.refresh_from_db()
        assert (card.balance_fen, last.refunded_fen) == (0, 500)
        assert queries.entries_of(card).count() == 5

    def test_empty_pays_nothing_out(self):
        with pytest.raises(NothingToPayOut):
            pay_out(account=a_card(), why="搬走", written_key=uuid4(), by=a_person(), now=LATER)


class TestTab:
    def test_keeps_its_limit_and_says_what_is_left(self):
        tab = a_tab(limit_fen=2000)
        pay(payment=drawn_on(tab, 1200), by=a_person(), now=LATER)

        with pytest.raises(NotEnough, match="上限20元，已挂12元，还可挂8元"):
            pay(payment=drawn_on(tab, 801), by=a_person(), now=LATER)
        pay(payment=drawn_on(tab, 800), by=a_person(), now=LATER)

        tab.refresh_from_db()
        assert tab.owed_fen == 2000

    def test_is_settled_in_cash_whole_or_in_part(self):
        tab = a_tab()
        pay(payment=drawn_on(tab, 1200), by=a_person(), now=LATER)

        settle_tab(account=tab, amount_fen=200, written_key=uuid4(), by=a_person(), now=LATER)
        rest = settle_tab(account=tab, written_key=uuid4(), by=a_person(), now=LATER)

        tab.refresh_from_db()
        assert (tab.owed_fen, rest.amount_fen) == (0, 1000)

    def test_that_owes_nothing_is_not_settled(self):
        with pytest.raises(NothingOwed):
            settle_tab(account=a_tab(), written_key=uuid4(), by=a_person(), now=LATER)

    def test_settled_and_then_given_back_stands_above_nothing(self):
        tab = a_tab(limit_fen=2000)
        payment = pay(payment=drawn_on(tab, 1200), by=a_person(), now=LATER)
        settle_tab(account=tab, written_key=uuid4(), by=a_person(), now=LATER)

        back(payment)

        tab.refresh_from_db()
        assert (tab.balance_fen, tab.to_spend_fen) == (1200, 3200)

    def test_limit_is_not_lower_than_what_is_owed(self):
        tab = a_tab(limit_fen=2000)
        pay(payment=drawn_on(tab, 1200), by=a_person(), now=LATER)

        with pytest.raises(BelowWhatIsOwed, match="已挂账12元"):
            change_limit(account=tab, revision=1, limit_fen=1199, by="甲", now=LATER)
        after = change_limit(account=tab, revision=1, limit_fen=1200, by="甲", now=LATER)

        assert (after.limit_fen, after.history.count()) == (1200, 2)

    @pytest.mark.parametrize(("method", "balance"), [(Method.CARD, -1), (Method.TAB, -101)])
    def test_database_knows_the_limit_too(self, method, balance):
        account = a_card() if method == Method.CARD else a_tab(limit_fen=100)
        account.balance_fen = balance

        with pytest.raises(IntegrityError), transaction.atomic():
            account.save()


class TestTakings:
    def test_count_every_way_on_its_day(self):
        facility = a_facility()
        by = a_person()
        card = a_card()
        for fen in (1200, 800):
            a_payment(fen, facility=facility)
        top_up(
            account=card,
            amount_fen=5000,
            facility=facility,
            written_key=uuid4(),
            by=by,
            now=MONDAY_9AM,
        )
        lunch = pay(payment=drawn_on(card, 1500, facility=facility), by=by, now=MONDAY_9AM)
        back(lunch, 500)
        a_payment(9900, facility=a_facility())

        rows = {one.method: one for one in queries.takings(facility, MONDAY_9AM.date())}

        assert rows[Method.CASH][1:] == (3, 7000, 0)
        assert rows[Method.CARD][1:] == (1, 1500, 500)
        assert rows[Method.TAB][1:] == rows[Method.ONLINE][1:] == (0, 0, 0)

    def test_a_refund_counts_on_its_own_day(self):
        facility = a_facility()
        payment = a_payment(1200, facility=facility)
        tomorrow = MONDAY_9AM + timedelta(days=1)

        back(payment, now=tomorrow)

        day = timezone.localdate(tomorrow)
        assert queries.takings(facility, day)[0].left_fen == -1200
        assert list(queries.payments_of_day(Payment.objects.all(), day=day)) == [payment]


class TestWithoutAProvider:
    def test_online_is_not_offered(self, settings):
        settings.PAYMENTS = ""

        with pytest.raises(OnlineNotOffered, match="还不能线上支付"):
            a_payment(method=Method.ONLINE)
        assert not queries.offers_online()
