"""Food safety of the month: samples, morning checks, temperatures, what went to the points."""

from datetime import date, time, timedelta

from fangcun.demo.canteen.month import Month
from fangcun.demo.canteen.written import BY, key, written
from fangcun.demo.days import moment
from fangcun.services.canteen.actions.safety import (
    Check,
    Reading,
    Sample,
    check_staff,
    hand_to_point,
    keep_samples,
    take_temperatures,
    throw_sample,
)
from fangcun.services.canteen.models import MealOrder, MenuItem
from fangcun.services.canteen.queries.orders import COUNTED
from fangcun.services.canteen.states import Checkpoint, Period

GRAMS = 130
KEPT_FOR = timedelta(days=3)
USUAL = ((Checkpoint.FRIDGE, 40), (Checkpoint.FREEZER, -190), (Checkpoint.CORE, 820))
WARM_FRIDGE = 96
FORGOTTEN = (2, 6)  # days of the month on which nobody wrote anything down
WARM = 4  # the day on which the fridge was left open
FEVER = 8  # the day on which somebody was sent home


def write_safety(month: Month, days: list[date]) -> None:
    """What was written down day by day; some of it is missing, as it is in life."""
    for place, day in enumerate(days):
        if moment(day, time(12, 30)) > month.now or place in FORGOTTEN:
            continue
        _check(month, day, has_fever=place == FEVER)
        _sample(month, day)
        _measure(month, day, is_warm=place == WARM)
        _to_the_points(month, day)


def _check(month: Month, day: date, *, has_fever: bool) -> None:
    people = written()["staff"]["checked"]
    checks = [Check(person, 364 + place, is_fit=True) for place, person in enumerate(people)]
    if has_fever:
        checks[-1] = Check(people[-1], 378, is_fit=False, words="演示：发热，已回家休息")
    check_staff(kitchen=month.canteen, day=day, checks=checks, by=BY, now=moment(day, time(7, 30)))


def _sample(month: Month, day: date) -> None:
    """Of every dish of the lunch; thrown away when the time is over."""
    rows = MenuItem.objects.filter(
        menu__kitchen=month.canteen, menu__served_on=day, menu__period=Period.LUNCH
    ).select_related("dish")
    kept = keep_samples(
        kitchen=month.canteen,
        served_on=day,
        period=Period.LUNCH,
        samples=[Sample(item.dish, GRAMS) for item in rows],
        by=BY,
        now=moment(day, time(10, 35)),
    )
    thrown_at = moment(day, time(16)) + KEPT_FOR
    for sample in kept if thrown_at < month.now else ():
        throw_sample(sample=sample, by=BY, now=thrown_at)


def _measure(month: Month, day: date, *, is_warm: bool) -> None:
    readings = [Reading(where, tenths) for where, tenths in USUAL]
    if is_warm:
        readings[0] = Reading(Checkpoint.FRIDGE, WARM_FRIDGE, "演示：门没关严，已调整并复测")
    take_temperatures(
        kitchen=month.canteen,
        readings=readings,
        written_key=key("temperatures", day),
        by=BY,
        now=moment(day, time(9, 5)),
    )


def _to_the_points(month: Month, day: date) -> None:
    for point in month.points:
        portions = MealOrder.objects.filter(
            kitchen=point, served_on=day, period=Period.LUNCH, state__in=COUNTED
        ).count()
        if portions:
            hand_to_point(
                point=point,
                served_on=day,
                period=Period.LUNCH,
                portions=portions,
                tenths_celsius=680,
                received_by=written()["staff"]["received_by"],
                words="",
                by=BY,
                now=moment(day, time(10, 30)),
            )
