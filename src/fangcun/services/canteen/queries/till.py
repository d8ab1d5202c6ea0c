"""What the counter of one meal shows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.dateparse import parse_date

from fangcun.core.operators.queries import running_contracts
from fangcun.core.payments.models import Account
from fangcun.core.payments.queries import accounts_of
from fangcun.core.people.models import Resident
from fangcun.services.canteen.models import Kitchen, MealOrder, MealTime, MenuItem
from fangcun.services.canteen.queries.orders import last_sales, meals_of
from fangcun.services.canteen.queries.to_order import Dish, dishes_for, meal_now, menus_to_order
from fangcun.services.canteen.states import OrderState, Period

LAST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class TillDay:
    """One meal at one counter: its dishes for this person, what he ordered, what went out last."""

    day: date
    period: Period
    periods: list[Period]
    dishes: list[Dish]
    ordered: list[MealOrder]
    sales: list[MealOrder]

    @property
    def items(self) -> list[MenuItem]:
        return [dish.item for dish in self.dishes]


class Money(NamedTuple):
    """A card or a tab that this person can pay with here."""

    account: Account
    has_fen: int
    """What is on the card, or still open on the tab."""


def till_day(
    *,
    kitchen: Kitchen,
    day: str,
    period: str,
    now: datetime,
    resident: Resident | None = None,
) -> TillDay:
    """The meal that was asked for; without a word, today's that is served now or next."""
    on = _day_of(day) or timezone.localdate(now)
    which = Period(period if period in Period.values else meal_now(kitchen=kitchen, now=now))
    menus = menus_to_order(kitchen=kitchen, since=on, until=on).filter(period=which)
    items = [item for menu in menus for item in menu.items.all()]
    return TillDay(
        day=on,
        period=which,
        periods=_periods_of(kitchen, which),
        dishes=dishes_for(items, resident=resident, on=on),
        ordered=_ordered(kitchen, resident, on),
        sales=list(last_sales(kitchen=kitchen, day=on, most=LAST_SHOWN)),
    )


def money_of(*, kitchen: Kitchen, resident: Resident | None) -> list[Money]:
    """What is on his card and tab with whoever runs this kitchen."""
    if resident is None:
        return []
    contracts = running_contracts(kitchen.facility, timezone.localdate())
    operators = contracts.order_by().values("operator")
    accounts = accounts_of(resident).filter(operator__in=operators)
    return [Money(one, one.balance_fen + one.limit_fen) for one in accounts]


def _day_of(said: str) -> date | None:
    try:
        return parse_date(said)
    except ValueError:
        return None


def _periods_of(kitchen: Kitchen, shown: Period) -> list[Period]:
    offered = MealTime.objects.filter(kitchen=kitchen, is_offered=True)
    known = set(offered.values_list("period", flat=True)) | {shown}
    return [period for period in Period if period in known]


def _ordered(kitchen: Kitchen, resident: Resident | None, on: date) -> list[MealOrder]:
    """What this person has ordered here and not fetched yet."""
    if resident is None:
        return []
    meals = meals_of(resident=resident, since=on, until=on)
    return list(meals.filter(kitchen=kitchen, state=OrderState.ORDERED))
