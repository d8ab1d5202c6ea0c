"""Delivery: which doors wait for a round, and the rounds of a meal."""

from collections.abc import Iterable
from datetime import date
from math import cos, radians

from django.db.models import Count, Prefetch, Q, QuerySet

from fangcun.core.places.models import Facility
from fangcun.ledger.queries.figures.reach import M_PER_DEGREE
from fangcun.services.canteen.models import DeliveryRound, Kitchen, MealOrder, OrderLine, Stop
from fangcun.services.canteen.queries.orders import with_lines
from fangcun.services.canteen.rules.rounds import Door, Point
from fangcun.services.canteen.states import HandedTo, Mode, OrderState, Period, RoundState

COURIERS_KNOWN = 8
TO_GO = Q(handed_to="", order__state=OrderState.ORDERED)
"""Doors at which nobody has been yet; who cancelled needs nobody."""


def to_deliver(*, kitchen: Kitchen, day: date, period: Period) -> QuerySet[MealOrder]:
    """Meals that are brought to the door and not there yet."""
    rows = MealOrder.objects.filter(
        kitchen=kitchen,
        served_on=day,
        period=period,
        mode=Mode.DELIVERY,
        state=OrderState.ORDERED,
    )
    return with_lines(rows).select_related(
        "kitchen__facility", "resident__address__on_map", "price_class"
    )


def left_over(*, kitchen: Kitchen, day: date, period: Period) -> QuerySet[MealOrder]:
    """Those of them that are on no round."""
    return to_deliver(kitchen=kitchen, day=day, period=period).filter(stop=None).order_by("code")


def rounds_of(*, kitchen: Kitchen, day: date, period: Period) -> QuerySet[DeliveryRound]:
    """The rounds of one meal with their stops, by number."""
    rows = DeliveryRound.objects.filter(kitchen=kitchen, served_on=day, period=period)
    return with_stops(rows).order_by("number", "pk")


def with_stops(rows: QuerySet[DeliveryRound]) -> QuerySet[DeliveryRound]:
    lines = OrderLine.objects.select_related("item__dish").order_by("pk")
    stops = (
        Stop.objects.select_related("order__resident__address", "order__kitchen__facility")
        .prefetch_related("order__resident__phones", Prefetch("order__lines", queryset=lines))
        .order_by("position", "pk")
    )
    return rows.select_related("kitchen__facility").prefetch_related(
        Prefetch("stops", queryset=stops)
    )


def planned_rounds(*, kitchen: Kitchen, day: date, period: Period) -> QuerySet[DeliveryRound]:
    return DeliveryRound.objects.filter(
        kitchen=kitchen, served_on=day, period=period, state=RoundState.PLANNED
    )


def couriers_known(kitchen: Kitchen) -> list[str]:
    """Who went lately, the most frequent first: a name is typed once."""
    names = DeliveryRound.objects.filter(kitchen=kitchen).values("courier")
    counted = names.annotate(rounds=Count("pk")).order_by("-rounds", "courier")
    return [row["courier"] for row in counted[:COURIERS_KNOWN]]


def is_to_go(stop: Stop) -> bool:
    """The same judgement as `TO_GO`, of a stop that is here."""
    return not stop.handed_to and stop.order.state == OrderState.ORDERED


def doors_of(orders: Iterable[MealOrder]) -> list[Door]:
    """These meals as doors on a plan around their kitchen."""
    return [_door(order) for order in orders]


def was_in_vain(stop: Stop) -> bool:
    return stop.handed_to == HandedTo.NOBODY


def _door(order: MealOrder) -> Door:
    address = order.resident.address if order.resident else None
    if address is None:
        return Door(order.pk)
    estate, building, unit, room = address.parts
    house = address.on_map
    at = _point(order.kitchen.facility, house.lon, house.lat) if house else None
    return Door(order.pk, estate, building, unit, room, at)


def _point(here: Facility, lon: float, lat: float) -> Point | None:
    """Metres east and north of a facility; a flat earth is true enough for a walk."""
    if here.lon is None or here.lat is None:
        return None
    east = (lon - here.lon) * cos(radians(here.lat)) * M_PER_DEGREE
    return east, (lat - here.lat) * M_PER_DEGREE
