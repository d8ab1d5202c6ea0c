"""A week of menus as Excel: what is cooked, how many, what is in it."""

from collections.abc import Iterator, Sequence

from django.utils import formats
from django.utils.translation import gettext as _

from fangcun.core.places.sheets import Cell, Table, as_excel
from fangcun.services.canteen.models import Kitchen, MenuItem
from fangcun.services.canteen.queries.dishes import ShownDish, shown_dishes
from fangcun.services.canteen.queries.menus import BoardDay, is_off
from fangcun.services.canteen.queries.menus import Cell as Meal


def week_sheet(kitchen: Kitchen, days: Sequence[BoardDay]) -> bytes:
    """One row a dish, in the order in which it is eaten."""
    columns = [
        *(_("日期"), _("星期"), _("餐次"), _("菜品"), _("价格（元）"), _("份数"), _("已订")),
        *(_("致敏物质"), _("特点"), _("状态")),
    ]
    return as_excel(Table(str(kitchen), columns, _rows(days)))


def _rows(days: Sequence[BoardDay]) -> Iterator[list[Cell]]:
    meals = [cell for day in days for cell in day.cells]
    shown = shown_dishes(item.dish for meal in meals for item in meal.items)
    for meal in meals:
        for item in meal.items:
            yield _row(meal, item, shown[item.dish_id])


def _row(meal: Meal, item: MenuItem, shown: ShownDish) -> list[Cell]:
    between = _("、")
    return [
        meal.day.isoformat(),
        formats.date_format(meal.day, "l"),
        str(meal.meal_time.get_period_display()),
        item.dish.name,
        item.dish.price_fen / 100,
        item.portions,
        item.offer.taken if item.offer else 0,
        between.join(shown.allergens),
        between.join(shown.traits),
        _state(meal, item),
    ]


def _state(meal: Meal, item: MenuItem) -> str:
    if is_off(item):
        return _("已下架")
    return _("已发布") if meal.menu and meal.menu.published_at else _("草稿")
