"""Gift packs and tables: run where the kitchen stands, ordered by the desk, at home one's own."""

from datetime import datetime, timedelta

from django.utils import timezone

from fangcun.core.accounts.states import Role
from fangcun.services.canteen.models import FestivalSale, Kitchen, PackOrder, Seating, TableBooking
from fangcun.services.canteen.queries.festivals import items_of, slots_of
from fangcun.services.canteen.tests.cast import a_kitchen
from fangcun.services.canteen.tests.festivals_cast import (
    a_booking,
    a_pack_order,
    a_sale,
    a_seating,
    some_tables,
)
from tests.rights.table import Row
from tests.rights.town import RESIDENT, Side

RUNS = {Role.COMMUNITY_MANAGER, Role.OPERATOR_MANAGER, Role.CANTEEN}
ORDERS = RUNS | {Role.STEWARD}
AT_HOME = {RESIDENT}


def _kitchen(side: Side) -> Kitchen:
    return Kitchen.objects.filter(facility=side.facility).first() or a_kitchen(side.facility)


def _just_now() -> datetime:
    """Orders begin a moment before the first is made."""
    return timezone.now() - timedelta(minutes=1)


def _sale(side: Side) -> FestivalSale:
    there = FestivalSale.objects.filter(kitchen__facility=side.facility).first()
    return there or a_sale(kitchen=_kitchen(side), by=side.people[Role.STEWARD], now=_just_now())


def _packs(side: Side) -> PackOrder:
    steward, now = side.people[Role.STEWARD], timezone.now()
    return a_pack_order(_sale(side), resident=side.resident, by=steward, now=now)


def _seating(side: Side) -> Seating:
    there = Seating.objects.filter(kitchen__facility=side.facility).first()
    return there or a_seating(_kitchen(side), by=side.people[Role.STEWARD], now=_just_now())


def _booking(side: Side) -> TableBooking:
    steward, now = side.people[Role.STEWARD], timezone.now()
    return a_booking(_seating(side), resident=side.resident, by=steward, now=now)


def _of_kitchen(side: Side) -> list[int]:
    return [_kitchen(side).pk]


def _of_sale(side: Side) -> list[int]:
    return [_sale(side).pk]


def _of_pack(side: Side) -> list[int]:
    return [items_of(_sale(side))[0].pk]


def _of_slot(side: Side) -> list[int]:
    return [slots_of(_sale(side))[0].pk]


def _of_packs(side: Side) -> list[int]:
    return [_packs(side).pk]


def _of_token(side: Side) -> list[str]:
    return [_packs(side).token]


def _of_table(side: Side) -> list[int]:
    kitchen = _kitchen(side)
    table = kitchen.tables.first() or some_tables(kitchen)[0]
    return [table.pk]


def _of_seating(side: Side) -> list[int]:
    return [_seating(side).pk]


def _of_booking(side: Side) -> list[int]:
    return [_booking(side).pk]


ROWS = {
    "canteen:sales": Row(ORDERS, _of_kitchen, is_of_one_place=True),
    "canteen:new_sale": Row(RUNS, _of_kitchen, is_of_one_place=True),
    "canteen:sale": Row(ORDERS, _of_sale, is_of_one_place=True),
    "canteen:edit_sale": Row(RUNS, _of_sale, is_of_one_place=True),
    "canteen:new_pack": Row(RUNS, _of_sale, is_of_one_place=True),
    "canteen:stop_sale": Row(RUNS, _of_sale, method="post", is_of_one_place=True),
    "canteen:reopen_sale": Row(RUNS, _of_sale, method="post", is_of_one_place=True),
    "canteen:close_sale": Row(RUNS, _of_sale, method="post", is_of_one_place=True),
    "canteen:order_packs": Row(ORDERS, _of_sale, is_of_one_place=True),
    "canteen:pickup": Row(RUNS, _of_sale, is_of_one_place=True),
    "canteen:pickup_list": Row(ORDERS, _of_sale, is_of_one_place=True),
    "canteen:stock": Row(RUNS, _of_pack, is_of_one_place=True),
    "canteen:stop_pack": Row(RUNS, _of_pack, method="post", is_of_one_place=True),
    "canteen:reopen_pack": Row(RUNS, _of_pack, method="post", is_of_one_place=True),
    "canteen:edit_slot": Row(RUNS, _of_slot, is_of_one_place=True),
    "canteen:packs": Row(ORDERS, _of_packs, is_of_one_place=True),
    "canteen:move_packs": Row(ORDERS, _of_packs, method="post", is_of_one_place=True),
    "canteen:cancel_packs": Row(ORDERS, _of_packs, method="post", is_of_one_place=True),
    "canteen:pay_packs": Row(ORDERS, _of_packs, method="post", is_of_one_place=True),
    "canteen:hand_over_packs": Row(RUNS, _of_packs, method="post", is_of_one_place=True),
    "canteen:packs_scanned": Row(RUNS, _of_token, is_of_one_place=True),
    "canteen:seatings": Row(ORDERS, _of_kitchen, is_of_one_place=True),
    "canteen:new_seating": Row(RUNS, _of_kitchen, is_of_one_place=True),
    "canteen:new_table": Row(RUNS, _of_kitchen, is_of_one_place=True),
    "canteen:edit_table": Row(RUNS, _of_table, is_of_one_place=True),
    "canteen:seating": Row(ORDERS, _of_seating, is_of_one_place=True),
    "canteen:stop_seating": Row(RUNS, _of_seating, method="post", is_of_one_place=True),
    "canteen:reopen_seating": Row(RUNS, _of_seating, method="post", is_of_one_place=True),
    "canteen:table_plan": Row(ORDERS, _of_seating, is_of_one_place=True),
    "canteen:name_cards": Row(ORDERS, _of_seating, is_of_one_place=True),
    "canteen:book_table": Row(ORDERS, _of_seating, is_of_one_place=True),
    "canteen:booking": Row(ORDERS, _of_booking, is_of_one_place=True),
    "canteen:move_booking": Row(ORDERS, _of_booking, method="post", is_of_one_place=True),
    "canteen:change_party": Row(ORDERS, _of_booking, method="post", is_of_one_place=True),
    "canteen:cancel_booking": Row(ORDERS, _of_booking, method="post", is_of_one_place=True),
    "canteen:seat_party": Row(RUNS, _of_booking, method="post", is_of_one_place=True),
    "canteen:no_show": Row(RUNS, _of_booking, method="post", is_of_one_place=True),
    "canteen:pay_deposit": Row(ORDERS, _of_booking, method="post", is_of_one_place=True),
    "meals:festival": Row(AT_HOME),
    "meals:order_packs": Row(AT_HOME, _of_sale),
    "meals:packs": Row(AT_HOME, _of_packs),
    "meals:packs_qr": Row(AT_HOME, _of_packs),
    "meals:move_packs": Row(AT_HOME, _of_packs, method="post"),
    "meals:cancel_packs": Row(AT_HOME, _of_packs, method="post"),
    "meals:pay_packs": Row(AT_HOME, _of_packs, method="post"),
    "meals:dinners": Row(AT_HOME),
    "meals:book_table": Row(AT_HOME, _of_seating),
    "meals:table": Row(AT_HOME, _of_booking),
    "meals:change_party": Row(AT_HOME, _of_booking, method="post"),
    "meals:cancel_table": Row(AT_HOME, _of_booking, method="post"),
    "meals:pay_deposit": Row(AT_HOME, _of_booking, method="post"),
}
