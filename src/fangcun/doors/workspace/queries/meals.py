"""Meals on the first screens: what the kitchens have before them, whom to call."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from fangcun.base.http import Staff
from fangcun.base.rights import Right
from fangcun.core.places.models import Community
from fangcun.ledger.access import offers_of
from fangcun.ledger.models import Offer
from fangcun.ledger.queries.offers import bookable
from fangcun.services.canteen.access.kitchens import kitchens_of
from fangcun.services.canteen.models import CallTask, Kitchen, MealOrder
from fangcun.services.canteen.queries.calls import calls_to_make
from fangcun.services.canteen.queries.menus import IN_ORDER
from fangcun.services.canteen.queries.orders import COUNTED
from fangcun.services.canteen.states import Mode, Period

SHOWN = 3
DECIDED_WITHIN = timedelta(days=7)


class MealAhead(NamedTuple):
    """One meal of one kitchen, its meal points included: how many eat, how many at their door."""

    kitchen: Kitchen
    day: date
    period: Period
    orders: int
    deliveries: int


class CallsToMake(NamedTuple):
    """How many people must be called, and the most urgent of them."""

    how_many: int
    first: list[CallTask]
    now: datetime


def meals_ahead(*, staff: Staff, now: datetime) -> list[MealAhead]:
    """Today's and tomorrow's meals of the kitchens that this person runs."""
    today = timezone.localdate(now)
    cooks = kitchens_of(staff, Right.RUN_CANTEEN).filter(is_in_use=True, supplied_by=None)
    kitchens = {kitchen.pk: kitchen for kitchen in cooks}
    if not kitchens:
        return []
    return [
        MealAhead(kitchens[cook], day, Period(period), orders, deliveries)
        for cook, day, period, orders, deliveries in _counted(kitchens, today)
    ]


def calls_today(*, staff: Staff, communities: list[Community], now: datetime) -> CallsToMake:
    """Elders of these communities who left their meal and were not heard of."""
    rows = calls_to_make(staff).filter(resident__community__in=communities)
    how_many = rows.count()
    return CallsToMake(how_many, list(rows[:SHOWN]) if how_many else [], now)


def offers_to_decide(*, staff: Staff, now: datetime) -> list[Offer]:
    """What may not take place because too few have booked, the next to be decided first."""
    rows = staff.rows(Right.MANAGE_OFFERS, offers_of(staff)).filter(
        decided_at=None, decide_at__lte=now + DECIDED_WITHIN, state__in=bookable()
    )
    return list(rows.select_related("service").order_by("decide_at", "pk")[:SHOWN])


def _counted(kitchens: dict[int, Kitchen], today: date) -> list[tuple[int, date, str, int, int]]:
    """By the kitchen that cooks, the day and the meal; breakfast before lunch before dinner."""
    rows = MealOrder.objects.annotate(cook=Coalesce("kitchen__supplied_by", "kitchen")).filter(
        cook__in=kitchens,
        served_on__in=(today, today + timedelta(days=1)),
        state__in=COUNTED,
    )
    counted = rows.values_list("cook", "served_on", "period").annotate(
        orders=Count("pk"), deliveries=Count("pk", filter=Q(mode=Mode.DELIVERY))
    )
    return sorted(counted.order_by(), key=lambda one: (one[1], one[0], IN_ORDER[Period(one[2])]))
