"""Paying online at the test provider: every way in which it can go."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.payments import queries, tasks
from fangcun.core.payments.actions import (
    NotEnough,
    RefundUnderWay,
    ask_again,
    ask_open,
    expire_payments,
    hear,
    pay,
    refund,
    settle_tab,
    take_notification,
    top_up,
)
from fangcun.core.payments.models import (
    Payment,
    ProviderEvent,
    TrialOrder,
    TrialOutage,
    TrialRefund,
)
from fangcun.core.payments.providers import Heard, Told, WrongSignature
from fangcun.core.payments.providers.trial import actions as trial
from fangcun.core.payments.providers.trial import letters
from fangcun.core.payments.states import CameTo, Method, PaymentState, TrialChoice
from fangcun.core.payments.tests.cast import a_card, a_payment, a_tab, drawn_on

pytestmark = pytest.mark.django_db
IN_A_WHILE = timedelta(hours=1)


@pytest.fixture(autouse=True)
def after_commit(django_capture_on_commit_callbacks):
    """What is done when everything is written, is done at the end of each step."""

    def step(act: Callable[[], object]) -> object:
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return step


@pytest.fixture
def begun(after_commit):
    """Something that is to be paid online, and its order at the test provider."""

    def begin(amount_fen: int = 1200, **more) -> tuple[Payment, TrialOrder]:
        now = timezone.now()
        payment = after_commit(lambda: a_payment(amount_fen, method=Method.ONLINE, now=now, **more))
        return payment, TrialOrder.objects.get(number=payment.number)

    return begin


@pytest.fixture
def chosen(begun, after_commit):
    """The same, after the payer has chosen what shall happen, and the post has come."""

    def choose(choice: TrialChoice, **more) -> Payment:
        payment, order = begun(**more)
        trial.choose(order=order, choice=choice, now=timezone.now())
        post(after_commit)
        payment.refresh_from_db()
        return payment

    return choose


def post(after_commit) -> None:
    """Deliver every letter that lies there and has not been delivered."""
    for job in ProcrastinateJob.objects.filter(task_name=trial.DELIVER).order_by("id"):
        if job.id not in _delivered:
            _delivered.add(job.id)
            after_commit(lambda args=job.args: tasks.deliver_trial_letter(**args))


_delivered: set[int] = set()
"""Numbers of jobs, which no two tests share."""


class TestPaidOnline:
    def test_waits_at_the_provider_until_it_is_paid(self, begun, after_commit):
        payment, order = begun()
        assert (payment.state, queries.is_paid(payment.source)) == (PaymentState.WAITING, False)
        assert str(order.token) in payment.pay_address

        trial.choose(order=order, choice=TrialChoice.PAY, now=timezone.now())
        post(after_commit)

        payment.refresh_from_db()
        assert payment.state == PaymentState.PAID
        assert payment.events.get().came_to == CameTo.PAID

    def test_refused_is_not_paid(self, chosen):
        payment = chosen(TrialChoice.REFUSE)

        assert payment.state == PaymentState.REFUSED
        assert a_payment(source=payment.source).state == PaymentState.PAID

    def test_told_twice_it_is_paid_once(self, chosen):
        payment = chosen(TrialChoice.PAY_TWICE_TOLD)

        assert ProcrastinateJob.objects.filter(task_name=trial.DELIVER).count() == 2
        assert payment.state == PaymentState.PAID
        assert payment.events.count() == 1

    def test_too_late_the_money_goes_back_by_itself(self, begun, after_commit):
        payment, order = begun()
        trial.choose(order=order, choice=TrialChoice.PAY_LATE, now=timezone.now())
        job = ProcrastinateJob.objects.filter(task_name=trial.DELIVER).latest("id")
        assert job.scheduled_at > payment.expires_at
        expire_payments(now=payment.expires_at)

        post(after_commit)
        payment.refresh_from_db()
        assert payment.state == PaymentState.REFUNDING
        post(after_commit)

        payment.refresh_from_db()
        gone_back = payment.refunds.get()
        assert (payment.state, gone_back.made_by) == (PaymentState.REFUNDED, None)
        assert "太晚" in gone_back.reason
        assert TrialRefund.objects.get().amount_fen == 1200

    def test_too_late_and_paid_in_cash_meanwhile_goes_back_too(self, begun, after_commit):
        payment, order = begun()
        cash = a_payment(source=payment.source)

        trial.choose(order=order, choice=TrialChoice.PAY, now=timezone.now())
        for _letter in range(2):
            post(after_commit)

        payment.refresh_from_db()
        assert (payment.state, cash.state) == (PaymentState.REFUNDED, PaymentState.PAID)
        assert queries.is_paid(payment.source)

    def test_asked_for_again_it_is_the_same_payment(self, begun, after_commit):
        payment, _order = begun()

        again = after_commit(
            lambda: a_payment(method=Method.ONLINE, source=payment.source, now=timezone.now())
        )

        assert again == payment
        assert TrialOrder.objects.count() == 1


class TestProviderDown:
    def test_at_the_beginning_nothing_is_lost(self, after_commit):
        outage = TrialOutage.objects.create(until=timezone.now() + IN_A_WHILE)
        payment = after_commit(lambda: a_payment(method=Method.ONLINE, now=timezone.now()))

        assert (payment.state, payment.pay_address) == (PaymentState.WAITING, "")
        assert not ask_again(payment=payment, now=timezone.now())

        outage.delete()
        assert ask_again(payment=payment, now=timezone.now())
        assert payment.pay_address

    def test_after_paying_it_is_asked_until_it_answers(self, chosen):
        payment = chosen(TrialChoice.PAY_UNHEARD)
        assert payment.state == PaymentState.WAITING
        soon = timezone.now() + timedelta(minutes=2)
        assert not ask_open(now=soon)

        TrialOutage.objects.all().delete()
        assert ask_open(now=soon)

        payment.refresh_from_db()
        assert payment.state == PaymentState.PAID

    def test_while_giving_back_it_is_told_again(self, chosen, after_commit):
        payment = chosen(TrialChoice.PAY)
        outage = TrialOutage.objects.create(until=timezone.now() + IN_A_WHILE)
        now = timezone.now()
        after_commit(lambda: refund(payment=payment, why="不来了", by=a_person(), now=now))
        assert payment.refunds.get().sent_at is None
        soon = now + timedelta(minutes=2)
        assert not ask_open(now=soon)

        outage.delete()
        ask_open(now=soon)

        payment.refresh_from_db()
        assert payment.state == PaymentState.REFUNDED
        assert TrialRefund.objects.count() == 1


class TestGivenBackOnline:
    def test_waits_for_the_provider(self, chosen, after_commit):
        payment = chosen(TrialChoice.PAY)

        after = _back(after_commit, payment, 500)
        assert (after.state, after.rest_fen) == (PaymentState.REFUNDING, 700)
        with pytest.raises(RefundUnderWay):
            _back(after_commit, payment, 100)
        post(after_commit)

        payment.refresh_from_db()
        assert (payment.state, payment.rest_fen) == (PaymentState.PAID, 700)
        assert queries.is_paid(payment.source)

    def test_refused_by_the_provider_the_money_is_still_here_and_somebody_is_told(
        self, chosen, after_commit
    ):
        payment = chosen(TrialChoice.PAY)
        _back(after_commit, payment)

        came_to = _told(payment, Told.NOT_REFUNDED, refund=payment.refunds.get().number)

        payment.refresh_from_db()
        assert came_to == CameTo.NOT_REFUNDED
        assert (payment.state, payment.rest_fen) == (PaymentState.PAID, 1200)
        assert payment.refunds.get().failed_at
        assert len(queries.odd_events_of(payment)) == 1


class TestOnAnAccount:
    def test_a_card_is_filled_when_the_money_is_here(self, after_commit):
        card, now = a_card(), timezone.now()
        payment = after_commit(lambda: _topped_up(card, 5000, now))
        card.refresh_from_db()
        assert card.balance_fen == 0

        _told(payment, Told.PAID)

        card.refresh_from_db()
        assert card.balance_fen == 5000

    def test_a_refund_that_fails_is_put_back_on_the_card(self, after_commit):
        card, now = a_card(), timezone.now()
        payment = after_commit(lambda: _topped_up(card, 5000, now))
        order = TrialOrder.objects.get(number=payment.number)
        trial.choose(order=order, choice=TrialChoice.PAY, now=now)
        post(after_commit)
        _back(after_commit, payment, 2000)
        card.refresh_from_db()
        assert card.balance_fen == 3000

        _told(payment, Told.NOT_REFUNDED, refund=payment.refunds.get().number)

        card.refresh_from_db()
        assert card.balance_fen == 5000

    def test_a_tab_settled_in_cash_meanwhile_takes_no_more(self, after_commit):
        tab, by, now = a_tab(), a_person(), timezone.now()
        pay(payment=drawn_on(tab, 1200), by=by, now=now)
        online = after_commit(
            lambda: settle_tab(
                account=tab, method=Method.ONLINE, written_key=uuid4(), by=by, now=now
            )
        )
        settle_tab(account=tab, written_key=uuid4(), by=by, now=now)

        came_to = _told(online, Told.PAID)

        tab.refresh_from_db()
        online.refresh_from_db()
        assert (came_to, online.state) == (CameTo.LATE, PaymentState.REFUNDING)
        assert tab.balance_fen == 0

    def test_what_was_spent_meanwhile_does_not_go_back(self, after_commit):
        card, now = a_card(), timezone.now()
        payment = after_commit(lambda: _topped_up(card, 5000, now))
        _told(payment, Told.PAID)
        pay(payment=drawn_on(card, 4000), by=a_person(), now=now)

        with pytest.raises(NotEnough):
            _back(after_commit, payment)

        payment.refresh_from_db()
        assert (payment.state, payment.refunded_fen) == (PaymentState.PAID, 0)


class TestHearing:
    def test_a_wrong_amount_is_not_taken_and_shown(self, begun):
        payment, _order = begun(1200)

        came_to = _told(payment, Told.PAID, amount_fen=1)

        payment.refresh_from_db()
        assert (came_to, payment.state) == (CameTo.WRONG_AMOUNT, PaymentState.WAITING)
        assert len(queries.odd_events_of(payment)) == 1

    def test_paid_a_second_time_is_shown(self, chosen):
        payment = chosen(TrialChoice.PAY)

        assert _told(payment, Told.PAID, ref="another") == CameTo.TWICE
        assert len(queries.odd_events_of(payment)) == 1

    def test_the_same_under_another_number_changes_nothing(self, chosen):
        payment = chosen(TrialChoice.PAY)

        assert _told(payment, Told.PAID, ref=payment.provider_ref) == CameTo.KNOWN
        assert _told(payment, Told.REFUSED) == CameTo.KNOWN
        assert queries.odd_events_of(payment) == []

    @pytest.mark.parametrize("number", ["0" * 32, "no number"])
    def test_of_what_is_not_ours_is_kept_and_changes_nothing(self, number):
        heard = Heard(event="e1", told=Told.PAID, payment=number, amount_fen=1)

        assert hear(provider="trial", heard=heard, now=timezone.now()) == CameTo.UNKNOWN
        assert ProviderEvent.objects.get().payment is None

    def test_a_wrong_signature_is_nobodys_word(self, begun):
        payment, _order = begun()
        letter = letters.write(_said(payment, Told.PAID))

        for body, headers in (
            (letter.body.encode(), {}),
            (letter.body.encode(), {letters.SIGNATURE: "f" * 64}),
            (letter.body.replace("1200", "1201").encode(), letter.headers),
        ):
            with pytest.raises(WrongSignature):
                take_notification(provider="trial", body=body, headers=headers, now=timezone.now())

        payment.refresh_from_db()
        assert payment.state == PaymentState.WAITING
        assert not ProviderEvent.objects.exists()


class TestEveryMinute:
    def test_asks_first_and_gives_up_then(self, chosen):
        paid = chosen(TrialChoice.PAY_UNHEARD)
        TrialOutage.objects.all().delete()
        long_ago = timezone.now() - IN_A_WHILE
        unpaid = a_payment(method=Method.ONLINE, now=long_ago)
        Payment.objects.filter(pk=paid.pk).update(made_at=long_ago, expires_at=long_ago)

        tasks.ask_open(timestamp=0)

        paid.refresh_from_db()
        unpaid.refresh_from_db()
        assert (paid.state, unpaid.state) == (PaymentState.PAID, PaymentState.EXPIRED)


def _topped_up(card, amount_fen, now) -> Payment:
    return top_up(
        account=card,
        amount_fen=amount_fen,
        method=Method.ONLINE,
        written_key=uuid4(),
        by=card.opened_by,
        now=now,
    )


def _back(after_commit, payment, amount_fen=None) -> Payment:
    return after_commit(
        lambda: refund(
            payment=payment,
            amount_fen=amount_fen,
            why="不来了",
            by=payment.made_by,
            now=timezone.now(),
        )
    )


def _said(payment: Payment, told: Told, **more) -> Heard:
    fields = {"amount_fen": payment.amount_fen, "ref": payment.provider_ref}
    return Heard(event=uuid4().hex, told=told, payment=payment.number, **{**fields, **more})


def _told(payment: Payment, told: Told, **more) -> CameTo:
    """The provider says something, signed, under a new number."""
    letter = letters.write(_said(payment, told, **more))
    return take_notification(
        provider="trial",
        body=letter.body.encode(),
        headers=letter.headers,
        now=timezone.now(),
    )
