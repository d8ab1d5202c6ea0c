"""A week of meals of one person at one kitchen: what there is, and what he has ordered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import formats
from django.utils.translation import gettext as _

from fangcun.core.people.models import Resident
from fangcun.services.canteen.models import Kitchen, MealOrder, Menu
from fangcun.services.canteen.queries.menus import IN_ORDER
from fangcun.services.canteen.queries.orders import meals_of
from fangcun.services.canteen.queries.to_order import Dish, dishes_for, menus_to_order
from fangcun.services.canteen.states import OrderState, Period


@dataclass(frozen=True, slots=True)
class Meal:
    """One meal of one day."""

    menu: Menu
    dishes: list[Dish]
    """Those that can still be ordered."""
    orders: list[MealOrder] = field(default_factory=list)

    def __str__(self) -> str:
        day = formats.date_format(self.menu.served_on, _("n月j日 l"))
        return f"{day} {self.menu.get_period_display()}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its meals, and what he eats at other kitchens."""

    day: date
    meals: list[Meal]
    elsewhere: list[MealOrder]


def week_of(
    *, kitchen: Kitchen, resident: Resident, days: Sequence[date], now: datetime
) -> list[Day]:
    """Day by day; a fixed number of questions, however long the menus are."""
    menus = list(menus_to_order(kitchen=kitchen, since=days[0], until=days[-1]))
    items = [item for menu in menus for item in menu.items.all()]
    dishes = {one.item.pk: one for one in dishes_for(items, resident=resident, on=days[0])}
    orders = [
        order
        for order in meals_of(resident=resident, since=days[0], until=days[-1])
        if order.state != OrderState.CANCELLED
    ]
    meals = [_meal(menu, dishes, orders, now) for menu in menus]
    meals.sort(key=lambda meal: (meal.menu.served_on, IN_ORDER[Period(meal.menu.period)]))
    shown = {order.pk for meal in meals for order in meal.orders}
    return [
        Day(
            day=day,
            meals=[meal for meal in meals if meal.menu.served_on == day],
            elsewhere=[one for one in orders if one.served_on == day and one.pk not in shown],
        )
        for day in days
    ]


def _meal(menu: Menu, dishes: dict[int, Dish], orders: Sequence[MealOrder], now: datetime) -> Meal:
    which = (menu.kitchen_id, menu.served_on, menu.period)
    return Meal(
        menu=menu,
        dishes=[dishes[item.pk] for item in menu.items.all() if dishes[item.pk].can_be_booked(now)],
        orders=[one for one in orders if (one.kitchen_id, one.served_on, one.period) == which],
    )
