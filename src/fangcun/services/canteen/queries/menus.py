"""Menus: a week of a kitchen, what can be ordered, what everybody may read."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from fangcun.ledger.states import OfferState
from fangcun.services.canteen.models import Kitchen, MealTime, Menu, MenuItem
from fangcun.services.canteen.queries.dishes import ShownDish, shown_dishes
from fangcun.services.canteen.rules.meals import A_DAY, Sitting, monday_of, sitting
from fangcun.services.canteen.states import Period

A_WEEK = timedelta(days=7)
IN_ORDER = {period: place for place, period in enumerate(Period)}


class Cell(NamedTuple):
    """One meal of one day on the board; `menu` None: nobody has written it yet."""

    day: date
    meal_time: MealTime
    menu: Menu | None
    items: list[MenuItem]
    sitting: Sitting
    is_over: bool


class BoardDay(NamedTuple):
    """A day of the week with its meals."""

    day: date
    is_today: bool
    cells: list[Cell]


class PublicItem(NamedTuple):
    """A dish on a published menu, as everybody may see it."""

    item: MenuItem
    shown: ShownDish
    is_off: bool
    is_sold_out: bool


class PublicMeal(NamedTuple):
    """A published meal: from when to when, until when it is ordered, what there is."""

    menu: Menu
    sitting: Sitting | None
    items: list[PublicItem]
    is_open: bool


def days_of_week(day: date) -> list[date]:
    """Monday to Sunday of the week of a day."""
    monday = monday_of(day)
    return [monday + number * A_DAY for number in range(A_WEEK.days)]


def meal_times_of(kitchen: Kitchen) -> list[MealTime]:
    """The meals of a kitchen in the order of the day, also those not offered now."""
    return sorted(kitchen.meal_times.all(), key=lambda one: IN_ORDER[Period(one.period)])


def sitting_of(meal_time: MealTime, day: date) -> Sitting:
    """From when until when a meal of a day is served, and its cut-off."""
    return sitting(
        day=day,
        serves_from=meal_time.serves_from,
        serves_until=meal_time.serves_until,
        days_before=meal_time.cut_off_days,
        cut_off=meal_time.cut_off_at,
        zone=timezone.get_default_timezone(),
    )


def menus_between(kitchen: Kitchen, *, since: date, until: date) -> QuerySet[Menu]:
    """The menus of a kitchen from one day to another, both included, with dishes and offers."""
    return with_items(kitchen.menus.filter(served_on__range=(since, until)))


def published_between(kitchen: Kitchen, *, since: date, until: date) -> QuerySet[Menu]:
    """Those of them that can be read by everybody."""
    return menus_between(kitchen, since=since, until=until).filter(published_at__isnull=False)


def with_items(rows: QuerySet[Menu]) -> QuerySet[Menu]:
    """Menus with their items in order, each with its dish and its offer."""
    items = MenuItem.objects.select_related("dish", "offer").order_by("position", "pk")
    in_order = rows.order_by("served_on", "period", "pk")
    return in_order.prefetch_related(Prefetch("items", queryset=items))


def menu_on(kitchen: Kitchen, *, day: date, period: str) -> Menu | None:
    """The menu of one meal, published or not."""
    rows = menus_between(kitchen, since=day, until=day)
    return rows.filter(period=period).select_related("kitchen").first()


def board(kitchen: Kitchen, *, monday: date, now: datetime) -> list[BoardDay]:
    """A week of a kitchen: seven days, each with the meals that it serves."""
    days = days_of_week(monday)
    menus = {
        (menu.served_on, menu.period): menu
        for menu in menus_between(kitchen, since=days[0], until=days[-1])
    }
    known = {period for _day, period in menus}
    times = [one for one in meal_times_of(kitchen) if one.is_offered or one.period in known]
    today = timezone.localdate(now)
    return [
        BoardDay(day, day == today, [_cell(day, one, menus, now) for one in times]) for day in days
    ]


def public_meals(kitchen: Kitchen, *, since: date, until: date, now: datetime) -> list[PublicMeal]:
    """What there is to eat from one day to another, in the order of the days and meals."""
    menus = list(published_between(kitchen, since=since, until=until))
    menus.sort(key=lambda menu: (menu.served_on, IN_ORDER[Period(menu.period)]))
    times = {one.period: one for one in meal_times_of(kitchen)}
    shown = shown_dishes(item.dish for menu in menus for item in menu.items.all())
    return [_public_meal(menu, times.get(menu.period), shown, now) for menu in menus]


def is_off(item: MenuItem) -> bool:
    """Taken off a menu after it was published."""
    return item.offer is not None and item.offer.state == OfferState.CALLED_OFF


def public_kitchens() -> QuerySet[Kitchen]:
    """Canteens and meal points in use, for everybody, by community and name."""
    rows = Kitchen.objects.filter(is_in_use=True).select_related("facility__community")
    return rows.order_by("facility__community__name", "name", "pk")


def published_days(kitchens: Sequence[Kitchen], *, since: date) -> dict[int, date]:
    """The next day with a published menu of each kitchen, by its number; one query."""
    rows = Menu.objects.filter(
        kitchen__in=[one.pk for one in kitchens], served_on__gte=since, published_at__isnull=False
    )
    return dict(
        rows.order_by("kitchen", "served_on")
        .distinct("kitchen")
        .values_list("kitchen", "served_on")
    )


def _cell(
    day: date, meal_time: MealTime, menus: dict[tuple[date, str], Menu], now: datetime
) -> Cell:
    menu = menus.get((day, meal_time.period))
    when = sitting_of(meal_time, day)
    items = list(menu.items.all()) if menu else []
    return Cell(day, meal_time, menu, items, when, when.ends_at <= now)


def _public_meal(
    menu: Menu, meal_time: MealTime | None, shown: dict[int, ShownDish], now: datetime
) -> PublicMeal:
    when = sitting_of(meal_time, menu.served_on) if meal_time else None
    items = [
        PublicItem(
            item=item,
            shown=shown[item.dish_id],
            is_off=is_off(item),
            is_sold_out=item.offer is not None and item.offer.left == 0,
        )
        for item in menu.items.all()
    ]
    return PublicMeal(menu, when, items, is_open=when is not None and now < when.cut_off)
