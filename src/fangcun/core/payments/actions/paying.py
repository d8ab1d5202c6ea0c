"""Paying: cash, by card, on a tab, online."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.core.payments.actions.accounts import draw, fill
from fangcun.core.payments.actions.asking import begin_online
from fangcun.core.payments.models import Account, Payment
from fangcun.core.payments.providers import provider_of_site
from fangcun.core.payments.states import Method, PaymentState
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.core.places.models import Community, Facility

WAITS_AT_MOST = timedelta(minutes=30)
"""For money online, where whoever asks for it names no end: nothing waits for ever."""

MOVES_AN_ACCOUNT = frozenset({Method.CARD, Method.TAB})


class NothingToPay(Refusal):
    """A payment is of something."""


class AlreadyPaid(Refusal):
    """The same thing was paid for before, perhaps a moment ago at another till."""


class OnlineNotOffered(Refusal):
    """This deployment has no provider."""


class WrongAccount(Refusal):
    """A card or a tab of another person, or with another operator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPayment:
    """What is to be paid: so much for one thing (`room:row:number`), in words for the payer."""

    source: str
    words: str
    amount_fen: int
    method: Method
    community: Community
    written_key: UUID
    resident: Resident | None = None
    facility: Facility | None = None
    operator: Operator | None = None
    account: Account | None = None
    expires_at: datetime | None = None


@transaction.atomic
def pay(*, payment: NewPayment, by: User, now: datetime) -> Payment:
    """Take a payment: paid at once, or online and waiting.

    The same key twice is one payment. Money that is awaited online for the same thing is awaited
    no longer once it is paid otherwise; asked for online again, it is still the same payment. The
    provider is asked when everything is written, so that nobody waits for it with a lock in hand:
    where it cannot be reached the payment waits without an address, and its page asks again.
    """
    _refuse_what_cannot_be(payment)
    there = _already_there(payment)
    if there is not None:
        return there
    row, is_new = _write(payment, by=by, now=now)
    if is_new:
        _let_money_move(row, payment.account, by=by, now=now)
    return row


@transaction.atomic
def withdraw_payment(*, payment: Payment) -> bool:
    """No longer await money online; what still comes goes back. False if it has come already."""
    waiting = Payment.objects.filter(pk=payment.pk, state=PaymentState.WAITING)
    return bool(waiting.update(state=PaymentState.EXPIRED))


@transaction.atomic
def expire_payments(*, now: datetime) -> int:
    """Give up what was not paid in time; says how many."""
    late = Payment.objects.filter(state=PaymentState.WAITING, expires_at__lte=now)
    return late.update(state=PaymentState.EXPIRED)


def _refuse_what_cannot_be(payment: NewPayment) -> None:
    if payment.amount_fen <= 0:
        raise NothingToPay(_("金额是0，不用支付。"))
    if payment.method == Method.ONLINE and provider_of_site() is None:
        raise OnlineNotOffered(_("这里还不能线上支付，请用现金、储值卡或挂账。"))
    if payment.method in MOVES_AN_ACCOUNT:
        _refuse_wrong_account(payment)


def _refuse_wrong_account(payment: NewPayment) -> None:
    account = payment.account
    if account is None or account.method != payment.method:
        raise WrongAccount(_("没有可用的储值卡或挂账账户，请先开户，或换一种方式支付。"))
    if account.operator != payment.operator:
        raise WrongAccount(
            _("这个账户是{operator}的，不能在这里用。").format(operator=account.operator)
        )
    resident = payment.resident
    if resident is None or account.resident_id not in same_person(resident):
        raise WrongAccount(_("这个账户不是付款人本人的。"))


def _already_there(payment: NewPayment) -> Payment | None:
    """The row of the same key; or money that is awaited for the same thing, if it is the same."""
    written = Payment.objects.filter(written_key=payment.written_key).first()
    if written is not None:
        return written
    waiting = Payment.objects.filter(source=payment.source, state=PaymentState.WAITING).first()
    if waiting is None:
        return None
    if (waiting.method, waiting.amount_fen) == (payment.method, payment.amount_fen):
        return waiting
    withdraw_payment(payment=waiting)
    return None


def _write(given: NewPayment, *, by: User, now: datetime) -> tuple[Payment, bool]:
    """The row, and whether it is new; two tills at once for one thing: the second is refused."""
    try:
        with transaction.atomic():
            return Payment.objects.create(**_columns(given, now), made_at=now, made_by=by), True
    except IntegrityError as error:
        there = Payment.objects.filter(written_key=given.written_key).first()
        if there is not None:
            return there, False
        if "a_thing_is_paid_for_once_at_a_time" not in str(error):
            raise
        raise AlreadyPaid(_("这一笔已经付过了，不用再付。")) from error


def _columns(given: NewPayment, now: datetime) -> dict[str, Any]:
    common = {
        "source": given.source,
        "words": given.words,
        "amount_fen": given.amount_fen,
        "method": given.method,
        "resident": given.resident,
        "community": given.community,
        "facility": given.facility,
        "operator": given.operator,
        "account": given.account,
        "written_key": given.written_key,
    }
    if given.method != Method.ONLINE:
        return {**common, "state": PaymentState.PAID, "paid_at": now}
    provider = provider_of_site()
    return {
        **common,
        "state": PaymentState.WAITING,
        "provider": provider.name if provider else "",
        "expires_at": given.expires_at or now + WAITS_AT_MOST,
    }


def _let_money_move(row: Payment, account: Account | None, *, by: User, now: datetime) -> None:
    match row.method:
        case Method.ONLINE:
            transaction.on_commit(partial(begin_online, payment=row))
        case Method.CASH if account is not None:
            if not fill(payment=row, account=account, by=by, now=now):
                raise AlreadyPaid(_("挂账已经结清，或者没有这么多。请刷新后再看。"))
        case Method.CARD | Method.TAB if account is not None:
            draw(payment=row, account=account, by=by, now=now)
