"""What a meal costs him is taken, and given back if there is no meal."""

from datetime import datetime
from uuid import uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.core.payments import actions as payments
from fangcun.core.payments.actions import NewPayment
from fangcun.core.payments.models import Payment
from fangcun.core.payments.queries import payments_for
from fangcun.core.payments.states import Method
from fangcun.services.canteen.models import MealOrder
from fangcun.services.canteen.queries.money import (
    account_for,
    due_of,
    paid_for,
    words_of,
)
from fangcun.services.canteen.queries.orders import source_of


class NothingToPay(Refusal):
    """It is paid, or it costs him nothing."""


class PaidAlready(Refusal):
    """Nothing can be added to what has been paid for."""


@transaction.atomic
def pay_order(*, order: MealOrder, method: Method, by: User, now: datetime) -> Payment:
    """Take what he owes for this meal."""
    paid = pay_if_due(order=order, method=method, by=by, now=now)
    if paid is None:
        raise NothingToPay(_("这张订单不用再付款。"))
    return paid


def pay_if_due(*, order: MealOrder, method: Method, by: User, now: datetime) -> Payment | None:
    """Take what is still owed; None where nothing is."""
    due = due_of(order)
    if due == 0:
        return None
    return payments.pay(payment=_payment(order, method, due), by=by, now=now)


def give_back(*, order: MealOrder, why: str, by: User, now: datetime) -> None:
    """All that he paid for this meal."""
    payment = paid_for(order)
    if payment is not None and payment.rest_fen:
        payments.refund(payment=payment, why=why, by=by, now=now)


def settle_difference(*, order: MealOrder, before: int, by: User, now: datetime) -> None:
    """An order that is paid may become cheaper, and the rest comes back; never dearer."""
    payment = paid_for(order)
    if payment is None:
        return
    if order.own_fen > before:
        raise PaidAlready(_("这张订单已付款，不能再加菜。要加菜请另订一份，或取消后重订。"))
    if order.own_fen < before:
        payments.refund(
            payment=payment, amount_fen=before - order.own_fen, why=_("改订"), by=by, now=now
        )


def _payment(order: MealOrder, method: Method, due: int) -> NewPayment:
    facility = order.kitchen.facility
    operator = Operator.objects.filter(commitments__meal_line__order=order).first()
    return NewPayment(
        source=source_of(order),
        words=words_of(order),
        amount_fen=due,
        method=method,
        community=facility.community,
        resident=order.resident,
        facility=facility,
        operator=operator,
        account=account_for(resident=order.resident, operator=operator, method=method),
        written_key=uuid5(order.written_key, f"pay {payments_for(source_of(order)).count()}"),
    )
