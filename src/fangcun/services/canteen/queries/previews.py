"""What a new version of a pack would have meant for the last month, before it is saved."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from fangcun.ledger.rules import is_small
from fangcun.services.canteen.models import MealOrder, SubsidyRule
from fangcun.services.canteen.queries.recount import recount
from fangcun.services.canteen.queries.settlement import meals_served, people_of
from fangcun.services.canteen.queries.subsidies import rules_in_force
from fangcun.services.canteen.rules.months import Month
from fangcun.services.canteen.rules.subsidies import Parts, sum_of


class Preview(NamedTuple):
    """How many meals of a month would be paid otherwise, and what each pays more or less.

    `meals` and `moved` are None where so few people are concerned that they could be known.
    """

    month: Month
    served: int
    meals: int | None
    moved: Parts | None


def preview(
    *,
    code: str,
    rules: Sequence[SubsidyRule],
    month: Month,
    among: QuerySet[MealOrder],
    smallest: int,
) -> Preview:
    """As if these rules had held in place of the pack for the whole month."""

    def in_their_place(day: date) -> Sequence[SubsidyRule]:
        others = [rule for rule in rules_in_force(day) if rule.pack.code != code]
        return sorted([*others, *rules], key=lambda rule: (rule.pack.code, rule.position))

    changed = recount(month=month, among=among, rules=in_their_place)
    served = len(meals_served(among, month=month))
    if is_small(people_of([one.meal for one in changed]), smallest):
        return Preview(month, served, None, None)
    return Preview(month, served, len(changed), sum_of([one.moved for one in changed]))
