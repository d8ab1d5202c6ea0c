"""An order costs what can still be had of it, and its subsidy follows."""

from datetime import datetime

from fangcun.core.accounts.models import User
from fangcun.services.canteen.actions.orders.ended import keep_version, open_lines_of
from fangcun.services.canteen.actions.orders.paying import settle_difference
from fangcun.services.canteen.actions.orders.subsidised import give_to_next
from fangcun.services.canteen.actions.subsidies import claim_subsidy
from fangcun.services.canteen.models import MealOrder, OrderLine


def price_of(lines: list[OrderLine]) -> int:
    return sum(line.price_fen * line.units for line in lines)


def price_anew(*, order: MealOrder, by: User, now: datetime) -> None:
    """After a change of its lines; what was paid too much comes back."""
    before, had_one = order.own_fen, order.subsidy_fen > 0
    order.price_fen, order.subsidy_fen = price_of(open_lines_of(order)), 0
    _write(order)
    order.subsidy_fen = claim_subsidy(order=order, now=now)
    _write(order)
    if had_one and not order.subsidy_fen:
        give_to_next(order=order, by=by, now=now)
    settle_difference(order=order, before=before, by=by, now=now)
    keep_version(order, by, now)


def _write(order: MealOrder) -> None:
    MealOrder.objects.filter(pk=order.pk).update(
        price_fen=order.price_fen, subsidy_fen=order.subsidy_fen
    )
