"""A month reckoned again by the rules that are now written for its days."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from fangcun.core.entitlements.models import Circumstance
from fangcun.core.entitlements.queries import facts_of
from fangcun.core.entitlements.rules import Facts
from fangcun.core.operators.models import Operator
from fangcun.core.people.models import Resident
from fangcun.services.canteen.models import (
    MealOrder,
    SubsidyClaim,
    SubsidyDifference,
    SubsidyRule,
)
from fangcun.services.canteen.queries.settlement import Meal, meals_served, parts_moved
from fangcun.services.canteen.queries.subsidies import (
    RulesOn,
    first_met,
    parts_by,
    rules_in_force,
)
from fangcun.services.canteen.rules.months import Month
from fangcun.services.canteen.rules.subsidies import Parts, difference, sum_of, unsubsidised

MealTime = tuple[int, date, str]  # a person, a day, a meal


class Change(NamedTuple):
    """A meal that comes to something else: by which rule before and now, and what moves."""

    meal: Meal
    old_rule: SubsidyRule | None
    rule: SubsidyRule | None
    moved: Parts


class Settled(NamedTuple):
    """What holds for a meal so far: the rule, and who pays what."""

    rule: int | None
    parts: Parts


def recount(
    *,
    month: Month,
    among: QuerySet[MealOrder],
    operator: Operator | None = None,
    rules: RulesOn = rules_in_force,
) -> list[Change]:
    """The meals of a month that would be paid otherwise today; nothing is written.

    One meal of a person at a meal time is subsidised over all canteens, so those of other
    operators are looked at, too: the meal that has the subsidy keeps it if the rules still give
    one, else the next that was ordered has it.
    """
    asked = meals_served(among, month=month, operator=operator)
    people = {meal.person for meal in asked if meal.person is not None}
    settled = _settled(_meals_of(people, month))
    due = _due_now(settled, people=people, month=month, rules=rules)
    changed = [
        (meal, settled[meal], due[meal])
        for meal in asked
        if meal in due and due[meal].parts != settled[meal].parts
    ]
    return _changes(changed)


def _meals_of(people: set[int], month: Month) -> list[Meal]:
    """Every meal of these people in a month, wherever they ate."""
    theirs = MealOrder.objects.filter(
        Q(resident__in=people) | Q(resident__merged_into__in=people), served_on__range=month
    )
    return meals_served(theirs, month=month)


@dataclass(frozen=True, slots=True)
class _Now:
    """A rule with what it gives; no rule: nothing."""

    rule: SubsidyRule | None
    parts: Parts


def _settled(meals: Sequence[Meal]) -> dict[Meal, Settled]:
    """With the differences that were accepted already."""
    accepted: dict[int, list[SubsidyDifference]] = defaultdict(list)
    orders = [meal.order for meal in meals]
    for row in SubsidyDifference.objects.filter(order__in=orders).order_by("pk"):
        accepted[row.order_id].append(row)
    return {meal: _with(meal, accepted[meal.order]) for meal in meals}


def _with(meal: Meal, accepted: Sequence[SubsidyDifference]) -> Settled:
    rule = accepted[-1].rule_id if accepted else meal.rule
    return Settled(rule, sum_of([meal.parts, *map(parts_moved, accepted)]))


def _due_now(
    settled: dict[Meal, Settled], *, people: set[int], month: Month, rules: RulesOn
) -> dict[Meal, _Now]:
    files = _on_file(people)
    held_elsewhere = _held_by_open_orders(people, month, settled)
    by_day: dict[date, Sequence[SubsidyRule]] = {}
    found: dict[Meal, _Now] = {}
    for key, meals in _by_meal_time(settled).items():
        person, day, _period = key
        if day not in by_day:
            by_day[day] = rules(day)
        nobody_else = key not in held_elsewhere
        facts = files.facts(person, day)
        found |= _for_one(_in_turn(meals, settled), by_day[day] if nobody_else else [], facts)
    return found


def _for_one(meals: Iterable[Meal], rules: Sequence[SubsidyRule], facts: Facts) -> dict[Meal, _Now]:
    """The first of his meals of a meal time for which the rules give something has it."""
    found: dict[Meal, _Now] = {}
    is_given = False
    for meal in meals:
        price = meal.parts.price_fen
        rule = None
        if not is_given:
            rule = first_met(rules, facts=facts, period=meal.period, mode=meal.mode)
        parts = unsubsidised(price) if rule is None else parts_by(rule, price)
        is_given = is_given or parts.subsidy_fen > 0
        found[meal] = _Now(rule if parts.subsidy_fen else None, parts)
    return found


def _by_meal_time(meals: Iterable[Meal]) -> dict[MealTime, list[Meal]]:
    grouped: dict[MealTime, list[Meal]] = defaultdict(list)
    for meal in meals:
        if meal.person is not None:
            grouped[meal.person, meal.served_on, meal.period].append(meal)
    return grouped


def _in_turn(meals: Iterable[Meal], settled: dict[Meal, Settled]) -> list[Meal]:
    """The one that has the subsidy first, then as they were ordered."""
    return sorted(
        meals, key=lambda one: (not settled[one].parts.subsidy_fen, one.ordered_at, one.order)
    )


def _held_by_open_orders(
    people: set[int], month: Month, served: Iterable[Meal]
) -> frozenset[MealTime]:
    """Meal times whose subsidy belongs to an order that is not served, nor let go, yet."""
    claims = SubsidyClaim.objects.filter(
        resident__in=people, served_on__range=month, released_at=None
    ).exclude(order__in=[meal.order for meal in served])
    return frozenset(claims.values_list("resident_id", "served_on", "period"))


@dataclass(frozen=True, slots=True)
class _Files:
    """What is on file of some people: asked once, read for every day."""

    residents: dict[int, Resident]
    held: dict[int, list[Circumstance]]

    def facts(self, person: int, day: date) -> Facts:
        """As it was known on a day: what ended later counted then."""
        held = [one for one in self.held[person] if _stood_on(one, day)]
        return facts_of(self.residents[person], held, on=day)


def _stood_on(one: Circumstance, day: date) -> bool:
    return one.ended_at is None or timezone.localdate(one.ended_at) > day


def _on_file(people: set[int]) -> _Files:
    residents = Resident.objects.select_related("community").in_bulk(people)
    held: dict[int, list[Circumstance]] = defaultdict(list)
    person = Coalesce(F("resident__merged_into_id"), F("resident_id"))
    rows = Circumstance.objects.annotate(person=person).filter(person__in=people)
    for row in rows.order_by("pk"):
        held[row.person].append(row)
    return _Files(residents, held)


def _changes(changed: Sequence[tuple[Meal, Settled, _Now]]) -> list[Change]:
    known = {settled.rule for _meal, settled, _now in changed if settled.rule is not None}
    old = SubsidyRule.objects.select_related("pack").in_bulk(known)
    return [
        Change(
            meal,
            None if settled.rule is None else old[settled.rule],
            now.rule,
            difference(before=settled.parts, after=now.parts),
        )
        for meal, settled, now in changed
    ]
