"""Kitchens, dishes and menus, for tests of the canteen and of those who look at it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import a_cook
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.core.places.models import Facility
from fangcun.core.places.tests.cast import a_facility
from fangcun.services.canteen.actions.dishes import WrittenDish, write_dish, write_set_meal
from fangcun.services.canteen.actions.kitchens import WrittenKitchen, open_kitchen
from fangcun.services.canteen.actions.menus import MenuLine, draft_menu, publish_menu
from fangcun.services.canteen.models import (
    Dish,
    Ingredient,
    Kitchen,
    MealTime,
    Menu,
    PriceClass,
)
from fangcun.services.canteen.states import Allergen, Period

_numbers = count(1)
MONDAY = date(2026, 2, 9)
TUESDAY = MONDAY + timedelta(days=1)
CUT_OFF = MONDAY_9AM + timedelta(hours=7)
"""Monday 16:00: until then Tuesday's lunch is ordered and cancelled."""


def a_kitchen(facility: Facility | None = None, **more: Any) -> Kitchen:
    """A canteen that cooks, with the usual meal times; `supplied_by`: a meal point."""
    written = WrittenKitchen(name=more.pop("name", f"食堂{next(_numbers)}"), **more)
    return open_kitchen(
        facility=facility or a_facility(), written=written, by="test", now=MONDAY_9AM
    )


def a_meal_point(kitchen: Kitchen | None = None, **more: Any) -> Kitchen:
    """A place where people eat what another kitchen cooks."""
    return a_kitchen(more.pop("facility", None), supplied_by=kitchen or a_kitchen(), **more)


def a_meal_time(kitchen: Kitchen, period: Period = Period.LUNCH, **changed: Any) -> MealTime:
    """A meal of a kitchen, with other hours if the test wants them."""
    kitchen.meal_times.filter(period=period).update(is_offered=True, **changed)
    return kitchen.meal_times.get(period=period)


def an_ingredient(name: str = "", allergens: Sequence[Allergen] = ()) -> Ingredient:
    fields = {"allergens": [one.value for one in allergens]}
    return Ingredient.objects.get_or_create(name=name or f"食材{next(_numbers)}", defaults=fields)[
        0
    ]


def a_dish(kitchen: Kitchen | None = None, name: str = "", **more: Any) -> Dish:
    """A dish for 12 yuan; `contains=[Allergen.FISH]` puts something with it in."""
    contains = more.pop("contains", ())
    made_of = [(an_ingredient(allergens=contains), 100)] if contains else []
    fields: dict[str, Any] = {"price_fen": 1200, "ingredients": made_of, **more}
    written = WrittenDish(name=name or f"菜{next(_numbers)}", **fields)
    return write_dish(kitchen=kitchen or a_kitchen(), written=written, by="test", now=MONDAY_9AM)


def a_set_meal(kitchen: Kitchen | None = None, *parts: Dish, name: str = "", **more: Any) -> Dish:
    """A set meal for 15 yuan of these dishes, or of two new ones."""
    kitchen = kitchen or a_kitchen()
    fields = {"price_fen": 1500, "parts": parts or [a_dish(kitchen), a_dish(kitchen)], **more}
    written = WrittenDish(name=name or f"套餐{next(_numbers)}", **fields)
    return write_set_meal(kitchen=kitchen, written=written, by="test", now=MONDAY_9AM)


def a_draft(
    kitchen: Kitchen | None = None,
    served_on: date = TUESDAY,
    period: Period = Period.LUNCH,
    dishes: Sequence[Dish] = (),
    *,
    portions: int | None = None,
    by: User | None = None,
    now: datetime = MONDAY_9AM,
) -> Menu:
    """A menu that nobody can order from yet; the first set meal is what standing orders get."""
    kitchen = kitchen or a_kitchen()
    chosen = list(dishes) or [a_dish(kitchen.supplied_by or kitchen)]
    lines = [MenuLine(dish=dish, portions=portions) for dish in chosen]
    return draft_menu(
        kitchen=kitchen,
        served_on=served_on,
        period=period,
        lines=lines,
        by=by or a_cook(kitchen.facility),
        now=now,
    )


def a_menu(
    kitchen: Kitchen | None = None,
    served_on: date = TUESDAY,
    period: Period = Period.LUNCH,
    dishes: Sequence[Dish] = (),
    *,
    portions: int | None = None,
    by: User | None = None,
    now: datetime = MONDAY_9AM,
) -> Menu:
    """A published menu: its dishes can be ordered on Monday until 16:00."""
    a_meal_service(period)
    kitchen = kitchen or a_kitchen()
    cook = by or a_cook(kitchen.facility)
    draft = a_draft(kitchen, served_on, period, dishes, portions=portions, by=cook, now=now)
    return publish_menu(menu=draft, by=cook, now=now)


def a_meal_service(period: Period = Period.LUNCH) -> ServiceKind:
    """The service of the catalogue that a meal of this kind is."""
    fields = {"name_zh": period.label, "name_en": period.value, "position": next(_numbers)}
    return ServiceKind.objects.get_or_create(code=period.value, defaults=fields)[0]


def a_price_class(name: str = "60岁及以上", **more: Any) -> PriceClass:
    number = next(_numbers)
    fields = {
        "code": f"class-{number}",
        "name_en": name,
        "position": number,
        "conditions": {"age_at_least": 60},
    }
    return PriceClass.objects.create(name_zh=name, **{**fields, **more})
