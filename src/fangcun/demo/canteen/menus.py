"""Four weeks of menus: two that are over, this one, and the next."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from fangcun.core.accounts.models import User
from fangcun.demo.canteen.written import written
from fangcun.demo.days import SATURDAY, moment
from fangcun.services.canteen.actions.menus import MenuLine, draft_menu, publish_menu
from fangcun.services.canteen.models import Dish, Kitchen
from fangcun.services.canteen.states import Period

A_WEEK = timedelta(days=7)
WEEKS_BACK = 2
WEEKS_AHEAD = 1


def mondays(today: date) -> list[date]:
    """The Mondays of the demo's four weeks; on a weekend the coming week is this one."""
    this = today - timedelta(days=today.weekday())
    return [this + week * A_WEEK for week in range(-WEEKS_BACK, WEEKS_AHEAD + 1)]


def published_at(monday: date) -> datetime:
    """A week's menus hang out on the Thursday before."""
    return moment(monday - timedelta(days=4), time(9, 30))


def publish_week_of_menus(
    kitchens: Sequence[Kitchen],
    dishes: dict[str, Dish],
    *,
    monday: date,
    by: User,
    now: datetime,
) -> None:
    """The same at the canteen and its meal points; dinner is served at the canteen alone."""
    for kitchen in kitchens:
        for day in _working_days(monday):
            publish_lunch(kitchen, dishes, day=day, by=by, now=now)
            if kitchen.cooks:
                _publish(kitchen, dishes, day, Period.DINNER, by, now)


def publish_lunch(
    kitchen: Kitchen, dishes: dict[str, Dish], *, day: date, by: User, now: datetime
) -> None:
    """The lunch of one day; a meal point has the two set meals."""
    _publish(kitchen, dishes, day, Period.LUNCH, by, now)


def _publish(  # noqa: PLR0917  # one meal of a list
    kitchen: Kitchen,
    dishes: dict[str, Dish],
    day: date,
    period: Period,
    by: User,
    now: datetime,
) -> None:
    names = written()["menu"][period][day.weekday()]
    menu = draft_menu(
        kitchen=kitchen,
        served_on=day,
        period=period,
        lines=list(_lines(names if kitchen.cooks else names[:2], dishes)),
        by=by,
        now=now,
        is_demo=True,
    )
    publish_menu(menu=menu, by=by, now=now)


def _working_days(monday: date) -> Iterator[date]:
    return (monday + timedelta(days=day) for day in range(SATURDAY))


def _lines(names: Sequence[str], dishes: dict[str, Dish]) -> Iterator[MenuLine]:
    menu = written()["menu"]
    for place, name in enumerate(names):
        portions = menu["portions_of"].get(name, menu["portions"])
        yield MenuLine(dish=dishes[name], portions=portions, is_standing_choice=place == 0)
