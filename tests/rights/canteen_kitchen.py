"""The kitchen's own work is for those who run it; calls are made by those who know the people."""

from datetime import timedelta

from django.utils import timezone

from fangcun.core.accounts.states import Role
from fangcun.core.entitlements.tests.cast import a_circumstance
from fangcun.services.canteen.access.kitchen_work import wall_key
from fangcun.services.canteen.actions.calls import call_about
from fangcun.services.canteen.actions.printing import remember_sheet
from fangcun.services.canteen.actions.rounds import plan_rounds
from fangcun.services.canteen.actions.safety_rules import load_default_safety_rules
from fangcun.services.canteen.models import DeliveryRound, FoodSample, Kitchen, MealOrder
from fangcun.services.canteen.states import Mode, Period
from fangcun.services.canteen.tests.cast import a_dish, a_kitchen
from fangcun.services.canteen.tests.orders_cast import a_published_menu, an_order
from tests.rights.table import PUBLIC, STAFF, Row
from tests.rights.town import Side

RUNS = {Role.CANTEEN, Role.OPERATOR_MANAGER, Role.COMMUNITY_MANAGER}
CALLS = {Role.STEWARD, Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_OFFICER}

DISTRICT_RULES = {Role.PLANNER, Role.ADMINISTRATOR}


def _safety_rules(_side: Side) -> list[object]:
    load_default_safety_rules(by="方寸", now=timezone.now())
    return []


def _first_safety_rules(side: Side) -> list[object]:
    return [*_safety_rules(side), 1]


def _kitchen(side: Side) -> Kitchen:
    there = Kitchen.objects.filter(facility=side.facility).first()
    kitchen = there or a_kitchen(side.facility)
    Kitchen.objects.filter(pk=kitchen.pk).update(delivers=True)
    kitchen.refresh_from_db()
    return kitchen


def _of_kitchen(side: Side) -> list[object]:
    return [_kitchen(side).pk]


def _on_day(side: Side) -> list[object]:
    return [_kitchen(side).pk, timezone.localdate()]


def _of_meal(side: Side) -> list[object]:
    return [*_on_day(side), "lunch"]


def _order(side: Side) -> MealOrder:
    day = timezone.localdate() + timedelta(days=3)
    (item,) = a_published_menu(kitchen=_kitchen(side), served_on=day, now=timezone.now())
    steward, now = side.people[Role.STEWARD], timezone.now()
    return an_order(item, resident=side.resident, mode=Mode.DELIVERY, by=steward, now=now)


def _round(side: Side) -> DeliveryRound:
    order = _order(side)
    (planned,) = plan_rounds(
        kitchen=order.kitchen,
        served_on=order.served_on,
        period=Period.LUNCH,
        couriers=["老周"],
        by=side.people[Role.STEWARD],
        now=timezone.now(),
    )
    return planned


def _of_round(side: Side) -> list[object]:
    return [_round(side).pk]


def _of_stop(side: Side) -> list[object]:
    planned = _round(side)
    return [planned.pk, planned.stops.get().pk]


def _printed(side: Side) -> list[object]:
    meal = {"served_on": timezone.localdate(), "period": Period.LUNCH}
    return [remember_sheet(kitchen=_kitchen(side), **meal, by="甲", now=timezone.now()).pk]


def _sample(side: Side) -> list[object]:
    kitchen = _kitchen(side)
    sample = FoodSample.objects.create(
        kitchen=kitchen,
        served_on=timezone.localdate(),
        period="lunch",
        dish=a_dish(kitchen),
        grams=150,
        kept_at=timezone.now(),
        kept_by="甲",
    )
    return [sample.pk]


def _call(side: Side) -> list[object]:
    a_circumstance(side.resident)
    task = call_about(order=_order(side), by=side.people[Role.STEWARD], now=timezone.now())
    assert task is not None
    return [task.pk]


ROWS = {
    "canteen:sheet": Row(RUNS, _of_kitchen, is_of_one_place=True),
    "canteen:print_sheet": Row(RUNS, _of_meal, method="post", is_of_one_place=True),
    "canteen:printed_sheet": Row(RUNS, _printed, is_of_one_place=True),
    "canteen:labels": Row(RUNS, _of_meal, is_of_one_place=True),
    "canteen:labels_on_roll": Row(RUNS, _of_meal, is_of_one_place=True),
    "canteen:board": Row(RUNS, _of_kitchen, is_of_one_place=True),
    "canteen:mark_meal": Row(RUNS, _of_kitchen, method="post", is_of_one_place=True),
    "canteen:all_ready": Row(RUNS, _of_kitchen, method="post", is_of_one_place=True),
    "canteen:wall": Row(PUBLIC, lambda side: [wall_key(_kitchen(side))]),
    "canteen:rounds": Row(RUNS, _of_kitchen, is_of_one_place=True),
    "canteen:round": Row(RUNS, _of_round, is_of_one_place=True),
    "canteen:round_paper": Row(RUNS, _of_round, is_of_one_place=True),
    "canteen:start_round": Row(RUNS, _of_round, method="post", is_of_one_place=True),
    "canteen:end_round": Row(RUNS, _of_round, method="post", is_of_one_place=True),
    "canteen:hand_over": Row(RUNS, _of_stop, method="post", is_of_one_place=True),
    "canteen:move_stop": Row(RUNS, _of_stop, method="post", is_of_one_place=True),
    "canteen:handovers": Row(RUNS, _of_kitchen, is_of_one_place=True),
    "canteen:calls": Row(CALLS),
    "canteen:call": Row(CALLS, _call, is_of_one_place=True),
    "canteen:safety": Row(RUNS, _of_kitchen, is_of_one_place=True),
    "canteen:samples": Row(RUNS, _of_kitchen, is_of_one_place=True),
    "canteen:morning_checks": Row(RUNS, _of_kitchen, is_of_one_place=True),
    "canteen:temperatures": Row(RUNS, _of_kitchen, is_of_one_place=True),
    "canteen:safety_rules": Row(STAFF, _safety_rules),
    "canteen:safety_rules_version": Row(STAFF, _first_safety_rules),
    "canteen:edit_safety_rules": Row(DISTRICT_RULES, _safety_rules),
    "canteen:safety_file": Row(RUNS, _on_day, is_of_one_place=True),
    "canteen:safety_paper": Row(RUNS, _on_day, is_of_one_place=True),
    "canteen:throw_sample": Row(RUNS, _sample, method="post", is_of_one_place=True),
}
