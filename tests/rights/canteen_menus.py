"""Kitchens, dishes and menus are run where one works; the menu itself is everybody's."""

from datetime import timedelta

from django.utils import timezone

from fangcun.base.papers import PNG, HandedIn
from fangcun.core.accounts.states import Role
from fangcun.services.canteen.actions.dishes import WrittenDish, change_dish
from fangcun.services.canteen.models import Kitchen
from fangcun.services.canteen.tests.cast import (
    a_dish,
    a_kitchen,
    a_menu,
    a_price_class,
    a_set_meal,
    an_ingredient,
)
from tests.rights.table import PUBLIC, STAFF, Row
from tests.rights.town import Side

RUNS = {Role.CANTEEN, Role.OPERATOR_MANAGER, Role.COMMUNITY_MANAGER}
ORDERS = RUNS | {Role.STEWARD}
SERVES = {Role.STEWARD, Role.COMMUNITY_MANAGER}
RULERS = {Role.PLANNER, Role.COMMUNITY_MANAGER, Role.ADMINISTRATOR}


def _kitchen(side: Side) -> Kitchen:
    return Kitchen.objects.filter(facility=side.facility).first() or a_kitchen(side.facility)


def _at_kitchen(side: Side) -> list[int]:
    return [_kitchen(side).pk]


def _lunch(side: Side) -> list[object]:
    return [_kitchen(side).pk, timezone.localdate() + timedelta(days=1), "lunch"]


def _menu(side: Side) -> list[int]:
    now = timezone.now()
    day = timezone.localdate(now) + timedelta(days=1)
    return [a_menu(_kitchen(side), day, now=now).pk]


def _photographed(side: Side) -> list[int]:
    dish = a_dish(_kitchen(side))
    photo = HandedIn("菜", b"\x89PNG\r\n\x1a\n", PNG)
    written = WrittenDish(name=dish.name, price_fen=1200, photo=photo)
    change_dish(dish=dish, revision=1, written=written, by="甲", now=timezone.now())
    return [dish.pk]


ROWS = {
    "canteen:kitchens": Row(ORDERS),
    "canteen:new_kitchen": Row(RUNS),
    "canteen:kitchen": Row(RUNS, _at_kitchen, is_of_one_place=True),
    "canteen:edit_kitchen": Row(RUNS, _at_kitchen, is_of_one_place=True),
    "canteen:edit_meal_time": Row(
        RUNS, lambda side: [_kitchen(side).pk, "lunch"], is_of_one_place=True
    ),
    "canteen:week": Row(ORDERS, _at_kitchen, is_of_one_place=True),
    "canteen:week_file": Row(ORDERS, _at_kitchen, is_of_one_place=True),
    "canteen:copy_week": Row(RUNS, _at_kitchen, method="post", is_of_one_place=True),
    "canteen:take_over_week": Row(RUNS, _at_kitchen, method="post", is_of_one_place=True),
    "canteen:publish_week": Row(RUNS, _at_kitchen, method="post", is_of_one_place=True),
    "canteen:edit_menu": Row(RUNS, _lunch, is_of_one_place=True),
    "canteen:publish_menu": Row(RUNS, _menu, method="post", is_of_one_place=True),
    "canteen:dishes": Row(RUNS, _at_kitchen, is_of_one_place=True),
    "canteen:new_dish": Row(RUNS, _at_kitchen, is_of_one_place=True),
    "canteen:new_set_meal": Row(RUNS, _at_kitchen, is_of_one_place=True),
    "canteen:edit_dish": Row(
        RUNS, lambda side: [a_set_meal(_kitchen(side)).pk], is_of_one_place=True
    ),
    "canteen:photo": Row(PUBLIC, _photographed),
    "canteen:ingredients": Row(RUNS),
    "canteen:edit_ingredient": Row(RUNS, lambda _side: [an_ingredient().pk]),
    "canteen:prices": Row(STAFF),
    "canteen:new_price": Row(RULERS),
    "canteen:edit_price": Row(RULERS, lambda _side: [a_price_class().code]),
    "canteen:diet": Row(SERVES, lambda side: [side.resident.pk], is_of_one_place=True),
    "canteen:menus": Row(PUBLIC),
    "canteen:menu": Row(PUBLIC, _at_kitchen),
    "canteen:week_paper": Row(PUBLIC, _at_kitchen),
}
