"""Orders as the kitchen counts them, as the counter finds them, as a person looks back on them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Min, Prefetch, Q, QuerySet, Sum

from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person, who_shows
from fangcun.services.canteen.models import Kitchen, MealOrder, MenuItem, OrderLine
from fangcun.services.canteen.states import OrderState, Period

COUNTED = (OrderState.ORDERED, OrderState.SERVED)
"""What a kitchen cooks for."""


class DishCount(NamedTuple):
    """How many of one dish are ordered, and how many of them were fetched."""

    item: MenuItem
    ordered: int
    served: int


def source_of(order: MealOrder) -> str:
    """How the ledger and the till call this order."""
    return f"canteen:order:{order.pk}"


def cut_off_of(order: MealOrder) -> datetime:
    """Until when people change it by themselves: the earliest of its dishes."""
    ends: datetime = order.lines.aggregate(first=Min("item__offer__cancel_until"))["first"]
    return ends


def with_lines(orders: QuerySet[MealOrder]) -> QuerySet[MealOrder]:
    """What a page shows of an order: who, where, and every dish."""
    lines = OrderLine.objects.select_related("item__dish", "item__offer").order_by("pk")
    shown = orders.select_related("kitchen__facility", "resident__address", "price_class")
    return shown.prefetch_related(Prefetch("lines", queryset=lines))


def orders_of(*, kitchen: Kitchen, day: date, period: Period) -> QuerySet[MealOrder]:
    """Every order of one meal, by code; cancelled ones are among them."""
    rows = MealOrder.objects.filter(kitchen=kitchen, served_on=day, period=period)
    return with_lines(rows).order_by("code", "pk")


def counts_by_dish(*, kitchen: Kitchen, day: date, period: Period) -> list[DishCount]:
    """How many of each dish of a meal, in the order of the menu; none is shown as none."""
    counted = Q(lines__order__state__in=COUNTED)
    served = Q(lines__order__state=OrderState.SERVED)
    items = (
        MenuItem.objects.filter(menu__kitchen=kitchen, menu__served_on=day, menu__period=period)
        .select_related("dish", "offer")
        .annotate(
            ordered=Sum("lines__units", filter=counted, default=0),
            served=Sum("lines__units", filter=served, default=0),
        )
        .order_by("position", "pk")
    )
    return [DishCount(item, item.ordered, item.served) for item in items]


def meals_of(*, resident: Resident, since: date, until: date) -> QuerySet[MealOrder]:
    """What one person ordered from a day until a day, in order."""
    rows = MealOrder.objects.filter(
        resident__in=same_person(resident), served_on__range=(since, until)
    )
    return with_lines(rows).order_by("served_on", "ordered_at", "pk")


def standing_orders(orders: Iterable[MealOrder]) -> list[MealOrder]:
    """Those of these orders that were not cancelled."""
    return [order for order in orders if order.state != OrderState.CANCELLED]


def found_at_counter(words: str, *, among: QuerySet[MealOrder]) -> list[MealOrder]:
    """Orders by what is said or shown: the order's code, the card, the person's own code."""
    said = words.strip()
    if not said:
        return []
    meant = Q(token=said) | Q(code=said) | who_shows(said, path="resident__")
    return list(with_lines(among.filter(meant)).order_by("state", "pk"))


def last_sales(*, kitchen: Kitchen, day: date, most: int) -> QuerySet[MealOrder]:
    """What was handed over at the counter last, the newest first."""
    rows = MealOrder.objects.filter(kitchen=kitchen, served_on=day, state=OrderState.SERVED)
    return with_lines(rows).order_by("-ended_at", "-pk")[:most]


def meals_by_state(*, kitchen: Kitchen, day: date, period: Period) -> dict[str, int]:
    """How many orders of a meal stand where."""
    rows = MealOrder.objects.filter(kitchen=kitchen, served_on=day, period=period)
    return dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
