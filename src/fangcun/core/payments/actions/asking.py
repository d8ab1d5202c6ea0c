"""Talking to the provider: begun, asked, told to give back. Always after what is written."""

import logging
from datetime import datetime

from fangcun.core.payments.models import Payment, Refund
from fangcun.core.payments.providers import Provider, ProviderDown, provider_of_site
from fangcun.core.payments.states import PaymentState

log = logging.getLogger(__name__)


def begin_online(*, payment: Payment) -> bool:
    """Let the provider expect a payment; False while it cannot be reached: nothing is lost."""
    try:
        begun = provider_of(payment).begin(payment)
    except ProviderDown as down:
        log.warning("payment %s could not be begun: %s", payment.pk, down)
        return False
    payment.provider_ref, payment.pay_address = begun
    waiting = Payment.objects.filter(pk=payment.pk, state=PaymentState.WAITING)
    waiting.update(provider_ref=begun.ref, pay_address=begun.pay_address)
    return True


def send_refund(*, refund: Refund, now: datetime) -> bool:
    """Let the provider give money back; False while it cannot be reached: it is told again."""
    try:
        provider_of(refund.payment).refund(refund)
    except ProviderDown as down:
        log.warning("refund %s could not be sent: %s", refund.pk, down)
        return False
    Refund.objects.filter(pk=refund.pk, sent_at__isnull=True).update(sent_at=now)
    return True


def provider_of(payment: Payment) -> Provider:
    """Who took this payment; a deployment that has changed its provider cannot reach the old."""
    provider = provider_of_site()
    if provider is None or provider.name != payment.provider:
        raise ProviderDown(f"nobody here speaks for {payment.provider}")
    return provider
