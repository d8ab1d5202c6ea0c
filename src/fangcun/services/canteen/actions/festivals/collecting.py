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
from fangcun.services.canteen.actions.charging import charge_or_refuse
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


class SaleNotOver(Refusal):
    """People may still come."""


@transaction.atomic
def collect_packs(
    *, order: PackOrder, by: User, now: datetime, paid_by: Method | None = None
) -> PackOrder:
    """Hand the packs over, once; what is still owed is taken now, if a way to pay is named."""
    end(order, OrderState.SERVED, by, now)
    charge_or_refuse(bill=bill_of(order), method=paid_by, by=by, now=now)
    for line in lines_of(order):
        if line.commitment.is_standing:  # a pack that was called off is given up already
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
    end(order, OrderState.NOT_COLLECTED, by, now)
    for line in lines_of(order):
        if line.commitment.is_standing:
            ledger.mark_no_show(commitment=line.commitment, by=by, now=now)
    words = _("您在{kitchen}订的{packs}没有来取，取货码{code}。请与我们联系。").format(
        kitchen=order.sale.kitchen, packs=pack_words(order), code=order.code
    )
    tell(resident=order.resident, words=words, source=source_of(order), now=now)


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
