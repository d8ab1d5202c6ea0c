"""The canteen's month, from the day on which it opened to the days that are still to come."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from fangcun.demo.accounts import demo_user
from fangcun.demo.canteen.days import call_those_who_did_not_come, is_over, live_through
from fangcun.demo.canteen.diets import write_down_diets
from fangcun.demo.canteen.dinner import set_tables
from fangcun.demo.canteen.festival import sell_for_the_festival, sold_last_week
from fangcun.demo.canteen.kitchens import open_demo_kitchens, write_demo_dishes
from fangcun.demo.canteen.meals import (
    irregular_eaters,
    open_cards_and_tabs,
    order_by_telephone,
    pause_some,
    start_standing_meals,
    weekdays_between,
)
from fangcun.demo.canteen.menus import mondays, publish_week_of_menus, published_at
from fangcun.demo.canteen.month import Month, steward_of
from fangcun.demo.canteen.safety import write_safety
from fangcun.demo.canteen.settlement import eat_on_trial, recount_the_month_before
from fangcun.demo.days import moment
from fangcun.services.canteen.actions.laying_out import lay_out_standing
from fangcun.services.canteen.models import StandingMeal

SEED = 388
A_WEEK = timedelta(days=7)
OPENED_AGO = timedelta(days=80)


@transaction.atomic
def open_demo_canteen(*, now: datetime) -> Month:
    """Kitchens, dishes, four weeks of menus, and what people ordered, ate and paid."""
    month = _opened(now)
    weeks = mondays(month.today)
    eat_on_trial(month, before=weeks[0])
    standing: list[StandingMeal] = []
    for week, monday in enumerate(weeks):
        if published_at(monday) < now:
            standing += _begin(month, week, monday)
    pause_some(month, standing)
    days = list(weekdays_between(weeks[0], month.today))
    over = [day for day in days if is_over(day, now)]
    for day in days:
        _telephone(month, day)
        if day in over:
            live_through(month, day, is_last=day == over[-1])
    call_those_who_did_not_come(month)
    recount_the_month_before(month)
    write_down_diets(month, standing)
    write_safety(month, days)
    sold_last_week(month)
    sell_for_the_festival(month)
    set_tables(month)
    return month


def _opened(now: datetime) -> Month:
    today = timezone.localdate(now)
    opened_at = now - OPENED_AGO
    canteen, points = open_demo_kitchens(now=opened_at)
    return Month(
        now=now,
        today=today,
        canteen=canteen,
        points=points,
        dishes=write_demo_dishes(canteen, now=opened_at),
        cook=demo_user("canteen"),
        steward=steward_of(canteen),
        rng=Random(SEED),  # noqa: S311  # made-up meals, not a secret
    )


def _begin(month: Month, week: int, monday: date) -> list[StandingMeal]:
    """A week's menus hang out, what was ordered until further notice follows, some more join."""
    at = published_at(monday)
    publish_week_of_menus(month.kitchens, month.dishes, monday=monday, by=month.cook, now=at)
    if week:
        lay_out_standing(until=monday + A_WEEK, by=month.cook, now=at + timedelta(hours=1))
    joined = start_standing_meals(month, week=week, at=at + timedelta(hours=2))
    open_cards_and_tabs(month, joined, at=at + timedelta(hours=4))
    return joined


def _telephone(month: Month, day: date) -> None:
    """On Tuesdays and Thursdays somebody rings the day before."""
    at = moment(day - timedelta(days=1), time(10, 20))
    if day.isoweekday() in {2, 4} and at < month.now:
        resident = month.rng.choice(irregular_eaters(month, month.canteen))
        order_by_telephone(month, month.canteen, day, resident=resident, at=at)
