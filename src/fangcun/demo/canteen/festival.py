"""Gift packs: one sale that was fetched last week, one that is on now."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from fangcun.core.payments.states import Method
from fangcun.core.people.models import Resident
from fangcun.demo.canteen.month import Month, elders_of
from fangcun.demo.canteen.written import key, written
from fangcun.demo.days import moment
from fangcun.services.canteen.actions.charging import charge
from fangcun.services.canteen.actions.festivals import (
    NewPack,
    NewPackOrder,
    NewSale,
    close_sale,
    collect_packs,
    open_sale,
    order_packs,
)
from fangcun.services.canteen.models import FestivalSale, PackOrder
from fangcun.services.canteen.queries.festivals import bill_of, items_of, slots_of
from fangcun.services.canteen.rules.festivals import Span, pickup_spans
from fangcun.services.canteen.rules.lunar import SPRING_FESTIVAL, next_festivals
from fangcun.services.canteen.states import Channel

FEN = 100
HALF_AN_HOUR = 30
ORDERED, ORDERED_BEFORE = 30, 6
EVERY_FOURTH = 4
CHANNELS = (Channel.PHONE, Channel.COUNTER, Channel.PHONE, Channel.ONLINE)


def sell_for_the_festival(month: Month) -> None:
    """Packs that are ordered now and fetched next week; the dearer one is nearly sold out."""
    opened_at = month.now - timedelta(days=3)
    first = _monday_after(month.today)
    sale = _open(
        month,
        written()["sale"],
        festival_on=_spring_festival(month.today),
        opened_at=opened_at,
        orders_until=moment(first - timedelta(days=1), time(18)),
        spans=_spans(first, first + timedelta(days=1)),
    )
    for place, order in enumerate(_order(month, sale, ORDERED, opened_at)):
        if place % EVERY_FOURTH == 1:
            charge(bill=bill_of(order), method=Method.CASH, by=month.cook, now=month.now)


def sold_last_week(month: Month) -> None:
    """All but one were fetched."""
    day = _monday_after(month.today) - timedelta(days=10)  # a Friday
    opened_at = moment(day - timedelta(days=5), time(9))
    sale = _open(
        month,
        written()["sale_before"],
        festival_on=day,
        opened_at=opened_at,
        orders_until=moment(day - timedelta(days=1), time(18)),
        spans=_spans(day, day),
    )
    orders = _order(month, sale, ORDERED_BEFORE, opened_at)
    for place, order in enumerate(orders[1:]):
        fetched_at = order.slot.starts_at + timedelta(minutes=3 + place)
        collect_packs(order=order, paid_by=Method.CASH, by=month.cook, now=fetched_at)
    close_sale(sale=sale, by=month.cook, now=slots_of(sale)[-1].ends_at + timedelta(hours=1))


def _open(
    month: Month,
    given: dict[str, Any],
    *,
    festival_on: date,
    opened_at: datetime,
    orders_until: datetime,
    spans: Sequence[Span],
) -> FestivalSale:
    sale = NewSale(
        kitchen=month.canteen,
        name=given["name"],
        festival_on=festival_on,
        orders_from=opened_at,
        orders_until=orders_until,
        packs=tuple(_pack(pack) for pack in given["pack"]),
        slots=tuple(spans),
        slot_capacity=given.get("slot_capacity", ORDERED_BEFORE),
        gives_bag=True,
        is_demo=True,
    )
    return open_sale(sale=sale, by=month.cook, now=opened_at)


def _pack(given: dict[str, Any]) -> NewPack:
    return NewPack(
        name=given["name"],
        price_fen=given["price_yuan"] * FEN,
        contents=given["contents"],
        stock=given["stock"],
        most_per_household=given.get("most_per_household"),
    )


def _order(month: Month, sale: FestivalSale, count: int, since: datetime) -> list[PackOrder]:
    items, slots = items_of(sale), slots_of(sale)
    made = []
    for place, resident in enumerate(_buyers(month)[:count]):
        order = NewPackOrder(
            sale=sale,
            resident=resident,
            lines=((items[place % len(items)], 1),),
            slot=slots[place % len(slots)],
            channel=CHANNELS[place % len(CHANNELS)],
            written_key=key("packs", sale.name, resident.pk),
            is_demo=True,
        )
        answer = order_packs(
            order=order, by=month.steward, now=since + timedelta(minutes=10 + 25 * place)
        )
        if isinstance(answer, PackOrder):
            made.append(answer)
    return made


def _buyers(month: Month) -> list[Resident]:
    return elders_of(month.canteen.facility.community, on=month.today)


def _spans(first: date, last: date) -> list[Span]:
    return list(
        pickup_spans(
            first=first,
            last=last,
            opens=time(9),
            closes=time(11),
            minutes=HALF_AN_HOUR,
            zone=timezone.get_current_timezone(),
        )
    )


def _monday_after(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _spring_festival(today: date) -> date:
    return next(
        one.day for one in next_festivals(from_day=today) if one.festival == SPRING_FESTIVAL
    )
