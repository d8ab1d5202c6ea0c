"""Hearing a provider: each thing that it says is done once, whoever brought it and how often."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.payments.actions.accounts import fill
from fangcun.core.payments.actions.refunding import (
    fail_refund,
    finish_refund,
    give_back,
    lock_payment,
)
from fangcun.core.payments.models import Payment, ProviderEvent, Refund
from fangcun.core.payments.providers import Heard, Told, provider_of_site
from fangcun.core.payments.states import CameTo, PaymentState


class UnknownProvider(Refusal):
    """A notification for a provider that this site does not have."""


def take_notification(
    *, provider: str, body: bytes, headers: Mapping[str, str], now: datetime
) -> CameTo:
    """Read what came in at the address for notifications; only the provider's own word counts."""
    site = provider_of_site()
    if site is None or site.name != provider:
        raise UnknownProvider(_("没有这个支付渠道。"))
    return hear(provider=provider, heard=site.read_notification(body, headers), now=now)


@transaction.atomic
def hear(*, provider: str, heard: Heard, now: datetime) -> CameTo:
    """Do what follows from a provider's word, once; the payment is locked while that is found out.

    Money that comes after its time goes back by itself. A wrong amount, and money for something
    that is paid already, change nothing and are shown to whoever runs the till.
    """
    payment = _payment_named(provider, heard.payment)
    if ProviderEvent.objects.filter(provider=provider, event=heard.event).exists():
        return CameTo.KNOWN
    came_to = CameTo.UNKNOWN if payment is None else FOLLOWS[heard.told](payment, heard, now)
    event = ProviderEvent(
        provider=provider,
        event=heard.event,
        payment=payment,
        said=asdict(heard),
        heard_at=now,
        came_to=came_to,
    )
    # an event about no payment locks nothing: two of the same at once are kept once
    ProviderEvent.objects.bulk_create([event], ignore_conflicts=True)
    return came_to


def _payment_named(provider: str, number: str) -> Payment | None:
    try:
        return lock_payment(provider=provider, written_key=UUID(hex=number))
    except (ValueError, Payment.DoesNotExist):
        return None


def _paid(payment: Payment, heard: Heard, now: datetime) -> CameTo:
    if payment.paid_at is not None:
        return CameTo.KNOWN if heard.ref == payment.provider_ref else CameTo.TWICE
    if heard.amount_fen != payment.amount_fen:
        return CameTo.WRONG_AMOUNT
    is_in_time = payment.state == PaymentState.WAITING
    payment.provider_ref = heard.ref
    payment.paid_at = now
    if is_in_time and _arrives(payment, now):
        payment.state = PaymentState.PAID
        payment.save(update_fields=["state", "paid_at", "provider_ref"])
        return CameTo.PAID
    give_back(
        payment=payment,
        amount_fen=payment.amount_fen,
        why="",
        written_key=uuid4(),
        by=None,
        now=now,
    )
    return CameTo.LATE


def _arrives(payment: Payment, now: datetime) -> bool:
    """Money for a card or a tab is put there; a tab that was settled meanwhile takes no more."""
    if payment.account is None:
        return True
    return fill(payment=payment, account=payment.account, by=payment.made_by, now=now)


def _refused(payment: Payment, heard: Heard, now: datetime) -> CameTo:
    if payment.state != PaymentState.WAITING:
        return CameTo.KNOWN
    payment.state = PaymentState.REFUSED
    payment.save(update_fields=["state"])
    return CameTo.REFUSED


def _refunded(payment: Payment, heard: Heard, now: datetime) -> CameTo:
    refund = _refund_named(payment, heard.refund)
    if refund is None:
        return CameTo.KNOWN
    if heard.amount_fen != refund.amount_fen:
        return CameTo.WRONG_AMOUNT
    finish_refund(payment=payment, refund=refund, now=now)
    return CameTo.REFUNDED


def _not_refunded(payment: Payment, heard: Heard, now: datetime) -> CameTo:
    refund = _refund_named(payment, heard.refund)
    if refund is None:
        return CameTo.KNOWN
    fail_refund(payment=payment, refund=refund, now=now)
    return CameTo.NOT_REFUNDED


def _refund_named(payment: Payment, number: str) -> Refund | None:
    """The refund that is under way under this number."""
    open_ones = Refund.objects.filter(payment=payment, done_at=None, failed_at=None)
    return next((one for one in open_ones if one.number == number), None)


FOLLOWS: dict[Told, Callable[[Payment, Heard, datetime], CameTo]] = {
    Told.PAID: _paid,
    Told.REFUSED: _refused,
    Told.REFUNDED: _refunded,
    Told.NOT_REFUNDED: _not_refunded,
}
