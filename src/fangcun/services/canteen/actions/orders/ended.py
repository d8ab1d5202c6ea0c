"""An order leaves its first state once, and history says who did it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from fangcun.base.dates import day, day_time
from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.services.canteen.models import MealOrder, OrderLine
from fangcun.services.canteen.queries.orders import cut_off_of
from fangcun.services.canteen.states import OrderState


class AlreadyEnded(Refusal):
    """It has been fetched, cancelled or not collected; the sentence says by whom and when."""


class CutOffPassed(Refusal):
    """The kitchen has counted and cooks; only the kitchen itself changes an order now."""


def write_if(order: MealOrder, state: OrderState, values: Mapping[str, Any]) -> None:
    """Check and change in one statement: of two at once the second is refused."""
    rows = MealOrder.objects.filter(pk=order.pk, state=state)
    if not rows.update(**values, revision=F("revision") + 1):
        _refuse(order)
    order.refresh_from_db(fields=[*values, "revision"])


def end(order: MealOrder, state: OrderState, by: User, now: datetime) -> None:
    """The order is served, cancelled or not collected."""
    write_if(order, OrderState.ORDERED, {"state": state, "ended_at": now, "ended_by": by})
    keep_version(order, by, now)


def keep_version(order: MealOrder, by: User, now: datetime, *, is_new: bool = False) -> None:
    history: Any = MealOrder.history
    history.bulk_history_create(
        [order], update=not is_new, default_user=signature(by), default_date=now
    )


def lines_of(order: MealOrder) -> list[OrderLine]:
    """The lines with their promises, in the order in which everybody locks them."""
    rows = OrderLine.objects.filter(order=order).select_related(
        "item__dish", "item__offer", "commitment__service", "commitment__offer"
    )
    more = ("commitment__resident", "commitment__community", "commitment__facility")
    return list(rows.select_related(*more, "commitment__operator").order_by("item__offer_id", "pk"))


def open_lines_of(order: MealOrder) -> list[OrderLine]:
    """The lines that can still be had: a dish that was taken off the menu is given up already."""
    return [line for line in lines_of(order) if line.commitment.is_standing]


def still_or_refuse(order: MealOrder, by: User, now: datetime) -> None:
    """Until the cut-off everybody changes his own order; later the kitchen does."""
    if now < cut_off_of(order) or by.may(Right.RUN_CANTEEN, order):
        return
    raise CutOffPassed(
        _("{day}的{meal}已过截单时间，厨房已经备餐。要改请给{kitchen}打电话。").format(
            day=day(order.served_on),
            meal=order.get_period_display(),
            kitchen=order.kitchen,
        )
    )


def _refuse(order: MealOrder) -> None:
    ended = MealOrder.objects.select_related("ended_by").get(pk=order.pk)
    if ended.ended_at is None:
        raise AlreadyEnded(_("这张订单还没有取餐。请刷新页面查看。"))
    raise AlreadyEnded(
        _("{code}号{state}（{when}，{who}），不能再次办理。").format(
            code=ended.code,
            state=ended.get_state_display(),
            when=day_time(ended.ended_at),
            who=ended.ended_by,
        )
    )
