"""Festival sales and dinners, for tests of the canteen and of those who look at it."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.actions.dinners import (
    NewBooking,
    NewSeating,
    WrittenTable,
    add_table,
    book_table,
    open_seating,
)
from fangcun.services.canteen.actions.festivals import (
    NewPack,
    NewPackOrder,
    NewSale,
    open_sale,
    order_packs,
)
from fangcun.services.canteen.models import (
    DiningTable,
    FestivalSale,
    Kitchen,
    PackOrder,
    Seating,
    TableBooking,
)
from fangcun.services.canteen.queries.festivals import items_of, slots_of
from fangcun.services.canteen.rules.festivals import pickup_spans
from fangcun.services.canteen.states import Channel
from fangcun.services.canteen.tests.cast import a_kitchen

HERE = ZoneInfo("Asia/Shanghai")
TABLES = ((1, 4, 1, 1), (2, 4, 2, 1), (3, 10, 1, 2))
"""Number, seats, column, row: two small tables side by side, a large one behind the first."""


def service_named(code: str) -> ServiceKind:
    fields = {"name_zh": code, "name_en": code, "position": ServiceKind.objects.count() + 500}
    return ServiceKind.objects.get_or_create(code=code, defaults=fields)[0]


def a_sale(
    *packs: NewPack,
    kitchen: Kitchen | None = None,
    by: User | None = None,
    now: datetime = MONDAY_9AM,
    slots: int = 2,
    slot_capacity: int = 50,
    **more: Any,
) -> FestivalSale:
    """Ordered for two days from now, fetched on the third in slots of half an hour."""
    service_named("gift_pack")
    day = (now + timedelta(days=3)).astimezone(HERE).date()
    spans = pickup_spans(first=day, last=day, opens=time(9), closes=time(18), minutes=30, zone=HERE)
    fields: dict[str, Any] = {
        "name": "春节年货",
        "festival_on": date(2026, 2, 17),
        "orders_from": now,
        "orders_until": now + timedelta(days=2),
        "gives_bag": True,
    }
    sale = NewSale(
        kitchen=kitchen or a_kitchen(),
        packs=packs or (NewPack(name="588元礼包", price_fen=58_800, stock=10),),
        slots=tuple(spans)[:slots],
        slot_capacity=slot_capacity,
        **{**fields, **more},
    )
    return open_sale(sale=sale, by=by or a_person(), now=now)


def a_new_pack_order(sale: FestivalSale, units: int = 1, **more: Any) -> NewPackOrder:
    """So many of the first pack, fetched in the first slot, ordered by telephone."""
    fields: dict[str, Any] = {
        "lines": ((items_of(sale)[0], units),),
        "slot": slots_of(sale)[0],
        "channel": Channel.PHONE,
        "written_key": uuid4(),
    }
    if "resident" not in more:
        more["resident"] = a_resident(community=sale.kitchen.facility.community)
    return NewPackOrder(sale=sale, **{**fields, **more})


def a_pack_order(
    sale: FestivalSale,
    units: int = 1,
    *,
    by: User | None = None,
    now: datetime = MONDAY_9AM,
    **more: Any,
) -> PackOrder:
    """Packs that were ordered without any trouble."""
    wanted = a_new_pack_order(sale, units, **more)
    made = order_packs(order=wanted, by=by or a_person(), now=now)
    assert not isinstance(made, Refused), made.words
    return made


def some_tables(kitchen: Kitchen, *tables: tuple[int, int, int, int]) -> list[DiningTable]:
    """Tables of a room: number, seats, column, row."""
    by = a_person()
    return [
        add_table(
            kitchen=kitchen,
            table=WrittenTable(number=str(number), seats=seats, column=column, row=row),
            by=by,
            now=MONDAY_9AM,
        )
        for number, seats, column, row in tables or TABLES
    ]


def a_seating(
    kitchen: Kitchen | None = None,
    *,
    by: User | None = None,
    now: datetime = MONDAY_9AM,
    **more: Any,
) -> Seating:
    """A dinner in three days, booked until the day before, 200 yuan for a table."""
    service_named("new_year_dinner")
    kitchen = kitchen or a_kitchen()
    if not kitchen.tables.exists():
        some_tables(kitchen)
    starts_at = now + timedelta(days=3, hours=8)
    fields: dict[str, Any] = {
        "name": "年夜饭",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "books_from": now,
        "books_until": now + timedelta(days=2),
        "cancel_until": now + timedelta(days=2),
        "deposit_fen": 20_000,
    }
    seating = NewSeating(kitchen=kitchen, **{**fields, **more})
    return open_seating(seating=seating, by=by or a_person(), now=now)


def a_new_booking(
    seating: Seating, party_size: int = 4, *, resident: Resident | None = None, **more: Any
) -> NewBooking:
    fields = {"channel": Channel.PHONE, "written_key": uuid4()}
    community = seating.kitchen.facility.community
    return NewBooking(
        seating=seating,
        resident=resident or a_resident(community=community),
        party_size=party_size,
        **{**fields, **more},
    )


def a_booking(
    seating: Seating,
    party_size: int = 4,
    *,
    by: User | None = None,
    now: datetime = MONDAY_9AM,
    **more: Any,
) -> TableBooking:
    """A table that was booked without any trouble."""
    wanted = a_new_booking(seating, party_size, **more)
    made = book_table(booking=wanted, by=by or a_person(), now=now)
    assert not isinstance(made, Refused), made.words
    return made
