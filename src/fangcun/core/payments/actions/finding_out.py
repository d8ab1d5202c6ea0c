"""Finding out what became of payments about which nothing was heard."""

from datetime import datetime, timedelta

from fangcun.core.payments.actions.asking import begin_online, provider_of, send_refund
from fangcun.core.payments.actions.hearing import hear
from fangcun.core.payments.models import Payment
from fangcun.core.payments.providers import ProviderDown
from fangcun.core.payments.queries import refunds_under_way, unheard_payments
from fangcun.core.payments.states import PaymentState

HEARD_BY_THEN = timedelta(minutes=1)
"""A notification is usually there by then."""


def ask_again(*, payment: Payment, now: datetime) -> bool:
    """Ask the provider about one payment, or let it expect it at last; False if it is down."""
    if payment.state == PaymentState.WAITING and not payment.pay_address:
        return begin_online(payment=payment)
    try:
        ask_about(payment=payment, now=now)
    except ProviderDown:
        return False
    return True


def ask_open(*, now: datetime) -> bool:
    """Ask about everything that has been open for a minute; False if the provider is down.

    What was not heard because of a failure is heard here, and a refund that could not be sent is
    sent. One failure ends the round: the next one comes in a minute.
    """
    try:
        for payment in unheard_payments(made_until=now - HEARD_BY_THEN):
            ask_about(payment=payment, now=now)
        for refund in refunds_under_way(made_until=now - HEARD_BY_THEN):
            if refund.sent_at is None and not send_refund(refund=refund, now=now):
                return False
            ask_about(payment=refund.payment, now=now)
    except ProviderDown:
        return False
    return True


def ask_about(*, payment: Payment, now: datetime) -> None:
    """Hear everything that the provider knows; what was heard before changes nothing."""
    for heard in provider_of(payment).ask(payment):
        hear(provider=payment.provider, heard=heard, now=now)
