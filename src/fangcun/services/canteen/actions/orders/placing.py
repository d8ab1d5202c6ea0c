"""A meal is ordered: at the counter, by telephone, online, for weeks ahead: by one action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_urlsafe
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import NewCommitment, Refused, Wish
from fangcun.ledger.models import Commitment, Offer
from fangcun.services.canteen.actions.orders.ended import keep_version
from fangcun.services.canteen.actions.orders.whole import NotAll, all_or_nothing, granted
from fangcun.services.canteen.actions.subsidies import claim_subsidy
from fangcun.services.canteen.models import (
    Kitchen,
    MealOrder,
    MenuItem,
    OrderLine,
    PriceClass,
    StandingMeal,
)
from fangcun.services.canteen.queries.orders import source_of
from fangcun.services.canteen.queries.priced import prices_of
from fangcun.services.canteen.rules.orders import code_for
from fangcun.services.canteen.states import Channel, Mode, Period

MOST_UNITS = 99  # of one dish in one order; more is a party, and the kitchen is phoned
CODE_TRIES = 5
ONE_CODE = "a_code_is_called_once_a_meal"

Lines = tuple[tuple[MenuItem, int], ...]


class NewLine(NamedTuple):
    """One dish, so many times, at his price."""

    item: MenuItem
    units: int
    price_fen: int
    price_class: PriceClass | None


class NothingOrdered(Refusal):
    """An order is of at least one dish."""


class TooMuch(Refusal):
    """Nobody eats as much; perhaps a slip of the finger."""


class MenuElsewhere(Refusal):
    """A dish is not on the published menu of this kitchen, day and meal."""


class NoDelivery(Refusal):
    """The kitchen brings nothing to the door."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrder:
    """One meal of one person."""

    kitchen: Kitchen
    served_on: date
    period: Period
    mode: Mode
    lines: Lines  # (item of the menu, how many)
    channel: Channel
    written_key: UUID  # the same key twice writes once
    resident: Resident | None = None  # None: somebody at the counter
    note: str = ""
    price_class: PriceClass | None = None  # said at the counter, such as staff
    standing: StandingMeal | None = None
    is_given_out: bool = False  # without a network the dish left the counter before it was written
    is_demo: bool = False


@transaction.atomic
def place_order(*, order: NewOrder, by: User, now: datetime) -> MealOrder | Refused:
    """Keep these dishes for somebody; if one of them cannot be had, none is."""
    if (there := _written(order)) is not None:
        return there
    check(order)
    try:
        return all_or_nothing(
            write=lambda: _place(order, by, now), source=_menu_of(order), by=by, now=now
        )
    except IntegrityError:
        if (there := _written(order)) is None:  # of two at once the second gets the first's
            raise
        return there


def place_orders(
    *, orders: Sequence[NewOrder], by: User, now: datetime
) -> list[MealOrder | Refused]:
    """Several meals, each for itself: one that is sold out does not take the others along."""
    return [place_order(order=order, by=by, now=now) for order in orders]


def promise_line(
    *, row: MealOrder, order: NewOrder, line: NewLine, key: str, by: User, now: datetime
) -> OrderLine:
    """Ask the ledger for one dish and write its line; `NotAll` if it says no."""
    wish = _wish(row, order, line, key)
    return OrderLine.objects.create(
        order=row,
        item=line.item,
        units=line.units,
        price_fen=line.price_fen,
        commitment=_promise(wish, order, by, now),
    )


def _promise(wish: Wish, order: NewOrder, by: User, now: datetime) -> Commitment:
    """A place of the offer; what has been eaten already is written down even without one."""
    if not order.is_given_out:
        return granted(ledger.reserve(wish=wish, by=by, now=now))
    try:
        with transaction.atomic():
            return granted(ledger.reserve(wish=wish, by=by, now=now))
    except NotAll:
        return ledger.commit(promise=_beside_the_offer(wish, order), by=by, now=now)


def _beside_the_offer(wish: Wish, order: NewOrder) -> NewCommitment:
    """The kitchen had more than it said: the offer is not oversold, the meal is not lost."""
    offer = wish.offer
    return NewCommitment(
        service=offer.service,
        community=order.resident.community if order.resident else offer.community,
        due_on=order.served_on,
        resident=wish.resident,
        promised_to=wish.promised_to,
        operator=offer.operator,
        facility=offer.facility,
        units=wish.units,
        price_fen=wish.price_fen or 0,
        source=wish.source,
        note=wish.note,
        written_key=wish.written_key,
    )


def _menu_of(order: NewOrder) -> str:
    return f"canteen:menu:{order.lines[0][0].menu_id}"


def _written(order: NewOrder) -> MealOrder | None:
    return MealOrder.objects.filter(written_key=order.written_key).first()


