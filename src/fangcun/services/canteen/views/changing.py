"""Changing an order: the same for the kitchen, the telephone and the person himself."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.actions.orders import OrderChange, change_order
from fangcun.services.canteen.forms.orders import ChangeForm, as_it_is
from fangcun.services.canteen.models import MealOrder, Menu, MenuItem
from fangcun.services.canteen.queries.to_order import Dish, dishes_for, menus_to_order
from fangcun.services.canteen.states import Mode
from fangcun.services.canteen.views.asking import No, me, no_in_words


def change_or_ask(
    request: HttpRequest, order: MealOrder, *, where: Callable[[Menu], str], now: datetime
) -> dict[str, Any] | None:
    """What a page shows to change an order; None: it has been changed."""
    dishes = dishes_of_meal(order)
    items = [dish.item for dish in dishes]
    form = ChangeForm(
        request.POST or None, items=items, kitchen=order.kitchen, initial=as_it_is(order)
    )
    noes: list[No] = []
    if form.is_valid():
        answer = _change(request, form, order, now)
        if isinstance(answer, Refused):
            noes = [no_in_words(answer, wanted=_("改订"), where=where)]
        elif answer is not None:
            messages.success(request, _("已修改，请看下面的内容。"))
            return None
    shown = [(dish, form.field_of(dish.item)) for dish in dishes]
    return {"form": form, "dishes": shown, "noes": noes}


def dishes_of_meal(order: MealOrder) -> list[Dish]:
    """Every dish of the meal that is to be had, and those he has already."""
    menus = menus_to_order(kitchen=order.kitchen, since=order.served_on, until=order.served_on)
    items: list[MenuItem] = [
        item for menu in menus.filter(period=order.period) for item in menu.items.all()
    ]
    has = {line.item_id for line in order.lines.all()}
    found = dishes_for(items, resident=order.resident, on=order.served_on)
    return [dish for dish in found if dish.is_open or dish.item.pk in has]


def _change(
    request: HttpRequest, form: ChangeForm, order: MealOrder, now: datetime
) -> MealOrder | Refused | None:
    said = form.cleaned_data
    change = OrderChange(mode=Mode(said["mode"]), lines=form.lines(), note=said["note"])
    try:
        return change_order(
            order=order, revision=said["revision"], change=change, by=me(request), now=now
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
