"""A meal is fetched or eaten here: the promise is kept, and the ledger has its record."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.payments.states import Method
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import Delivered, Refused
from fangcun.ledger.states import CountMethod
from fangcun.services.canteen.actions.orders.ended import (
    end,
    keep_version,
    lines_of,
    open_lines_of,
    write_if,
)
from fangcun.services.canteen.actions.orders.paying import give_back, pay_if_due
from fangcun.services.canteen.actions.orders.placing import NewOrder, place_order
from fangcun.services.canteen.actions.orders.pricing import price_anew, price_of
from fangcun.services.canteen.actions.orders.subsidised import pass_on_subsidy
from fangcun.services.canteen.models import MealOrder, OrderLine
from fangcun.services.canteen.rules.orders import spread
from fangcun.services.canteen.states import OrderState


class NothingLeft(Refusal):
    """Every dish of it was taken off the menu."""


class TooLateToUndo(Refusal):
    """What was served on another day has been counted and paid out."""


@transaction.atomic
def serve_order(
    *, order: MealOrder, by: User, now: datetime, paid_by: Method | None = None
) -> MealOrder:
    """Hand the meal over; what is still owed for it is taken now, if a way to pay is named."""
    lines = open_lines_of(order)
    if order.state == OrderState.ORDERED and not lines:
        raise NothingLeft(_("{code}号的菜品已被食堂取消，请重新点餐。").format(code=order.code))
    end(order, OrderState.SERVED, by, now)
    if price_of(lines) != order.price_fen:  # a dish was taken off the menu after he ordered
        price_anew(order=order, by=by, now=now)
    subsidies = spread(
        amount=order.subsidy_fen, over=[line.price_fen * line.units for line in lines]
    )
    for line, subsidy in zip(lines, subsidies, strict=True):
        given = _delivered(order, line, subsidy)
        ledger.keep(commitment=line.commitment, delivered=given, by=by, now=now)
    if paid_by is not None:
        pay_if_due(order=order, method=paid_by, by=by, now=now)
    return order


@transaction.atomic
def serve_walk_in(
    *, order: NewOrder, by: User, now: datetime, paid_by: Method | None = None
) -> MealOrder | Refused:
    """Somebody stands at the counter: ordered, paid and handed over in one go, or not at all."""
    placed = place_order(order=order, by=by, now=now)
    if isinstance(placed, Refused) or placed.state == OrderState.SERVED:
        return placed
    return serve_order(order=placed, by=by, now=now, paid_by=paid_by)


@transaction.atomic
def undo_serving(*, order: MealOrder, why: str, by: User, now: datetime) -> MealOrder:
    """A wrong key at the till: the records are taken back, the money is given back."""
    if order.ended_at and timezone.localdate(order.ended_at) != timezone.localdate(now):
        raise TooLateToUndo(_("只能撤销当天的取餐。以前的请到台账里冲正。"))
    write_if(order, OrderState.SERVED, _undone(by, now))
    keep_version(order, by, now)
    for line in lines_of(order):
        if (record := line.commitment.record) is not None:
            ledger.reverse_record(record=record, reason=why, by=by, now=now)
    pass_on_subsidy(order=order, by=by, now=now)
    give_back(order=order, why=why, by=by, now=now)
    return order


def session_of(order: MealOrder) -> str:
    """One meal of one kitchen is one 场次, however many eat."""
    return f"canteen:meal:{order.kitchen_id}:{order.served_on:%Y-%m-%d}:{order.period}"


def _delivered(order: MealOrder, line: OrderLine, subsidy_fen: int) -> Delivered:
    """What goes into the ledger; who did not say his name is a counted head."""
    counted = CountMethod.PERSON if order.resident_id else CountMethod.HEAD_COUNT
    return Delivered.as_promised(
        line.commitment,
        served_on=order.served_on,
        units=line.units,
        price_fen=line.price_fen * line.units,
        subsidy_fen=subsidy_fen,
        counted_by=counted,
        session=session_of(order),
    )


def _undone(by: User, now: datetime) -> dict[str, object]:
    return {"state": OrderState.CANCELLED, "ended_at": now, "ended_by": by}
