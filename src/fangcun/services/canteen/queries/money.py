"""What somebody owes for a meal, and what he has paid."""

from django.utils.translation import gettext as _

from fangcun.core.operators.models import Operator
from fangcun.core.payments.models import Account, Payment
from fangcun.core.payments.queries import accounts_of, payments_for
from fangcun.core.payments.states import MONEY_IS_HERE
from fangcun.core.people.models import Resident
from fangcun.services.canteen.models import MealOrder
from fangcun.services.canteen.queries.orders import source_of


def paid_for(order: MealOrder) -> Payment | None:
    """The payment that has come in for this order and did not go back in full."""
    here = payments_for(source_of(order)).filter(state__in=MONEY_IS_HERE)
    return next((payment for payment in here if payment.rest_fen), None)


def account_for(
    *, resident: Resident | None, operator: Operator | None, method: str
) -> Account | None:
    """His card or tab with whoever runs the kitchen."""
    if resident is None or operator is None:
        return None
    return accounts_of(resident).filter(operator=operator, method=method).first()


def due_of(order: MealOrder) -> int:
    """What he still owes."""
    payment = paid_for(order)
    return max(order.own_fen - (payment.rest_fen if payment else 0), 0)


def words_of(order: MealOrder) -> str:
    """What the payer reads: 午餐 2月9日 南郊食堂."""
    return _("{meal} {day} {kitchen}").format(
        meal=order.get_period_display(),
        day=f"{order.served_on:%-m月%-d日}",
        kitchen=order.kitchen.name,
    )
