"""Meals for weeks ahead: whose, on which days, and what of them is ordered."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.services.canteen.models import (
    MealOrder,
    Menu,
    MenuItem,
    StandingMeal,
    StandingPause,
)
from fangcun.services.canteen.queries.orders import with_lines
from fangcun.services.canteen.rules.standing import Away, days_of
from fangcun.services.canteen.states import OrderState

IS_HERE = Q(
    resident__died_on=None,
    resident__left_on=None,
    resident__merged_into=None,
    resident__forgotten_at=None,
)


def running(*, on: date) -> QuerySet[StandingMeal]:
    """Standing meals that are not over, of people who are here, one after the other."""
    not_over = Q(ended_at=None) & (Q(until=None) | Q(until__gte=on))
    rows = StandingMeal.objects.filter(not_over, IS_HERE, kitchen__is_in_use=True)
    return rows.order_by("kitchen", "period", "pk")


def standing_of(resident: Resident) -> QuerySet[StandingMeal]:
    """What one person has ordered for weeks ahead and not ended, with the pauses that are on."""
    pauses = StandingPause.objects.filter(lifted_at=None).order_by("from_on", "pk")
    rows = StandingMeal.objects.filter(resident__in=same_person(resident), ended_at=None)
    return (
        rows.select_related("kitchen", "dish", "resident")
        .prefetch_related(Prefetch("pauses", queryset=pauses))
        .order_by("period", "pk")
    )


def pauses_of(standing: StandingMeal) -> QuerySet[StandingPause]:
    """Every pause of it, the last first; those that were lifted say so."""
    return StandingPause.objects.filter(standing=standing).order_by("-from_on", "-pk")


def days_ahead(*, standing: StandingMeal, since: date, until: date) -> list[date]:
    """The days of a standing meal between two days, without those on which he is away."""
    pauses = StandingPause.objects.filter(standing=standing, lifted_at=None)
    last = until if standing.until is None else min(until, standing.until)
    return list(
        days_of(
            weekdays=standing.weekdays,
            from_on=max(since, standing.from_on),
            until=last,
            away=[Away(pause.from_on, pause.until) for pause in pauses],
        )
    )


def orders_ahead(*, standing: StandingMeal, today: date) -> list[MealOrder]:
    """What is laid out of it and not served yet, day by day."""
    rows = MealOrder.objects.filter(
        standing=standing, served_on__gte=today, state=OrderState.ORDERED
    )
    return list(with_lines(rows).order_by("served_on", "pk"))


def menus_to_lay_out(*, standing: StandingMeal, days: Sequence[date]) -> dict[date, Menu]:
    """The published menus of these days, with their dishes in order."""
    items = MenuItem.objects.select_related("menu", "dish", "offer").order_by("position", "pk")
    menus = Menu.objects.filter(
        kitchen=standing.kitchen_id,
        period=standing.period,
        served_on__in=days,
        published_at__isnull=False,
    ).prefetch_related(Prefetch("items", queryset=items))
    return {menu.served_on: menu for menu in menus}
