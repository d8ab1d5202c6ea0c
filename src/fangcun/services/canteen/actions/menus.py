"""Menus: drafted, copied from week to week, published, and changed when people have ordered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.accounts.models import User
from fangcun.core.places.actions.revised import ChangedMeanwhile
from fangcun.services.canteen.actions.laying_out import ask_to_lay_out
from fangcun.services.canteen.actions.supply import (
    change_supply,
    supply_items,
    take_off,
    whole_sitting,
)
from fangcun.services.canteen.models import Dish, Kitchen, Menu, MenuItem
from fangcun.services.canteen.queries.dishes import cooking_kitchen
from fangcun.services.canteen.queries.menus import is_off, menus_between, with_items
from fangcun.services.canteen.rules.meals import A_DAY, monday_of
from fangcun.services.canteen.states import Period

A_WEEK_DAYS = 7


class NotItsDish(Refusal):
    """A dish of another kitchen, or one that is not cooked any more."""


class EmptyMenu(Refusal):
    """Nothing to eat: a menu without dishes is not published."""


class MealOver(Refusal):
    """A meal that is over is not changed."""


class NobodySupplies(Refusal):
    """The week of a supplying kitchen is taken over by its meal points only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuLine:
    """A dish on a menu; `portions` None: as many as are ordered."""

    dish: Dish
    portions: int | None = None
    is_standing_choice: bool = False


@transaction.atomic
def draft_menu(
    *,
    kitchen: Kitchen,
    served_on: date,
    period: Period,
    lines: Sequence[MenuLine],
    by: User,
    now: datetime,
    is_demo: bool = False,
) -> Menu:
    """Begin the menu of a meal; if somebody has begun it meanwhile, his stays."""
    _must_be_its_dishes(kitchen, lines)
    menu = Menu(kitchen=kitchen, served_on=served_on, period=period, is_demo=is_demo)
    _must_not_be_over(menu, now)
    _lock(kitchen)
    if kitchen.menus.filter(served_on=served_on, period=period).exists():
        raise ChangedMeanwhile(_("别人刚刚已开始写这一餐的菜单，请在他写的上面修改。"))
    menu.save(force_insert=True)
    _write_items(menu, lines)
    return menu


@transaction.atomic
def change_menu(
    *,
    menu: Menu,
    revision: int,
    lines: Sequence[MenuLine],
    why: str = "",
    by: User,
    now: datetime,
) -> Menu:
    """Write other dishes or portions on a menu.

    Of a published one: a new dish can be ordered at once, portions never go below what is
    ordered, and a dish that goes is called off with `why`: those who ordered it are told.
    """
    _must_be_its_dishes(menu.kitchen, lines)
    _must_not_be_over(menu, now)
    unchanged = Menu.objects.filter(pk=menu.pk, revision=revision)
    if not unchanged.update(revision=F("revision") + 1):
        raise ChangedMeanwhile(_("您打开后，别人已修改过这份菜单。请核对后再保存。"))
    current = _read(menu)
    if current.published_at is None:
        current.items.all().delete()
        _write_items(current, lines)
    else:
        _change_published(current, lines, why, by, now)
    return current


@transaction.atomic
def publish_menu(*, menu: Menu, by: User, now: datetime) -> Menu:
    """Let people order: each dish becomes an offer that may run out. Twice is once."""
    # two who publish at once wait here for each other; the second finds it done
    drafts = Menu.objects.filter(pk=menu.pk, published_at=None)
    if drafts.update(published_at=now, published_by=signature(by), revision=F("revision") + 1):
        _publish(_read(menu), by, now)
        ask_to_lay_out(menu)
    return _read(menu)


@transaction.atomic
def publish_week(*, kitchen: Kitchen, monday: date, by: User, now: datetime) -> list[Menu]:
    """Publish what is written for a week and not over yet; menus without dishes wait."""
    menus = menus_between(kitchen, since=monday, until=monday + (A_WEEK_DAYS - 1) * A_DAY)
    return [
        publish_menu(menu=menu, by=by, now=now)
        for menu in menus.filter(published_at=None).select_related("kitchen")
        if menu.items.all() and not _is_over(menu, now)
    ]


@transaction.atomic
def copy_week(
    *, kitchen: Kitchen, from_monday: date, to_monday: date, by: User, now: datetime
) -> list[Menu]:
    """Begin a week with the menus of another; what is written there stays as it is."""
    return _copied(_week_of(kitchen, from_monday), kitchen, to_monday, now)


