"""What is to be paid for something, beside meals: gift packs, the deposit of a table."""

from typing import NamedTuple
from uuid import UUID

from fangcun.core.operators.models import Operator
from fangcun.core.payments.models import Payment
from fangcun.core.payments.queries import payments_for
from fangcun.core.payments.states import MONEY_IS_HERE
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Facility


class Bill(NamedTuple):
    """So much for one thing, in words for the payer."""

    source: str
    words: str
    amount_fen: int
    resident: Resident
    facility: Facility
    operator: Operator | None
    written_key: UUID


def payment_that_came(source: str) -> Payment | None:
    """The payment that has come in for it and did not go back in full."""
    here = payments_for(source).filter(state__in=MONEY_IS_HERE)
    return next((payment for payment in here if payment.rest_fen), None)


def paid_fen(source: str) -> int:
    payment = payment_that_came(source)
    return payment.rest_fen if payment else 0


def due_fen(bill: Bill) -> int:
    """What is still owed."""
    return max(bill.amount_fen - paid_fen(bill.source), 0)
