"""What there is to eat today at some facilities, and what it costs the reader."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Prefetch
from django.utils import timezone

from fangcun.core.people.models import Resident
from fangcun.services.canteen.models import Kitchen, MealTime, Menu, MenuItem
from fangcun.services.canteen.queries.menus import (
    IN_ORDER,
    is_off,
    public_kitchens,
    sitting_of,
    with_items,
)
from fangcun.services.canteen.queries.priced import Priced, prices_of
from fangcun.services.canteen.rules.meals import Sitting
from fangcun.services.canteen.states import Period


class DishNear(NamedTuple):
    """A dish, what it costs him, what it costs everybody, how many are left (None: no limit)."""

    name: str
    price: Priced
    plain_fen: int
    left: int | None

    @property
    def is_for_less(self) -> bool:
        return self.price.fen < self.plain_fen


class MealNear(NamedTuple):
    """A meal of today that is not over."""

    words: str
    sitting: Sitting
    dishes: list[DishNear]
    can_be_ordered: bool

    @property
    def cheapest(self) -> DishNear:
        return min(self.dishes, key=lambda dish: dish.price.fen)


class KitchenNear(NamedTuple):
    """A canteen or meal point, and its meals of today that are still to come."""

    kitchen: Kitchen
    meals: list[MealNear]


def kitchens_at(
    facilities: Iterable[int], *, resident: Resident | None, now: datetime
) -> dict[int, KitchenNear]:
    """The kitchen of each facility that has one, by the facility's key; a handful of queries."""
    times = MealTime.objects.filter(is_offered=True)
    kitchens = list(
        public_kitchens()
        .filter(facility__in=list(facilities))
        .prefetch_related(Prefetch("meal_times", times, to_attr="offered"))
    )
    today = timezone.localdate(now)
    rows = Menu.objects.filter(kitchen__in=kitchens, served_on=today, published_at__isnull=False)
    menus = list(with_items(rows)) if kitchens else []
    items = [item for menu in menus for item in menu.items.all() if not is_off(item)]
    prices = prices_of(items, resident=resident, on=today) if items else {}
    return {one.facility_id: KitchenNear(one, _meals(one, menus, prices, now)) for one in kitchens}


def _meals(
    kitchen: Kitchen, menus: list[Menu], prices: dict[int, Priced], now: datetime
) -> list[MealNear]:
    times: dict[str, MealTime] = {one.period: one for one in vars(kitchen)["offered"]}
    here = [one for one in menus if one.kitchen_id == kitchen.pk and one.period in times]
    here.sort(key=lambda menu: IN_ORDER[Period(menu.period)])
    meals = [_meal(one, times[one.period], prices, now) for one in here]
    return [meal for meal in meals if meal.dishes and now < meal.sitting.ends_at]


def _meal(menu: Menu, time: MealTime, prices: dict[int, Priced], now: datetime) -> MealNear:
    when = sitting_of(time, menu.served_on)
    dishes = [_dish(item, prices[item.pk]) for item in menu.items.all() if item.pk in prices]
    return MealNear(menu.get_period_display(), when, dishes, now < when.cut_off)


def _dish(item: MenuItem, price: Priced) -> DishNear:
    left = item.offer.left if item.offer else None
    return DishNear(str(item.dish), price, item.dish.price_fen, left)
