"""Meals of a settlement as lists show them: one by one."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fangcun.services.canteen.models import MealOrder, SubsidyDifference, SubsidyRule
from fangcun.services.canteen.queries.settlement import Meal, parts_moved
from fangcun.services.canteen.rules.subsidies import Parts


class MealRow(NamedTuple):
    """A meal that was served: whose, by which rule, who pays what."""

    order: MealOrder
    rule: SubsidyRule | None
    parts: Parts


class MovedRow(NamedTuple):
    """A difference: of which meal, by which rule before and after, who pays what more."""

    order: MealOrder
    old_rule: SubsidyRule | None
    rule: SubsidyRule | None
    parts: Parts


def rows_of(meals: Sequence[Meal]) -> list[MealRow]:
    """Two queries for any number of meals."""
    orders = MealOrder.objects.select_related(
        "kitchen__facility__community", "resident__community", "price_class"
    ).in_bulk([meal.order for meal in meals])
    known = {meal.rule for meal in meals if meal.rule is not None}
    rules = SubsidyRule.objects.select_related("pack").in_bulk(known)
    return [
        MealRow(orders[meal.order], None if meal.rule is None else rules[meal.rule], meal.parts)
        for meal in meals
    ]


def moved_rows(rows: Iterable[SubsidyDifference]) -> list[MovedRow]:
    return [MovedRow(row.order, row.old_rule, row.rule, parts_moved(row)) for row in rows]
