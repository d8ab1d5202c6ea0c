"""Other packs, or none: until the orders end everybody for himself, later the desk with a reason.

Everybody locks in one order: orders, then claims and offers pack by pack, then the slot.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.places.actions.revised import ChangedMeanwhile
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.actions.charging import give_back, give_back_beyond
from fangcun.services.canteen.actions.festivals.ended import (
    end,
    keep_versions,
    lines_of,
    write_if_ordered,
)
from fangcun.services.canteen.actions.festivals.ordering import (
    NoPacks,
    PackElsewhere,
    PackLines,
    promise_pack,
)
from fangcun.services.canteen.actions.festivals.slots import leave_slot
from fangcun.services.canteen.actions.orders.whole import all_or_nothing, granted
from fangcun.services.canteen.models import PackLine, PackOrder
from fangcun.services.canteen.queries.bills import paid_fen
from fangcun.services.canteen.queries.festivals import bill_of, source_of
from fangcun.services.canteen.states import OrderState


class _Said(NamedTuple):
    """Who changes it, when, and why."""

    why: str
    by: User
    now: datetime


class PaidAlready(Refusal):
    """Nothing can be added to what has been paid for."""


@transaction.atomic
def change_packs(
    *,
    order: PackOrder,
    revision: int,
    lines: PackLines,
    by: User,
    now: datetime,
    why: str = "",
) -> PackOrder | Refused:
    """So many of each pack from now on; if one cannot be had, all stays as it was."""
    wanted = {item.pk: (item, units) for item, units in lines if units > 0}
    if not wanted:
        raise NoPacks(_("请选择至少一份礼包；全部不要请取消订单。"))
    if any(item.sale_id != order.sale_id for item, _units in wanted.values()):
        raise PackElsewhere(_("所选礼包不在这次销售里，请刷新页面重新选择。"))
    return all_or_nothing(
        write=lambda: _change(order, revision, wanted, _Said(why, by, now)),
        source=source_of(order),
        by=by,
        now=now,
    )


@transaction.atomic
def cancel_packs(*, order: PackOrder, by: User, now: datetime, why: str = "") -> PackOrder:
    """He does not want them: free for others, the bag goes to the household's next order."""
    rest = _lock_household(order)
    had_bag = order.bag_for
    end(order, OrderState.CANCELLED, by, now, bag_for="")
    if had_bag and rest:
        _hand_on_bag(rest[0], had_bag, by, now)
    for line in lines_of(order):
        if line.commitment.is_standing:
            ledger.cancel(commitment=line.commitment, note=why, by=by, now=now)
    leave_slot(order.slot_id)
    give_back(source=source_of(order), why=why or _("取消礼包订单"), by=by, now=now)
    return order


def _change(order: PackOrder, revision: int, wanted: dict[int, Any], said: _Said) -> PackOrder:
    """The row first, as everywhere, and only in the version that was read."""
    _current_or_refuse(order, revision)
    paid = paid_fen(source_of(order))
    price_fen = sum(item.offer.price_fen * units for item, units in wanted.values())
    if paid and price_fen > order.price_fen:
        raise PaidAlready(_("这张订单已付款，不能再加。要加请另订一单，或取消后重订。"))
    write_if_ordered(order, {"price_fen": price_fen}, said.by, said.now)
    there = {line.item_id: line for line in lines_of(order)}
    items = {line.item_id: line.item for line in there.values()}
    items |= {key: item for key, (item, _units) in wanted.items()}
    for key in sorted(items, key=lambda one: items[one].offer_id):
        _change_line(order, there.get(key), wanted.get(key), said)
    why = said.why or _("改订")
    give_back_beyond(bill=bill_of(order), why=why, by=said.by, now=said.now)
    return order


def _change_line(order: PackOrder, line: PackLine | None, wanted: Any, said: _Said) -> None:
    """Fewer, more, none, new."""
    why, by, now = said
    if line is None:
        item, units = wanted
        key = f"pack {item.pk} of {order.revision}"
        promise_pack(row=order, item=item, units=units, key=key, by=by, now=now).save()
    elif wanted is None:
        ledger.cancel(commitment=line.commitment, note=why, by=by, now=now)
        PackLine.objects.filter(pk=line.pk).delete()
    elif wanted[1] != line.units:
        promise = ledger.change_units(
            commitment=line.commitment, units=wanted[1], note=why, by=by, now=now
        )
        granted(promise)
        PackLine.objects.filter(pk=line.pk).update(units=wanted[1])


def _current_or_refuse(order: PackOrder, revision: int) -> None:
    rows = PackOrder.objects.select_for_update(no_key=True).filter(pk=order.pk)
    if rows.values_list("revision", flat=True).get() != revision:
        raise ChangedMeanwhile(_("您打开后，这张订单已被修改。请核对后再保存。"))


def _lock_household(order: PackOrder) -> list[PackOrder]:
    """The household's other orders of this sale that wait to be fetched; all are locked."""
    whose: dict[str, Any] = (
        {"household": order.household_id}
        if order.household_id
        else {"resident": order.resident_id, "household": None}
    )
    rows = PackOrder.objects.select_for_update(no_key=True).filter(sale=order.sale_id, **whose)
    locked = list(rows.order_by("pk"))
    order.bag_for = next((one.bag_for for one in locked if one.pk == order.pk), "")
    return [one for one in locked if one.pk != order.pk and one.state == OrderState.ORDERED]


def _hand_on_bag(heir: PackOrder, bag_for: str, by: User, now: datetime) -> None:
    PackOrder.objects.filter(pk=heir.pk).update(bag_for=bag_for, revision=F("revision") + 1)
    heir.refresh_from_db(fields=["bag_for", "revision"])
    keep_versions([heir], by, now)