def check(order: NewOrder) -> None:
    """What no honest page sends, and what a person may have overlooked."""
    if not order.lines:
        raise NothingOrdered(_("请选择至少一个菜品。"))
    if any(units < 1 or units > MOST_UNITS for _item, units in order.lines):
        raise TooMuch(_("每个菜品一次最多订{most}份，更多请打电话给食堂。").format(most=MOST_UNITS))
    if not order.kitchen.is_in_use or not all(_is_on_the_menu(order, i) for i, _n in order.lines):
        raise MenuElsewhere(_("所选菜品不在这一餐的菜单上，请刷新页面重新选择。"))
    if order.mode == Mode.DELIVERY and not order.kitchen.delivers:
        raise NoDelivery(_("{kitchen}不送餐，请改选堂食或自提。").format(kitchen=order.kitchen))


def _is_on_the_menu(order: NewOrder, item: MenuItem) -> bool:
    menu = item.menu
    here = (menu.kitchen_id, menu.served_on, menu.period)
    asked = (order.kitchen.pk, order.served_on, order.period)
    return here == asked and menu.published_at is not None and item.offer_id is not None


def _place(order: NewOrder, by: User, now: datetime) -> MealOrder:
    lines = priced(order)
    row = _insert(order, lines, by, now)
    for line in lines:
        promise_line(row=row, order=order, line=line, key=f"line {line.item.pk}", by=by, now=now)
    if subsidy := claim_subsidy(order=row, now=now):
        MealOrder.objects.filter(pk=row.pk).update(subsidy_fen=subsidy)
        row.subsidy_fen = subsidy
    keep_version(row, by, now, is_new=True)
    return row


def priced(order: NewOrder) -> list[NewLine]:
    """Each dish once, at his price, in the order in which everybody locks the offers."""
    lines = merged(order.lines)
    prices = prices_of(
        [item for item, _units in lines],
        resident=order.resident,
        price_class=order.price_class,
        on=order.served_on,
    )
    found = [NewLine(item, units, *prices[item.pk]) for item, units in lines]
    return sorted(found, key=lambda line: line.item.offer_id or 0)


def merged(lines: Lines) -> Lines:
    """A dish that was named twice is one line."""
    units: dict[int, int] = {}
    items: dict[int, MenuItem] = {}
    for item, count in lines:
        items[item.pk] = item
        units[item.pk] = units.get(item.pk, 0) + count
    return tuple((items[key], units[key]) for key in items)


def _insert(order: NewOrder, lines: Sequence[NewLine], by: User, now: datetime) -> MealOrder:
    """Write the order under a code that nobody else has got meanwhile."""
    for attempt in range(CODE_TRIES):
        row = _row(order, lines, by, now)
        row.code = code_for(number=order.written_key.int + attempt, taken=_codes_taken(order))
        try:
            with transaction.atomic():
                MealOrder.objects.bulk_create([row])  # no signal: history says who ordered
        except IntegrityError as error:
            if ONE_CODE not in str(error) or attempt == CODE_TRIES - 1:
                raise
        else:
            return row
    raise AssertionError  # the loop returns or raises


def _row(order: NewOrder, lines: Sequence[NewLine], by: User, now: datetime) -> MealOrder:
    return MealOrder(
        kitchen=order.kitchen,
        resident=order.resident,
        served_on=order.served_on,
        period=order.period,
        mode=order.mode,
        channel=order.channel,
        price_class=next((line.price_class for line in lines if line.price_class), None),
        price_fen=sum(line.price_fen * line.units for line in lines),
        standing=order.standing,
        token=token_urlsafe(18),
        note=order.note.strip(),
        written_key=order.written_key,
        ordered_by=by,
        ordered_at=now,
        is_demo=order.is_demo,
    )


def _codes_taken(order: NewOrder) -> set[str]:
    rows = MealOrder.objects.filter(
        kitchen=order.kitchen, served_on=order.served_on, period=order.period
    )
    return set(rows.values_list("code", flat=True))


def _wish(row: MealOrder, order: NewOrder, line: NewLine, key: str) -> Wish:
    return Wish(
        offer=offer_of(line.item),
        resident=order.resident,
        promised_to="" if order.resident else _("柜台顾客"),
        units=line.units,
        at_counter=order.channel == Channel.COUNTER,
        source=source_of(row),
        note=line.item.dish.name,
        written_key=uuid5(order.written_key, key),
        price_fen=line.price_fen * line.units,
    )


def offer_of(item: MenuItem) -> Offer:
    """What is on a published menu is an offer; `check` has seen that it is."""
    assert item.offer is not None  # noqa: S101
    return item.offer
