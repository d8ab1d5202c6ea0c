"""Meals whose time is over: what nobody has come for, and what is still on its way."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from fangcun.core.catalog.queries import number
from fangcun.services.canteen.models import Kitchen, MealOrder, MealTime
from fangcun.services.canteen.states import OrderState, Period, RoundState


class MealOver(NamedTuple):
    """One meal of one kitchen that can be closed."""

    kitchen: Kitchen
    served_on: date
    period: Period


def uncollected(*, today: date) -> QuerySet[MealOrder]:
    """Meals that nobody has come for; one that the courier carries today is on its way."""
    rows = MealOrder.objects.filter(state=OrderState.ORDERED)
    return rows.exclude(stop__round__state=RoundState.OUT, served_on=today)


def meals_over(*, now: datetime) -> list[MealOver]:
    """What the clock closes: so many minutes after its end, somebody has not come for it."""
    last = timezone.localtime(now - timedelta(minutes=number("close_minutes")))
    rows = uncollected(today=timezone.localdate(now)).filter(served_on__lte=last.date())
    meals = rows.order_by("served_on", "kitchen", "period").distinct()
    ends = _ends()
    kitchens = Kitchen.objects.in_bulk()
    return [
        MealOver(kitchens[key], served_on, Period(period))
        for key, served_on, period in meals.values_list("kitchen", "served_on", "period")
        if (served_on, ends.get((key, period), time.max)) <= (last.date(), last.time())
    ]


def _ends() -> dict[tuple[int, str], time]:
    rows = MealTime.objects.values_list("kitchen", "period", "serves_until")
    return {(kitchen, period): until for kitchen, period, until in rows}
