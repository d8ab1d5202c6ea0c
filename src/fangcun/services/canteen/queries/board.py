"""The pickup board: what is being made, what stands ready, whose code was called."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from fangcun.services.canteen.models import Kitchen, MealOrder, ReadyMeal
from fangcun.services.canteen.queries.orders import with_lines
from fangcun.services.canteen.states import Mode, OrderState, Period

LAST_SHOWN = 12


class Board(NamedTuple):
    """One meal as the hall sees it; only codes are shown there."""

    in_work: list[MealOrder]
    ready: list[MealOrder]
    called: list[MealOrder]
    collected: list[MealOrder]


def board_of(*, kitchen: Kitchen, day: date, period: Period) -> Board:
    """Where every meal that somebody comes for stands; those called first are called longest."""
    open_ones = list(
        with_lines(to_come_for(kitchen, day, period).filter(state=OrderState.ORDERED))
        .select_related("ready", "kitchen", "resident__address", "price_class")
        .order_by("ready__called_at", "ready__ready_at", "code", "pk")
    )
    gone = to_come_for(kitchen, day, period).filter(state=OrderState.SERVED)
    return Board(
        in_work=[one for one in open_ones if not is_ready(one)],
        ready=[one for one in open_ones if is_ready(one) and not is_called(one)],
        called=[one for one in open_ones if is_called(one)],
        collected=list(with_lines(gone).order_by("-ended_at", "-pk")[:LAST_SHOWN]),
    )


def to_come_for(kitchen: Kitchen, day: date, period: Period) -> QuerySet[MealOrder]:
    """What is fetched or eaten here; what is brought to the door is called by nobody."""
    rows = MealOrder.objects.filter(kitchen=kitchen, served_on=day, period=period)
    return rows.exclude(mode=Mode.DELIVERY)


def is_ready(order: MealOrder) -> bool:
    return _ready(order) is not None


def is_called(order: MealOrder) -> bool:
    ready = _ready(order)
    return ready is not None and ready.called_at is not None


def _ready(order: MealOrder) -> ReadyMeal | None:
    found: ReadyMeal | None = getattr(order, "ready", None)
    return found
