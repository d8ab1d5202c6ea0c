"""Forgetting what was written about somebody's meals; what he ate stays counted."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import same_person
from fangcun.services.canteen.actions.orders.changing import take_off
from fangcun.services.canteen.actions.standing import end_standing
from fangcun.services.canteen.models import MealOrder, StandingMeal, StandingPause
from fangcun.services.canteen.states import OrderState


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
