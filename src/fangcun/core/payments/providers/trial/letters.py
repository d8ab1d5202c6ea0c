"""Notifications of the test provider: written, signed, read."""

import hmac
import json
from collections.abc import Mapping
from typing import NamedTuple

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from fangcun.core.payments.models import TrialOrder, TrialRefund
from fangcun.core.payments.providers.interface import Heard, Told, WrongSignature
from fangcun.core.payments.states import TrialState

SIGNATURE = "X-Trial-Signature"
PURPOSE = "fangcun.payments.trial"
TOLD = {TrialState.PAID: Told.PAID, TrialState.REFUSED: Told.REFUSED}


class Letter(NamedTuple):
    """What is sent to the site."""

    body: str
    signature: str

    @property
    def headers(self) -> dict[str, str]:
        return {SIGNATURE: self.signature}


def about_order(order: TrialOrder) -> Heard:
    """What came of an order that is paid or refused."""
    return Heard(
        event=order.event.hex,
        told=TOLD[TrialState(order.state)],
        payment=order.number,
        amount_fen=order.amount_fen,
        ref=order.token.hex,
    )


def about_refund(refund: TrialRefund) -> Heard:
    return Heard(
        event=refund.event.hex,
        told=Told.REFUNDED,
        payment=refund.order.number,
        amount_fen=refund.amount_fen,
        ref=refund.order.token.hex,
        refund=refund.number,
    )


def write(said: Heard) -> Letter:
    """The notification, with the signature by which the site knows where it comes from."""
    body = json.dumps(
        {
            "event": said.event,
            "told": said.told.value,
            "payment": said.payment,
            "amount_fen": said.amount_fen,
            "ref": said.ref,
            "refund": said.refund,
        }
    )
    return Letter(body, _signature(body.encode()))


def read(body: bytes, headers: Mapping[str, str]) -> Heard:
    """What a notification says, once it is known whose it is."""
    if not hmac.compare_digest(_signature(body).encode(), headers.get(SIGNATURE, "").encode()):
        raise WrongSignature(_("通知的签名不对。"))
    said = json.loads(body)
    return Heard(**{**said, "told": Told(said["told"])})


def _signature(body: bytes) -> str:
    return salted_hmac(PURPOSE, body, algorithm="sha256").hexdigest()
