"""Food safety: what is recorded, and what is still missing."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Max, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.core.accounts.models import RoleAssignment
from fangcun.core.accounts.states import Role, Scope
from fangcun.services.canteen.models import (
    Dish,
    FoodSample,
    Kitchen,
    MealOrder,
    Menu,
    MorningCheck,
    PointHandover,
    TemperatureReading,
)
from fangcun.services.canteen.queries.menus import (
    IN_ORDER,
    is_off,
    meal_times_of,
    published_between,
    sitting_of,
)
from fangcun.services.canteen.queries.orders import COUNTED
from fangcun.services.canteen.queries.safety_rules import SAMPLE_HOURS, safety_rules
from fangcun.services.canteen.states import Checkpoint, Period

STAFF_SEEN = timedelta(days=30)
COOKS_MEASURE = (Checkpoint.FRIDGE, Checkpoint.FREEZER, Checkpoint.HOT_HOLD, Checkpoint.CORE)
POINTS_MEASURE = (Checkpoint.HOT_HOLD,)


class Missing(NamedTuple):
    """One thing that is not recorded: in words, and the name of the page where it is."""

    words: str
    page: str
    period: str = ""


class Sampled(NamedTuple):
    """A dish of a meal, and the sample that was kept of it."""

    dish: Dish
    sample: FoodSample | None


def missing(*, kitchen: Kitchen, day: date, now: datetime) -> list[Missing]:
    """还缺: what this kitchen has not recorded of a day on which it serves.

    A meal that has not begun lacks nothing yet; on a day without a menu the kitchen is closed.
    """
    meals = _meals_begun(kitchen, day, now)
    if not meals and not _serves(kitchen, day):
        return []
    return [
        *_missing_checks(kitchen, day),
        *(one for meal in meals for one in _missing_samples(kitchen, meal)),
        *_missing_readings(kitchen, day, has_begun=bool(meals)),
        *(one for meal in meals for one in _missing_handovers(kitchen, meal)),
    ]


def sampled(*, kitchen: Kitchen, day: date, period: Period) -> list[Sampled]:
    """Every dish that is cooked for a meal, set meals taken apart, with its sample."""
    menu = published_between(kitchen, since=day, until=day).filter(period=period).first()
    return _sampled(kitchen, menu) if menu else []


def samples_to_throw(*, kitchen: Kitchen, now: datetime) -> QuerySet[FoodSample]:
    """Samples that have been kept long enough."""
    hours = safety_rules(on=timezone.localdate(now))[SAMPLE_HOURS].least or 0
    kept = FoodSample.objects.filter(kitchen=kitchen, thrown_at=None)
    old_enough = kept.filter(kept_at__lte=now - timedelta(hours=hours))
    return old_enough.select_related("dish").order_by("kept_at", "pk")


def staff_of(kitchen: Kitchen, *, day: date) -> list[str]:
    """Who is checked in the morning: who was of late, and who works here by his account."""
    since = day - STAFF_SEEN
    checked = MorningCheck.objects.filter(kitchen=kitchen, day__range=(since, day))
    names = checked.values("person").annotate(last=Max("day")).order_by("person")
    work_here = RoleAssignment.objects.filter(
        role=Role.CANTEEN, scope=Scope.FACILITY, facility=kitchen.facility_id, ended_at=None
    ).select_related("user")
    accounts = [str(one.user) for one in work_here.order_by("pk")]
    return list(dict.fromkeys([*(row["person"] for row in names), *accounts]))


def checks_on(*, kitchen: Kitchen, day: date) -> QuerySet[MorningCheck]:
    return MorningCheck.objects.filter(kitchen=kitchen, day=day).order_by("person", "pk")


def unchecked(*, kitchen: Kitchen, day: date) -> list[str]:
    """Who usually works here and was not checked; perhaps he has a day off."""
    checked = set(checks_on(kitchen=kitchen, day=day).values_list("person", flat=True))
    return [name for name in staff_of(kitchen, day=day) if name not in checked]


def readings_on(*, kitchen: Kitchen, day: date) -> QuerySet[TemperatureReading]:
    rows = TemperatureReading.objects.filter(kitchen=kitchen, taken_at__date=day)
    return rows.order_by("-taken_at", "-pk")


def measured_at(kitchen: Kitchen) -> tuple[Checkpoint, ...]:
    """Where this kitchen takes temperatures; a meal point only keeps warm."""
    return COOKS_MEASURE if kitchen.cooks else POINTS_MEASURE


def portions_for_point(*, point: Kitchen, day: date, period: Period) -> int:
    """How many portions a meal point is brought."""
    rows = MealOrder.objects.filter(kitchen=point, served_on=day, period=period, state__in=COUNTED)
    portions: int = rows.aggregate(of=Sum("lines__units", default=0))["of"]
    return portions


def _serves(kitchen: Kitchen, day: date) -> bool:
    return published_between(kitchen, since=day, until=day).exists()


def _meals_begun(kitchen: Kitchen, day: date, now: datetime) -> list[Menu]:
    times = {one.period: one for one in meal_times_of(kitchen)}
    menus = published_between(kitchen, since=day, until=day)
    return [
        menu
        for menu in sorted(menus, key=lambda one: IN_ORDER[Period(one.period)])
        if menu.period not in times or sitting_of(times[menu.period], day).starts_at <= now
    ]


def _missing_checks(kitchen: Kitchen, day: date) -> list[Missing]:
    """Somebody must have been checked; who has a day off is known to the kitchen alone."""
    if checks_on(kitchen=kitchen, day=day).exists():
        return []
    return [Missing(_("晨检：还没有记录"), "morning_checks")]


def _missing_samples(kitchen: Kitchen, menu: Menu) -> list[Missing]:
    """A meal point keeps none: its supplier has kept one of every dish."""
    if not kitchen.cooks:
        return []
    meal = menu.get_period_display()
    return [
        Missing(
            _("{meal}留样：{dish}").format(meal=meal, dish=one.dish), "samples", str(menu.period)
        )
        for one in _sampled(kitchen, menu)
        if one.sample is None
    ]


def _missing_readings(kitchen: Kitchen, day: date, *, has_begun: bool) -> list[Missing]:
    """Cold places are measured every day, hot ones once something is cooked."""
    taken = set(readings_on(kitchen=kitchen, day=day).values_list("checkpoint", flat=True))
    hot = (Checkpoint.HOT_HOLD, Checkpoint.CORE)
    due = [one for one in measured_at(kitchen) if has_begun or one not in hot]
    return [
        Missing(_("温度：{place}").format(place=one.label), "temperatures")
        for one in due
        if one not in taken
    ]


def _missing_handovers(kitchen: Kitchen, menu: Menu) -> list[Missing]:
    """Meals that went to a meal point without anybody having counted them there."""
    meal = (menu.served_on, menu.period)
    points = kitchen.meal_points.filter(
        orders__served_on=menu.served_on, orders__period=menu.period, orders__state__in=COUNTED
    ).distinct()
    handed = PointHandover.objects.filter(point__in=points, served_on=meal[0], period=meal[1])
    known = set(handed.values_list("point", flat=True))
    return [
        Missing(
            _("{meal}交接：{point}").format(meal=menu.get_period_display(), point=point),
            "handovers",
            str(menu.period),
        )
        for point in points.order_by("name", "pk")
        if point.pk not in known
    ]


def _sampled(kitchen: Kitchen, menu: Menu) -> list[Sampled]:
    dishes = _cooked_dishes(item.dish for item in menu.items.all() if not is_off(item))
    rows = FoodSample.objects.filter(kitchen=kitchen, served_on=menu.served_on, period=menu.period)
    samples = {sample.dish_id: sample for sample in rows}
    return [Sampled(dish, samples.get(dish.pk)) for dish in dishes]


def _cooked_dishes(dishes: Iterable[Dish]) -> list[Dish]:
    found: dict[int, Dish] = {}
    for dish in dishes:
        parts = list(dish.parts.order_by("pk")) if dish.is_set_meal else []
        found |= {one.pk: one for one in parts or [dish]}
    return list(found.values())
