"""An order is changed or cancelled until the kitchen counts; later the kitchen itself does it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.actions.orders.ended import (
    end,
    lines_of,
    open_lines_of,
    still_or_refuse,
    write_if,
)
from fangcun.services.canteen.actions.orders.paying import give_back
from fangcun.services.canteen.actions.orders.placing import (
    Lines,
    NewLine,
    NewOrder,
    check,
    merged,
    priced,
    promise_line,
)
from fangcun.services.canteen.actions.orders.pricing import price_anew
from fangcun.services.canteen.actions.orders.subsidised import pass_on_subsidy
from fangcun.services.canteen.actions.orders.whole import all_or_nothing, granted
from fangcun.services.canteen.models import MealOrder, OrderLine
from fangcun.services.canteen.queries.orders import cut_off_of, source_of
from fangcun.services.canteen.states import Channel, Mode, OrderState, Period


class ChangedMeanwhile(Refusal):
    """Somebody else has changed the order since this page was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChange:
    """What the order is to be from now on."""

    mode: Mode
    lines: Lines  # every dish that he wants, not only the new ones
    note: str = ""


@transaction.atomic
def change_order(
    *, order: MealOrder, revision: int, change: OrderChange, by: User, now: datetime
) -> MealOrder | Refused:
    """Other dishes, another number, another way to get it; if one cannot be had, all stays."""
    still_or_refuse(order, by, now)
    wanted = _as_ordered(order, change)
    check(wanted)
    return all_or_nothing(
        write=lambda: _change(order, revision, wanted, by, now),
        source=source_of(order),
        by=by,
        now=now,
    )


@transaction.atomic
def cancel_order(*, order: MealOrder, by: User, now: datetime, why: str = "") -> MealOrder:
    """He does not want the meal; its dishes are free again, and what he paid is given back."""
    still_or_refuse(order, by, now)
    take_off(order=order, why=why, by=by, now=now)
    give_back(order=order, why=why or _("取消订餐"), by=by, now=now)
    return order


def take_off(*, order: MealOrder, why: str, by: User, now: datetime) -> None:
    """The kitchen does not count this meal any more."""
    end(order, OrderState.CANCELLED, by, now)
    for line in open_lines_of(order):
        ledger.cancel(commitment=line.commitment, note=why or _("取消订餐"), by=by, now=now)
    pass_on_subsidy(order=order, by=by, now=now)


def _as_ordered(order: MealOrder, change: OrderChange) -> NewOrder:
    return NewOrder(
        kitchen=order.kitchen,
        served_on=order.served_on,
        period=Period(order.period),
        mode=change.mode,
        lines=merged(change.lines),
        channel=Channel(order.channel),
        written_key=order.written_key,
        resident=order.resident,
        note=change.note,
        price_class=order.price_class,
    )


def _change(
    order: MealOrder, revision: int, wanted: NewOrder, by: User, now: datetime
) -> MealOrder:
    _lock(order, revision, wanted)
    _write_lines(order, wanted, by, now)
    price_anew(order=order, by=by, now=now)
    return order


def _lock(order: MealOrder, revision: int, wanted: NewOrder) -> None:
    """The row first, as everywhere, and only in the version that was read."""
    current = MealOrder.objects.filter(pk=order.pk, state=OrderState.ORDERED)
    if current.exclude(revision=revision).exists():
        raise ChangedMeanwhile(_("您打开后，这张订单已被修改。请核对后再保存。"))
    write_if(order, OrderState.ORDERED, {"mode": wanted.mode, "note": wanted.note.strip()})


def _write_lines(order: MealOrder, wanted: NewOrder, by: User, now: datetime) -> None:
    """Line by line in the order of the offers: fewer, more, none, new."""
    there = {line.item_id: line for line in lines_of(order)}
    asked = {line.item.pk: line for line in priced(wanted)}
    items = {key: line.item for key, line in there.items()}
    items |= {key: line.item for key, line in asked.items()}
    for key in sorted(items, key=lambda one: items[one].offer_id or 0):
        if key not in asked:
            _drop(there[key], by, now)
        elif key in there:
            _resize(there[key], asked[key], by, now)
        else:
            named = f"line {key} of {order.revision}"
            promise_line(row=order, order=wanted, line=asked[key], key=named, by=by, now=now)


def _drop(line: OrderLine, by: User, now: datetime) -> None:
    """The promise stays in the ledger as one that was cancelled."""
    ledger.cancel(commitment=line.commitment, note=_("改订"), by=by, now=now)
    OrderLine.objects.filter(pk=line.pk).delete()


def _resize(line: OrderLine, wanted: NewLine, by: User, now: datetime) -> None:
    """The price stays what it was when he ordered."""
    if wanted.units == line.units:
        return
    promise = ledger.change_units(
        commitment=line.commitment,
        units=wanted.units,
        price_fen=line.price_fen * wanted.units,
        note=_("改订"),
        by=by,
        now=now,
    )
    granted(promise)
    OrderLine.objects.filter(pk=line.pk).update(units=wanted.units)


def leave_out(*, order: MealOrder, why: str, by: User, now: datetime) -> None:
    """One day of a standing meal is let go; the day may be laid out anew.

    Residents do so until the cut-off; staff who know that he will not come say so later too, and
    what was cooked in vain is paid for.
    """
    is_early = now < cut_off_of(order)
    if not is_early and by.is_resident:
        return
    take_off(order=order, why=why, by=by, now=now)
    MealOrder.objects.filter(pk=order.pk).update(standing=None)
    if is_early:
        give_back(order=order, why=why, by=by, now=now)
