"""Giving money back: whole or in parts, until all of it is given back."""

from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.templatetags.look import yuan
from fangcun.core.accounts.models import User
from fangcun.core.payments.actions.accounts import NotEnough, give_back_on, take_back_on
from fangcun.core.payments.actions.asking import send_refund
from fangcun.core.payments.models import Payment, Refund
from fangcun.core.payments.states import Method, PaymentState


class NothingPaid(Refusal):
    """Nothing came in, or everything went back already."""


class RefundUnderWay(Refusal):
    """The provider has not answered for the last one."""


class TooMuch(Refusal):
    """More than was paid cannot be given back."""


@transaction.atomic
def refund(
    *,
    payment: Payment,
    why: str,
    by: User,
    now: datetime,
    amount_fen: int | None = None,
    written_key: UUID | None = None,
) -> Payment:
    """Give back all that is left of a payment, or a part of it.

    Cash, card and tab at once; online when the provider has answered. The same key twice is one
    refund. The row is locked first: two people at once never give back more than came in.
    """
    row = lock_payment(pk=payment.pk)
    key = written_key or uuid4()
    if Refund.objects.filter(written_key=key).exists():
        return row
    wanted = row.rest_fen if amount_fen is None else amount_fen
    _refuse_what_cannot_go_back(row, wanted)
    made = give_back(payment=row, amount_fen=wanted, why=why, written_key=key, by=by, now=now)
    if row.account is not None and not give_back_on(
        account=row.account, refund=made, by=by, now=now
    ):
        row.account.refresh_from_db()
        raise NotEnough(
            _("卡上只剩{left}元，退不了{wanted}元。").format(
                left=yuan(row.account.balance_fen), wanted=yuan(wanted)
            )
        )
    return row


def lock_payment(**which: object) -> Payment:
    """The row as it stands now, which nobody else changes until this is done."""
    rows = Payment.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("account", "made_by").get(**which)


def give_back(
    *,
    payment: Payment,
    amount_fen: int,
    why: str,
    written_key: UUID,
    by: User | None,
    now: datetime,
) -> Refund:
    """Write a refund of a locked payment; what was paid online goes back through the provider."""
    is_online = payment.method == Method.ONLINE
    made = Refund.objects.create(
        payment=payment,
        amount_fen=amount_fen,
        why=why,
        written_key=written_key,
        made_at=now,
        made_by=by,
        done_at=None if is_online else now,
    )
    payment.refunded_fen += amount_fen
    payment.state = PaymentState.REFUNDING if is_online else _after(payment)
    payment.save(update_fields=["state", "paid_at", "provider_ref", "refunded_fen"])
    if is_online:
        transaction.on_commit(partial(send_refund, refund=made, now=now))
    return made


def finish_refund(*, payment: Payment, refund: Refund, now: datetime) -> None:
    """The provider has given the money back."""
    refund.done_at = now
    refund.save(update_fields=["done_at"])
    payment.state = _after(payment)
    payment.save(update_fields=["state"])


def fail_refund(*, payment: Payment, refund: Refund, now: datetime) -> None:
    """The provider will not give it back: the payment stands as before, somebody must look."""
    refund.failed_at = now
    refund.save(update_fields=["failed_at"])
    payment.refunded_fen -= refund.amount_fen
    payment.state = PaymentState.PAID
    payment.save(update_fields=["state", "refunded_fen"])
    if payment.account is not None:
        take_back_on(
            account=payment.account, refund=refund, by=refund.made_by or payment.made_by, now=now
        )


def _after(payment: Payment) -> PaymentState:
    return PaymentState.PAID if payment.rest_fen else PaymentState.REFUNDED


def _refuse_what_cannot_go_back(payment: Payment, wanted: int) -> None:
    if payment.state == PaymentState.REFUNDING:
        raise RefundUnderWay(_("上一笔退款还没有结果，请等它完成后再退。"))
    if payment.state == PaymentState.REFUNDED:
        raise NothingPaid(_("这一笔已经全部退回，不能再退。"))
    if payment.state != PaymentState.PAID:
        raise NothingPaid(_("这一笔还没有付款，不用退。"))
    if not 0 < wanted <= payment.rest_fen:
        raise TooMuch(_("这一笔还可以退{rest}元。").format(rest=yuan(payment.rest_fen)))
