"""Forgetting what was written about somebody's meals; what he ate stays counted."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.services.canteen.actions.dinners import cancel_booking
from fangcun.services.canteen.actions.festivals import cancel_packs
from fangcun.services.canteen.actions.orders.changing import take_off
from fangcun.services.canteen.actions.standing import end_standing
from fangcun.services.canteen.models import (
    CallTask,
    MealOrder,
    PackOrder,
    StandingMeal,
    StandingPause,
    Stop,
    TableBooking,
)
from fangcun.services.canteen.states import BookingState, OrderState


@transaction.atomic
def forget_meals(*, resident: Resident, by: User, now: datetime) -> None:
    """End what he has ordered ahead, and empty free words: why he was away is his own affair."""
    mine = same_person(resident)
    for standing in StandingMeal.objects.filter(resident__in=mine, ended_at=None):
        end_standing(standing=standing, revision=standing.revision, by=by, now=now)
    for order in MealOrder.objects.filter(resident__in=mine, state=OrderState.ORDERED):
        take_off(order=order, why=_("取消订餐"), by=by, now=now)
    StandingPause.objects.filter(standing__resident__in=mine).exclude(why="").update(why="")
    orders = list(MealOrder.objects.filter(resident__in=mine).values_list("pk", flat=True))
    MealOrder.objects.filter(pk__in=orders).exclude(note="").update(note="")
    versions: QuerySet[Any] = MealOrder.history.filter(id__in=orders)
    versions.update(note="")


@transaction.atomic
def forget_festive(*, resident: Resident, by: User, now: datetime) -> None:
    """What he has ordered or booked for a festival goes to others, and his money back to him."""
    mine, why = same_person(resident), _("应居民要求取消")
    for order in PackOrder.objects.filter(resident__in=mine, state=OrderState.ORDERED):
        cancel_packs(order=order, why=why, by=by, now=now)
    booked = TableBooking.objects.filter(resident__in=mine, state=BookingState.BOOKED)
    for booking in booked.select_related("seating__offer", "commitment"):
        cancel_booking(booking=booking, why=why, by=by, now=now)


@transaction.atomic
def forget_words(*, resident: Resident) -> None:
    """Empty what callers, couriers and hosts wrote down, in all his records."""
    mine = same_person(resident)
    CallTask.objects.filter(resident__in=mine).exclude(words="").update(words="")
    Stop.objects.filter(order__resident__in=mine).exclude(words="").update(words="")
    parties = list(TableBooking.objects.filter(resident__in=mine).values_list("pk", flat=True))
    TableBooking.objects.filter(pk__in=parties).exclude(note="").update(note="")
    versions: QuerySet[Any] = TableBooking.history.filter(id__in=parties)
    versions.update(note="")
