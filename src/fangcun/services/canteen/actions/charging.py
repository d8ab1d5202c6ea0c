"""Bills are paid, and what was paid is given back."""

from datetime import datetime
from uuid import uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.payments import actions as payments
from fangcun.core.payments.actions import NewPayment
from fangcun.core.payments.models import Payment
from fangcun.core.payments.queries import payments_for
from fangcun.core.payments.states import Method, PaymentState
from fangcun.services.canteen.queries.bills import Bill, due_fen, payment_that_came
from fangcun.services.canteen.queries.money import account_for


class NothingDue(Refusal):
    """It is paid, or it costs nothing."""


class NotPaid(Refusal):
    """First the money, then the goods."""


@transaction.atomic
def charge(*, bill: Bill, method: Method, by: User, now: datetime) -> Payment:
    """Take what is still owed."""
    due = due_fen(bill)
    if due == 0:
        raise NothingDue(_("已经付清，不用再付。"))
    return payments.pay(payment=_payment(bill, method, due), by=by, now=now)


@transaction.atomic
def charge_or_refuse(*, bill: Bill, method: Method | None, by: User, now: datetime) -> None:
    """At the moment of handing over nothing may be owed; money that is only on its way is."""
    if due_fen(bill) == 0:
        return
    if method is None or method == Method.ONLINE:
        raise NotPaid(_("还没有付款，请先收款。"))
    charge(bill=bill, method=method, by=by, now=now)


@transaction.atomic
def give_back(*, source: str, why: str, by: User, now: datetime) -> None:
    """All that was paid for it; what is still on its way will not be taken."""
    ask_no_more(source=source)
    payment = payment_that_came(source)
    if payment is not None:
        payments.refund(payment=payment, why=why, by=by, now=now)


@transaction.atomic
def ask_no_more(*, source: str) -> None:
    """Money that is still on its way is not awaited any more; if it comes, it goes back."""
    for waiting in payments_for(source).filter(state=PaymentState.WAITING):
        payments.withdraw_payment(payment=waiting)


@transaction.atomic
def give_back_beyond(*, bill: Bill, why: str, by: User, now: datetime) -> None:
    """It became cheaper: what was paid too much."""
    payment = payment_that_came(bill.source)
    if payment is not None and payment.rest_fen > bill.amount_fen:
        too_much = payment.rest_fen - bill.amount_fen
        payments.refund(payment=payment, amount_fen=too_much, why=why, by=by, now=now)


def _payment(bill: Bill, method: Method, due: int) -> NewPayment:
    """Every payment for one thing has a key of its own, so that a doubled one is found."""
    turn = payments_for(bill.source).count()
    return NewPayment(
        source=bill.source,
        words=bill.words,
        amount_fen=due,
        method=method,
        community=bill.facility.community,
        resident=bill.resident,
        facility=bill.facility,
        operator=bill.operator,
        account=account_for(resident=bill.resident, operator=bill.operator, method=method),
        written_key=uuid5(bill.written_key, f"pay {turn}"),
    )
