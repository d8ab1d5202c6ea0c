"""Orders of meals, for tests of every noun of the canteen."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.actions.orders import NewOrder, place_order
from fangcun.services.canteen.models import Kitchen, MealOrder, Menu, MenuItem
from fangcun.services.canteen.states import Channel, Mode, Period
from fangcun.services.canteen.tests.cast import a_dish, a_kitchen, a_menu

TUESDAY = date(2026, 2, 10)
MONDAY_NIGHT = MONDAY_9AM + timedelta(hours=12)
"""The kitchen has counted: too late for Tuesday's lunch."""
TUESDAY_NOON = MONDAY_9AM + timedelta(days=1, hours=3)
TUESDAY_NIGHT = MONDAY_9AM + timedelta(days=1, hours=11)


def a_published_menu(
    *dishes: str,
    kitchen: Kitchen | None = None,
    served_on: date = TUESDAY,
    period: Period = Period.LUNCH,
    portions: int | None = None,
    now: datetime = MONDAY_9AM,
) -> list[MenuItem]:
    """What there is to eat, as it can be ordered: 2 yuan more for each dish than the one before."""
    where = kitchen or a_kitchen()
    names = dishes or ("红烧肉套餐",)
    made = [a_dish(where, name, price_fen=1000 + 200 * place) for place, name in enumerate(names)]
    menu: Menu = a_menu(where, served_on, period, made, portions=portions, now=now)
    shown = menu.items.select_related("menu__kitchen__facility__community", "dish", "offer")
    return list(shown.order_by("position", "pk"))


def a_new_order(*lines: MenuItem | tuple[MenuItem, int], **more: Any) -> NewOrder:
    """One meal of somebody, by telephone, to be fetched."""
    wanted = tuple(line if isinstance(line, tuple) else (line, 1) for line in lines)
    menu = wanted[0][0].menu
    fields: dict[str, Any] = {
        "kitchen": menu.kitchen,
        "served_on": menu.served_on,
        "period": Period(menu.period),
        "mode": Mode.PICKUP,
        "channel": Channel.PHONE,
        "written_key": uuid4(),
    }
    return NewOrder(lines=wanted, **{**fields, **more})


def an_order(
    *lines: MenuItem | tuple[MenuItem, int],
    by: User | None = None,
    now: datetime = MONDAY_9AM,
    **more: Any,
) -> MealOrder:
    """A meal that was ordered without any trouble."""
    placed = place_order(order=a_new_order(*lines, **more), by=by or a_person(), now=now)
    assert not isinstance(placed, Refused), placed.words
    return placed
