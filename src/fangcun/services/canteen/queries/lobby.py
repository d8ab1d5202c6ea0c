"""What a screen in the hall shows of the kitchens of a facility; codes only, nobody is named."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from fangcun.core.places.models import Facility
from fangcun.services.canteen.models import Kitchen
from fangcun.services.canteen.queries.board import board_of
from fangcun.services.canteen.queries.menus import PublicMeal, public_kitchens, public_meals
from fangcun.services.canteen.queries.to_order import meal_now
from fangcun.services.canteen.states import Period

MOST_MEALS, MOST_CODES = 2, 12


class KitchenToday(NamedTuple):
    """The meals of today that are not over; the codes that are called, and those ready."""

    kitchen: Kitchen
    meals: list[PublicMeal]
    called: list[str]
    ready: list[str]


def kitchens_today(facility: Facility, *, now: datetime) -> list[KitchenToday]:
    """Every kitchen in use there, and how it goes right now."""
    return [_today(kitchen, now) for kitchen in public_kitchens().filter(facility=facility)]


def _today(kitchen: Kitchen, now: datetime) -> KitchenToday:
    today = timezone.localdate(now)
    meals = public_meals(kitchen, since=today, until=today, now=now)
    period = Period(meal_now(kitchen=kitchen, now=now))
    board = board_of(kitchen=kitchen, day=today, period=period)
    return KitchenToday(
        kitchen=kitchen,
        meals=[meal for meal in meals if not _is_over(meal, now)][:MOST_MEALS],
        called=[order.code for order in board.called[:MOST_CODES]],
        ready=[order.code for order in board.ready[:MOST_CODES]],
    )


def _is_over(meal: PublicMeal, now: datetime) -> bool:
    return meal.sitting is not None and meal.sitting.ends_at <= now
