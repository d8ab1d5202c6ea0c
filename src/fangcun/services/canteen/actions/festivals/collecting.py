"""Packs are fetched, with the bag; at the end it is written down who did not come."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.notices.actions import tell
from fangcun.core.payments.states import Method
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import Delivered
from fangcun.services.canteen.actions.charging import charge_or_refuse, give_back_beyond
from fangcun.services.canteen.actions.festivals.ended import end, lines_of
from fangcun.services.canteen.models import FestivalSale, PackLine, PackOrder
from fangcun.services.canteen.queries.festivals import (
    bill_of,
    items_of,
    pack_words,
    slots_of,
    source_of,
    source_of_sale,
)
from fangcun.services.canteen.states import OrderState


class NothingToCollect(Refusal):
    """Every pack of the order was called off."""


class SaleNotOver(Refusal):
    """People may still come."""


@transaction.atomic
def collect_packs(
    *, order: PackOrder, by: User, now: datetime, paid_by: Method | None = None
) -> PackOrder:
    """Hand the packs over, once; what is still owed is taken now, if a way to pay is named.

    For a pack that was called off nothing is taken, and what was paid for it goes back.
    """
    lines = _still_to_have(order)
    if order.state == OrderState.ORDERED and not lines:
        raise NothingToCollect(_("{code}号的礼包已取消，请办理退款。").format(code=order.code))
    end(order, OrderState.SERVED, by, now)
    bill = bill_of(order)
    charge_or_refuse(bill=bill, method=paid_by, by=by, now=now)
    give_back_beyond(bill=bill, why=_("礼包已取消"), by=by, now=now)
    for line in lines:
        given = _delivered(order, line, now)
        ledger.keep(commitment=line.commitment, delivered=given, by=by, now=now)
    return order


@transaction.atomic
def close_sale(*, sale: FestivalSale, by: User, now: datetime) -> list[PackOrder]:
    """Nobody comes any more: the orders that were not fetched, each told to whoever made it."""
    if now < slots_of(sale)[-1].ends_at:
        raise SaleNotOver(_("最后一个取货时段还没有结束，现在还可能有人来取。"))
    rows = PackOrder.objects.filter(sale=sale, state=OrderState.ORDERED)
    left = list(rows.select_related("sale__kitchen", "resident").order_by("pk"))
    for order in left:
        _not_collected(order, by, now)
    for item in sorted(items_of(sale), key=lambda one: one.offer_id):
        ledger.close_offer(offer=item.offer, by=by, now=now)
    return left


def _not_collected(order: PackOrder, by: User, now: datetime) -> None:
    lines = _still_to_have(order)
    if not lines:
        end(order, OrderState.CANCELLED, by, now)
        return
    end(order, OrderState.NOT_COLLECTED, by, now)
    for line in lines:
        ledger.mark_no_show(commitment=line.commitment, by=by, now=now)
    words = _("您在{kitchen}订的{packs}没有来取，取货码{code}。请与我们联系。").format(
        kitchen=order.sale.kitchen, packs=pack_words(order), code=order.code
    )
    tell(resident=order.resident, words=words, source=source_of(order), now=now)


def _still_to_have(order: PackOrder) -> list[PackLine]:
    """A pack that was called off is given up already."""
    return [line for line in lines_of(order) if line.commitment.is_standing]


def _delivered(order: PackOrder, line: PackLine, now: datetime) -> Delivered:
    """What goes into the ledger; all packs of one day of a sale are one 场次."""
    today = timezone.localdate(now)
    return Delivered.as_promised(
        line.commitment,
        served_on=today,
        units=line.units,
        price_fen=line.price_fen * line.units,
        session=f"{source_of_sale(order.sale)}:{today:%Y-%m-%d}",
    )
