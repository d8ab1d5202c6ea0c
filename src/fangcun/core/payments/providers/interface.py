"""What the site asks of a provider, and what it hears."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from fangcun.base.errors import Refusal
from fangcun.core.payments.models import Payment, Refund


class ProviderDown(Exception):
    """The provider cannot be reached, or does not answer; nothing is known to have happened."""


class WrongSignature(Refusal):
    """A notification that the provider has not signed."""


class Told(StrEnum):
    """What a notification says."""

    PAID = "paid"
    REFUSED = "refused"
    REFUNDED = "refunded"
    NOT_REFUNDED = "not_refunded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One thing that a provider says, in the site's words."""

    event: str  # its own number of what it says: said twice, it is the same
    told: Told
    payment: str  # our number
    amount_fen: int
    ref: str = ""  # the provider's number of the payment
    refund: str = ""  # our number of the refund that it is about


class Begun(NamedTuple):
    """A payment that the provider expects now."""

    ref: str
    pay_address: str


class Provider(Protocol):
    """Whoever takes payments online. Every method but the last raises `ProviderDown`."""

    name: str
    """Part of the address for notifications: letters and digits."""

    def begin(self, payment: Payment) -> Begun:
        """Expect a payment; expected already, the same address again."""

    def ask(self, payment: Payment) -> Sequence[Heard]:
        """Everything that came of a payment and its refunds, as notifications would tell it."""

    def refund(self, refund: Refund) -> None:
        """Give money back; the answer comes by notification, or when asked."""

    def read_notification(self, body: bytes, headers: Mapping[str, str]) -> Heard:
        """What a notification says; `WrongSignature` where it does not come from here."""
