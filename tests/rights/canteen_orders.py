"""Orders of meals: run where the kitchen stands, ordered by the desk, and each at home his own."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from fangcun.core.accounts.states import Role
from fangcun.services.canteen.actions.standing import NewStanding, pause, start_standing
from fangcun.services.canteen.models import Kitchen, MealOrder, MenuItem, StandingMeal
from fangcun.services.canteen.states import Mode, Period
from fangcun.services.canteen.tests.cast import a_kitchen
from fangcun.services.canteen.tests.orders_cast import a_published_menu, an_order
from tests.rights.table import Row
from tests.rights.town import RESIDENT, Side

RUNS = {Role.COMMUNITY_MANAGER, Role.OPERATOR_MANAGER, Role.CANTEEN}
ORDERS = RUNS | {Role.STEWARD}
DESK = {Role.STEWARD, Role.COMMUNITY_MANAGER}
AT_HOME = {RESIDENT}


def _kitchen(side: Side) -> Kitchen:
    return Kitchen.objects.filter(facility=side.facility).first() or a_kitchen(side.facility)


def _dish(side: Side) -> MenuItem:
    day = timezone.localdate() + timedelta(days=3)
    (item,) = a_published_menu(kitchen=_kitchen(side), served_on=day, now=timezone.now())
    return item


def _order(side: Side) -> MealOrder:
    steward = side.people[Role.STEWARD]
    return an_order(_dish(side), resident=side.resident, by=steward, now=timezone.now())


def _standing(side: Side) -> StandingMeal:
    written = NewStanding(
        kitchen=_kitchen(side),
        resident=side.resident,
        period=Period.LUNCH,
        weekdays=(1,),
        mode=Mode.PICKUP,
        from_on=timezone.localdate(),
        written_key=uuid4(),
    )
    return start_standing(standing=written, by=side.people[Role.STEWARD], now=timezone.now())


def _pause(side: Side) -> list[int]:
    today = timezone.localdate()
    away = pause(
        standing=_standing(side),
        from_on=today,
        until=today,
        why="",
        by=side.people[Role.STEWARD],
        now=timezone.now(),
    )
    return [away.pk]


def _of_kitchen(side: Side) -> list[int]:
    return [_kitchen(side).pk]


def _of_order(side: Side) -> list[int]:
    return [_order(side).pk]


def _of_standing(side: Side) -> list[int]:
    return [_standing(side).pk]


ROWS = {
    "canteen:till": Row(RUNS, _of_kitchen, is_of_one_place=True),
    "canteen:sell": Row(RUNS, _of_kitchen, method="post", is_of_one_place=True),
    "canteen:serve": Row(RUNS, _of_kitchen, method="post", is_of_one_place=True),
    "canteen:undo_serving": Row(RUNS, _of_order, is_of_one_place=True),
    "canteen:orders": Row(ORDERS, _of_kitchen, is_of_one_place=True),
    "canteen:close_meal": Row(
        RUNS,
        lambda side: [_kitchen(side).pk, "2026-02-10", "lunch"],
        method="post",
        is_of_one_place=True,
    ),
    "canteen:order": Row(ORDERS, _of_order, is_of_one_place=True),
    "canteen:cancel_order": Row(ORDERS, _of_order, method="post", is_of_one_place=True),
    "canteen:resident_meals": Row(DESK, lambda side: [side.resident.pk], is_of_one_place=True),
    "canteen:start_standing": Row(
        DESK, lambda side: [side.resident.pk, _kitchen(side).pk], is_of_one_place=True
    ),
    "canteen:standing": Row(ORDERS, _of_standing, is_of_one_place=True),
    "canteen:pause_standing": Row(ORDERS, _of_standing, method="post", is_of_one_place=True),
    "canteen:end_standing": Row(ORDERS, _of_standing, method="post", is_of_one_place=True),
    "canteen:lift_pause": Row(ORDERS, _pause, method="post", is_of_one_place=True),
    "meals:week": Row(AT_HOME),
    "meals:order_meal": Row(AT_HOME, lambda side: [_dish(side).menu_id]),
    "meals:order": Row(AT_HOME, _of_order),
    "meals:qr": Row(AT_HOME, _of_order),
    "meals:cancel": Row(AT_HOME, _of_order, method="post"),
    "meals:pay": Row(AT_HOME, _of_order, method="post"),
    "meals:start_standing": Row(AT_HOME, _of_kitchen),
    "meals:standing": Row(AT_HOME, _of_standing),
    "meals:pause_standing": Row(AT_HOME, _of_standing, method="post"),
    "meals:end_standing": Row(AT_HOME, _of_standing, method="post"),
    "meals:lift_pause": Row(AT_HOME, _pause, method="post"),
}
