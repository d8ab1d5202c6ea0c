"""Labels on meals: what is in the box and for whom, without saying more than one must know."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from fangcun.base.masking import mask_name
from fangcun.core.people.rules.addresses import address_text
from fangcun.services.canteen.models import Kitchen, MealOrder
from fangcun.services.canteen.queries.kitchen_sheet import Special, specials_among
from fangcun.services.canteen.queries.orders import orders_of
from fangcun.services.canteen.states import Mode, OrderState, Period

LABELLED = (Mode.PICKUP, Mode.DELIVERY)
AVOIDS, NEEDS = "triangle", "circle"


class Mark(NamedTuple):
    """What to heed, in words and as a shape that is told apart without colour."""

    shape: str
    words: str


class Label(NamedTuple):
    """What stands on one box."""

    code: str
    name: str
    dishes: str
    marks: list[Mark]
    building: str
    mode: str


def labels(*, kitchen: Kitchen, day: date, period: Period) -> list[Label]:
    """One label for each meal that is fetched or brought, by way and code."""
    orders = [
        order
        for order in orders_of(kitchen=kitchen, day=day, period=period)
        if order.mode in LABELLED and order.state == OrderState.ORDERED
    ]
    specials = {one.order.pk: one for one in specials_among(orders, on=day)}
    orders.sort(key=lambda order: (order.mode, order.code))
    return [_label(order, specials.get(order.pk)) for order in orders]


def dishes_in_words(order: MealOrder) -> str:
    return _("、").join(
        f"{line.item.dish}×{line.units}" if line.units > 1 else str(line.item.dish)
        for line in order.lines.all()
    )


def building_of(order: MealOrder) -> str:
    """The house, not the door: who finds a box in the hall learns no more."""
    address = order.resident.address if order.resident else None
    if address is None or order.mode != Mode.DELIVERY:
        return ""
    return address_text(address.parts._replace(room=""))


def _label(order: MealOrder, special: Special | None) -> Label:
    return Label(
        code=order.code,
        name=mask_name(order.resident.name) if order.resident else _("柜台顾客"),
        dishes=dishes_in_words(order),
        marks=_marks(special) if special else [],
        building=building_of(order),
        mode=str(order.get_mode_display()),
    )


def _marks(special: Special) -> list[Mark]:
    marks = []
    if special.leaves_out:
        marks.append(Mark(AVOIDS, _("不放{what}").format(what=_("、").join(special.leaves_out))))
    if special.needs:
        marks.append(Mark(NEEDS, _("、").join(special.needs)))
    return marks