@transaction.atomic
def take_over_week(*, kitchen: Kitchen, monday: date, by: User, now: datetime) -> list[Menu]:
    """Begin the week of a meal point with what its kitchen cooks that week."""
    if kitchen.supplied_by is None:
        raise NobodySupplies(_("这里自己做饭，没有供餐食堂的菜单可以沿用。"))
    return _copied(_week_of(kitchen.supplied_by, monday), kitchen, monday, now)


def _change_published(
    menu: Menu, lines: Sequence[MenuLine], why: str, by: User, now: datetime
) -> None:
    """Dishes that stay first, then those that come, then those that go."""
    present = {item.dish_id: item for item in menu.items.all()}
    wanted = {line.dish.pk: line for line in lines}
    new = []
    for place, line in enumerate(lines):
        item = present.get(line.dish.pk) or MenuItem(menu=menu, dish=line.dish)
        was_off = is_off(item)
        more = item.portions != line.portions
        item.position, item.portions = place, line.portions
        item.is_standing_choice = line.is_standing_choice
        item.save()
        if item.offer is None or was_off:
            new.append(item)
        elif more:
            change_supply(item=item, by=by, now=now)
    supply_items(menu=menu, items=new, by=by, now=now)
    for dish, item in present.items():
        if dish not in wanted and not is_off(item):
            take_off(item=item, why=why, by=by, now=now)


def _publish(menu: Menu, by: User, now: datetime) -> None:
    _must_not_be_over(menu, now)
    items = list(menu.items.all())
    if not items:
        raise EmptyMenu(_("菜单上还没有菜，请先选菜再发布。"))
    supply_items(menu=menu, items=items, by=by, now=now)


def _copied(menus: Iterable[Menu], kitchen: Kitchen, to_monday: date, now: datetime) -> list[Menu]:
    _lock(kitchen)
    written = set(kitchen.menus.values_list("served_on", "period"))
    offered = set(kitchen.meal_times.filter(is_offered=True).values_list("period", flat=True))
    drafts = []
    for menu in menus:
        day = to_monday + menu.served_on.weekday() * A_DAY
        draft = Menu(kitchen=kitchen, served_on=day, period=menu.period, is_demo=kitchen.is_demo)
        lines = _lines_still_cooked(menu)
        is_wanted = menu.period in offered and (day, menu.period) not in written
        if is_wanted and lines and not _is_over(draft, now):
            draft.save(force_insert=True)
            _write_items(draft, lines)
            drafts.append(draft)
    return drafts


def _lines_still_cooked(menu: Menu) -> list[MenuLine]:
    return [
        MenuLine(dish=item.dish, portions=item.portions, is_standing_choice=item.is_standing_choice)
        for item in menu.items.all()
        if item.dish.is_in_use and not is_off(item)
    ]


def _week_of(kitchen: Kitchen, monday: date) -> Iterable[Menu]:
    first = monday_of(monday)
    return menus_between(kitchen, since=first, until=first + (A_WEEK_DAYS - 1) * A_DAY)


def _write_items(menu: Menu, lines: Sequence[MenuLine]) -> None:
    MenuItem.objects.bulk_create(
        MenuItem(
            menu=menu,
            dish=line.dish,
            position=place,
            portions=line.portions,
            is_standing_choice=line.is_standing_choice,
        )
        for place, line in enumerate(lines)
    )


def _must_be_its_dishes(kitchen: Kitchen, lines: Sequence[MenuLine]) -> None:
    cook = cooking_kitchen(kitchen)
    for line in lines:
        if line.dish.kitchen_id != cook.pk:
            raise NotItsDish(
                _("“{dish}”不是{kitchen}的菜，不能上菜单。").format(dish=line.dish, kitchen=cook)
            )


def _must_not_be_over(menu: Menu, now: datetime) -> None:
    if _is_over(menu, now):
        raise MealOver(_("这一餐已经结束，菜单不能再改。"))


def _is_over(menu: Menu, now: datetime) -> bool:
    when = whole_sitting(menu)
    if when is None:
        return menu.served_on < timezone.localdate(now)
    return when.ends_at <= now


def _lock(kitchen: Kitchen) -> None:
    """Who writes menus of a kitchen waits for whoever does."""
    Kitchen.objects.select_for_update(no_key=True).get(pk=kitchen.pk)


def _read(menu: Menu) -> Menu:
    rows = Menu.objects.filter(pk=menu.pk).select_related(
        "kitchen__facility__community", "kitchen__supplied_by__facility"
    )
    return with_items(rows).get()
