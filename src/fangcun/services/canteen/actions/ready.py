"""What the hall waits for: meals that are ready, codes that are called."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.services.canteen.models import MealOrder, ReadyMeal
from fangcun.services.canteen.states import OrderState


class NotWaiting(Refusal):
    """It was fetched or cancelled: nobody waits for it."""


@transaction.atomic
def mark_ready(*, orders: Sequence[MealOrder], by: User, now: datetime) -> int:
    """These meals stand on the shelf; said twice, the first time counts."""
    rows = [ReadyMeal(order=one, ready_at=now, ready_by=by) for one in orders if _is_open(one)]
    before = ReadyMeal.objects.filter(order__in=orders).count()
    ReadyMeal.objects.bulk_create(rows, ignore_conflicts=True)
    return ReadyMeal.objects.filter(order__in=orders).count() - before


@transaction.atomic
def call_code(*, order: MealOrder, by: User, now: datetime) -> ReadyMeal:
    """Call somebody to the counter; what is called is ready."""
    if not _is_open(order):
        raise NotWaiting(
            _("{code}号{state}，不用叫号。").format(
                code=order.code, state=order.get_state_display()
            )
        )
    mark_ready(orders=[order], by=by, now=now)
    ReadyMeal.objects.filter(order=order).update(called_at=now)
    return ReadyMeal.objects.get(order=order)


def _is_open(order: MealOrder) -> bool:
    return bool(order.state == OrderState.ORDERED)
