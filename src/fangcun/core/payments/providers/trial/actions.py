"""What happens at the test provider."""

from datetime import datetime, timedelta

from django.db import transaction
from procrastinate.contrib.django import app

from fangcun.core.payments.models import TrialOrder, TrialOutage, TrialRefund
from fangcun.core.payments.providers.interface import Heard
from fangcun.core.payments.providers.trial import letters
from fangcun.core.payments.states import TrialChoice, TrialState

DELIVER = "payments.deliver_trial_letter"
"""Name of the background job that brings a notification; `tasks.py` gives it its body."""

OUTAGE = timedelta(minutes=2)
TOO_LATE = timedelta(minutes=1)
"""After the end of an order: by then the site has given the payment up."""


@transaction.atomic
def expect(
    *,
    number: str,
    words: str,
    amount_fen: int,
    way_back: str,
    closes_at: datetime | None,
    now: datetime,
) -> TrialOrder:
    """Expect a payment; the same number again is the same order."""
    order, _is_new = TrialOrder.objects.get_or_create(
        number=number,
        defaults={
            "words": words,
            "amount_fen": amount_fen,
            "way_back": way_back,
            "closes_at": closes_at,
            "made_at": now,
        },
    )
    return order


@transaction.atomic
def choose(*, order: TrialOrder, choice: TrialChoice, now: datetime) -> bool:
    """Let one thing happen to an open order; False where something has happened already."""
    state = TrialState.REFUSED if choice == TrialChoice.REFUSE else TrialState.PAID
    open_order = TrialOrder.objects.filter(pk=order.pk, state=TrialState.OPEN)
    if not open_order.update(state=state):
        return False
    order.refresh_from_db()
    if choice == TrialChoice.PAY_UNHEARD:
        TrialOutage.objects.create(until=now + OUTAGE)
        return True
    _send(letters.about_order(order), at=_when(order, choice, now))
    if choice == TrialChoice.PAY_TWICE_TOLD:
        _send(letters.about_order(order), at=None)
    return True


@transaction.atomic
def give_back(*, order_number: str, number: str, amount_fen: int, now: datetime) -> TrialRefund:
    """Give money back and say so; the same number again is the same refund."""
    order = TrialOrder.objects.get(number=order_number, state=TrialState.PAID)
    refund, is_new = TrialRefund.objects.get_or_create(
        number=number, defaults={"order": order, "amount_fen": amount_fen, "made_at": now}
    )
    if is_new:
        _send(letters.about_refund(refund), at=None)
    return refund


def _when(order: TrialOrder, choice: TrialChoice, now: datetime) -> datetime | None:
    if choice != TrialChoice.PAY_LATE:
        return None
    return max(now, order.closes_at or now) + TOO_LATE


def _send(said: Heard, *, at: datetime | None) -> None:
    """Put a notification into the post: at once, or at a time."""
    letter = letters.write(said)
    job = app.configure_task(DELIVER, allow_unknown=False, schedule_at=at)
    job.defer(body=letter.body, signature=letter.signature)
