"""Gift packs are ordered: at the counter, by telephone, on one's own page alike."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from secrets import token_urlsafe
from uuid import UUID, uuid5

from django.db import IntegrityError
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.core.places.actions.begun import begin
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import Refused, Wish
from fangcun.ledger.actions.refused import Asker, refused
from fangcun.ledger.actions.seats import has_room
from fangcun.ledger.states import WhyNot
from fangcun.services.canteen.actions.festivals.slots import (
    SlotFull,
    enter_slot,
    open_or_refuse,
    others_in_words,
)
from fangcun.services.canteen.actions.orders.whole import all_or_nothing, granted
from fangcun.services.canteen.models import (
    FestivalSale,
    PackLine,
    PackOrder,
    PickupSlot,
    SaleItem,
)
from fangcun.services.canteen.queries.festivals import source_of, source_of_sale, whose_bag
from fangcun.services.canteen.rules.festivals import pack_code
from fangcun.services.canteen.states import Channel

MOST_UNITS = 99
MOST_TRIES = 8
ONE_BAG, ONE_CODE = "one_bag_for_a_household", "a_pack_code_is_called_once"

PackLines = tuple[tuple[SaleItem, int], ...]


class NoPacks(Refusal):
    """An order is of at least one pack."""


class TooManyPacks(Refusal):
    """Nobody carries as much; perhaps a slip of the finger."""


class PackElsewhere(Refusal):
    """A pack of another sale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPackOrder:
    """What one person wants of a sale, and when he fetches it."""

    sale: FestivalSale
    resident: Resident
    lines: PackLines  # (pack, how many)
    slot: PickupSlot
    channel: Channel
    written_key: UUID  # the same key twice writes once
    is_demo: bool = False


@dataclass(slots=True)
class _Attempt:
    """What the database may say no to, so that it is tried otherwise."""

    code: int = 0
    has_bag: bool = False


def order_packs(*, order: NewPackOrder, by: User, now: datetime) -> PackOrder | Refused:
    """Keep these packs for somebody, and a place in the queue; all of it or nothing.

    Nothing is read first: the order is written, and the database says what is there already
    (this very order, the household's bag, the code). So an order is few statements. Only where
    the page has shown already that a pack is gone, the ledger is asked before.
    """
    check(order, now)
    if (no := _no_at_once(order, by, now)) is not None:
        return no
    attempt = _Attempt(has_bag=order.sale.gives_bag)
    for _try in range(MOST_TRIES):
        try:
            return all_or_nothing(
                write=partial(_order, order, attempt, by, now),
                source=source_of_sale(order.sale),
                by=by,
                now=now,
            )
        except SlotFull as full:
            return _another_slot(order, full, by, now)
        except IntegrityError as error:
            there = PackOrder.objects.filter(written_key=order.written_key).first()
            if there is not None:
                return there
            _otherwise(attempt, error)
    raise AssertionError  # a free code is found sooner


def check(order: NewPackOrder, now: datetime) -> None:
    """What no honest page sends, and what a person may have overlooked."""
    if not order.lines:
        raise NoPacks(_("请选择至少一份礼包。"))
    if any(not 1 <= units <= MOST_UNITS for _item, units in order.lines):
        raise TooManyPacks(_("每种礼包一次最多订{most}份。").format(most=MOST_UNITS))
    if any(item.sale_id != order.sale.pk for item, _units in order.lines):
        raise PackElsewhere(_("所选礼包不在这次销售里，请刷新页面重新选择。"))
    open_or_refuse(order.sale.pk, order.slot, now)


def promise_pack(
    *, row: PackOrder, item: SaleItem, units: int, key: str, by: User, now: datetime
) -> PackLine:
    """Ask the ledger for a pack; its line is not written yet."""
    wish = Wish(
        offer=item.offer,
        resident=row.resident,
        units=units,
        at_counter=row.channel == Channel.COUNTER,
        source=source_of(row),
        note=item.name,
        written_key=uuid5(row.written_key, key),
    )
    made = granted(ledger.reserve(wish=wish, by=by, now=now))
    price_fen = item.offer.price_fen
    return PackLine(order=row, item=item, units=units, price_fen=price_fen, commitment=made)


def _order(order: NewPackOrder, attempt: _Attempt, by: User, now: datetime) -> PackOrder:
    """The rows that many want come last: the packs, then the slot."""
    row = _row(order, attempt, by, now)
    begin(row, by=signature(by), now=now)
    lines = [
        promise_pack(row=row, item=item, units=units, key=_key(item), by=by, now=now)
        for item, units in _merged(order.lines)
    ]
    PackLine.objects.bulk_create(lines)
    enter_slot(order.slot)
    return row


def _no_at_once(order: NewPackOrder, by: User, now: datetime) -> Refused | None:
    """Whoever comes too late hears it for little: many do, when a sale is over in a minute."""
    for item, units in _merged(order.lines):
        if has_room(item.offer, units):
            continue
        wish = Wish(
            offer=item.offer,
            resident=order.resident,
            units=units,
            at_counter=order.channel == Channel.COUNTER,
            source=source_of_sale(order.sale),
            written_key=uuid5(order.written_key, _key(item)),
        )
        if (no := ledger.refuse_at_once(wish=wish, by=by, now=now)) is not None:
            return no
    return None


def _key(item: SaleItem) -> str:
    """Under what a pack of an order is asked for: the same order asks the same question."""
    return f"pack {item.pk}"


def _row(order: NewPackOrder, attempt: _Attempt, by: User, now: datetime) -> PackOrder:
    resident = order.resident.merged_into or order.resident
    return PackOrder(
        sale=order.sale,
        resident=resident,
        household_id=resident.household_id,
        slot=order.slot,
        bag_for=whose_bag(resident) if attempt.has_bag else "",
        channel=order.channel,
        price_fen=sum(item.offer.price_fen * units for item, units in order.lines),
        code=pack_code(number=order.written_key.int, attempt=attempt.code),
        token=token_urlsafe(18),
        written_key=order.written_key,
        ordered_by=by,
        ordered_at=now,
        is_demo=order.is_demo,
    )


def _merged(lines: PackLines) -> PackLines:
    """A pack that was named twice is one line; in the order in which everybody locks offers."""
    units: dict[int, int] = {}
    for item, count in lines:
        units[item.pk] = units.get(item.pk, 0) + count
    items = {item.pk: item for item, _count in lines}
    in_order = sorted(items.values(), key=lambda item: item.offer_id)
    return tuple((item, units[item.pk]) for item in in_order)


def _otherwise(attempt: _Attempt, error: IntegrityError) -> None:
    if ONE_BAG in str(error):
        attempt.has_bag = False  # another order of the household carries the bag
    elif ONE_CODE in str(error):
        attempt.code += 1
    else:
        raise error


def _another_slot(order: NewPackOrder, full: SlotFull, by: User, now: datetime) -> Refused:
    """Other slots, if there are any; else it is a need that was not met."""
    if others := others_in_words(order.slot, now=now):
        raise SlotFull(_("{full}可改选：{others}。").format(full=full, others=others)) from full
    item, units = order.lines[0]
    asker = Asker(
        offer=item.offer,
        resident=order.resident,
        units=units,
        source=source_of_sale(order.sale),
        written_key=order.written_key,
    )
    return refused(asker, WhyNot.FULL, _("取货时段都已约满。"), by=by, now=now)
