"""A meal is over: what nobody came for is written down as such, and its dishes are free."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.ledger import actions as ledger
from fangcun.services.canteen.actions.orders.ended import end, open_lines_of
from fangcun.services.canteen.actions.orders.subsidised import pass_on_subsidy
from fangcun.services.canteen.models import Kitchen, MealOrder, MealTime
from fangcun.services.canteen.queries.meals_over import uncollected
from fangcun.services.canteen.states import OrderState, Period


class MealNotOver(Refusal):
    """People may still come."""


@transaction.atomic
def close_meal(
    *, kitchen: Kitchen, served_on: date, period: Period, by: User, now: datetime
) -> list[MealOrder]:
    """Nobody comes any more: the orders that were not collected, each written down once.

    What a courier carries today is closed when he is back.
    """
    _over_or_refuse(kitchen, served_on, period, now)
    rows = uncollected(today=timezone.localdate(now)).select_for_update(of=("self",), no_key=True)
    left = rows.filter(kitchen=kitchen, served_on=served_on, period=period)
    orders = list(left.select_related("kitchen", "resident").order_by("pk"))
    for order in orders:
        _not_collected(order, by, now)
    return [order for order in orders if order.state == OrderState.NOT_COLLECTED]


def _over_or_refuse(kitchen: Kitchen, served_on: date, period: Period, now: datetime) -> None:
    hours = MealTime.objects.filter(kitchen=kitchen, period=period).first()
    if hours is None:
        return
    ends = timezone.make_aware(datetime.combine(served_on, hours.serves_until))
    if now < ends:
        raise MealNotOver(
            _("{meal}到{until}才收餐，现在还可能有人来取。").format(
                meal=period.label, until=f"{hours.serves_until:%H:%M}"
            )
        )


def _not_collected(order: MealOrder, by: User, now: datetime) -> None:
    """Whose dishes were all taken off the menu had nothing to collect."""
    left = open_lines_of(order)
    end(order, OrderState.NOT_COLLECTED if left else OrderState.CANCELLED, by, now)
    for line in left:
        ledger.mark_no_show(commitment=line.commitment, by=by, now=now)
    pass_on_subsidy(order=order, by=by, now=now)
