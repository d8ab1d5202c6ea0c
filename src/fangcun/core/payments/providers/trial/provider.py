"""The test provider, as the site meets it."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import timezone

from fangcun.core.payments.models import Payment, Refund, TrialOrder, TrialOutage, TrialRefund
from fangcun.core.payments.providers.interface import Begun, Heard, ProviderDown
from fangcun.core.payments.providers.trial import actions, letters
from fangcun.core.payments.states import TrialState


class TrialProvider:
    """测试支付: has its own clock, as every other company has."""

    name = "trial"

    def begin(self, payment: Payment) -> Begun:
        _refuse_while_down()
        order = actions.expect(
            number=payment.number,
            words=payment.words,
            amount_fen=payment.amount_fen,
            way_back=reverse("payments:payment", args=[payment.pk]),
            closes_at=payment.expires_at,
            now=timezone.now(),
        )
        return Begun(order.token.hex, reverse("payments:trial", args=[order.token]))

    def ask(self, payment: Payment) -> Sequence[Heard]:
        _refuse_while_down()
        order = TrialOrder.objects.filter(number=payment.number).first()
        if order is None or order.state == TrialState.OPEN:
            return []
        refunds = TrialRefund.objects.filter(order=order).select_related("order").order_by("pk")
        return [letters.about_order(order), *map(letters.about_refund, refunds)]

    def refund(self, refund: Refund) -> None:
        _refuse_while_down()
        actions.give_back(
            order_number=refund.payment.number,
            number=refund.number,
            amount_fen=refund.amount_fen,
            now=timezone.now(),
        )

    def read_notification(self, body: bytes, headers: Mapping[str, str]) -> Heard:
        return letters.read(body, headers)


def _refuse_while_down() -> None:
    if TrialOutage.objects.filter(until__gt=timezone.now()).exists():
        raise ProviderDown("the test provider was told to be down")
