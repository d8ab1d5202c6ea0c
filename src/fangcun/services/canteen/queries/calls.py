"""Calls after a missed meal: whom, how soon, and what is known of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from django.db.models import Count, Model, Q, QuerySet

from fangcun.base.http import Staff
from fangcun.base.rights import Right
from fangcun.core.catalog.queries import number
from fangcun.core.entitlements.models import Circumstance
from fangcun.core.entitlements.states import CircumstanceKind
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import person_of, present
from fangcun.services.canteen.models import CallTask, MealOrder, StandingPause
from fangcun.services.canteen.queries.menus import IN_ORDER
from fangcun.services.canteen.rules.calls import CallRules, Known
from fangcun.services.canteen.states import CallOutcome, OrderState, Period

Row = TypeVar("Row", bound=Model)

LOOKED_BACK = timedelta(days=14)
ALONE = (CircumstanceKind.LIVING_ALONE, CircumstanceKind.LONE_ELDER)
TO_MAKE = Q(done_at=None) | Q(outcome=CallOutcome.NOT_REACHED)
"""Who was not reached is still to be called, or visited."""


class Missed(NamedTuple):
    """Somebody who did not come, and what decides whether and how soon he is called."""

    order: MealOrder
    person: Resident
    known: Known
    missed_before: int
    needs_care: bool


def call_rules() -> CallRules:
    """The numbers as the people who answer for them have set them, or the site's own."""
    return CallRules(
        age=number("call_age"),
        missed=number("call_missed"),
        ability_level=number("call_ability_level"),
        minutes=number("call_minutes"),
        until_hour=number("call_until_hour"),
    )


def missed_among(orders: Sequence[MealOrder], *, rules: CallRules) -> list[Missed]:
    """Everybody of these uncollected orders, each person once, with what is known of him."""
    first: dict[int, MealOrder] = {}
    for order in orders:
        if order.resident is not None:
            first.setdefault(order.resident.merged_into_id or order.resident.pk, order)
    people = {
        one.pk: one
        for one in Resident.objects.filter(pk__in=first, died_on=None, left_on=None)
        if one.is_present
    }
    facts = _Facts(people, rules)
    return [facts.of(people[key], order) for key, order in first.items() if key in people]


def calls_of(staff: Staff) -> QuerySet[CallTask]:
    """The calls of the people whom this member of staff looks after."""
    rows = CallTask.objects.select_related("resident__community", "resident__address")
    return staff.rows(Right.READ_PERSONS, rows.select_related("order__kitchen", "done_by"))


def calls_to_make(staff: Staff) -> QuerySet[CallTask]:
    """Those that nobody has made yet or that reached nobody, the most urgent first."""
    return calls_of(staff).filter(TO_MAKE).order_by("done_at", "call_by", "pk")


def calls_made(staff: Staff, *, since: date) -> QuerySet[CallTask]:
    """Those of the last days that found somebody, the newest first."""
    rows = calls_of(staff).exclude(TO_MAKE).filter(served_on__gte=since)
    return rows.order_by("-done_at", "-pk")


def earlier_calls(task: CallTask) -> QuerySet[CallTask]:
    """What earlier calls to the same person found."""
    rows = CallTask.objects.filter(resident=task.resident, done_at__isnull=False)
    return rows.exclude(pk=task.pk).select_related("done_by").order_by("-done_at", "-pk")[:5]


class _Facts:
    """What is on record of some people, asked for at once."""

    def __init__(self, people: dict[int, Resident], rules: CallRules) -> None:
        self.rules = rules
        self.circumstances = _by_person(Circumstance.objects.filter(ended_at=None), people)
        pauses = StandingPause.objects.filter(lifted_at=None)
        self.pauses = _by_person(pauses, people, path="standing__resident")
        self.orders = _by_person(
            MealOrder.objects.exclude(state=OrderState.CANCELLED).order_by("pk"), people
        )
        self.only_ones = _only_ones_at_home(people.values())

    def of(self, person: Resident, order: MealOrder) -> Missed:
        day = order.served_on
        noted = [one for one in self.circumstances[person.pk] if _runs(one, day)]
        meals = self.orders[person.pk]
        known = Known(
            age=person.age_on(day),
            is_noted_alone=any(one.kind in ALONE for one in noted),
            is_only_one_at_home=person.pk in self.only_ones,
            has_paused=any(one.from_on <= day <= one.until for one in self.pauses[person.pk]),
            has_eaten=any(_meal(one) == _meal(order) and _is_eaten(one) for one in meals),
        )
        needs_care = any(self._needs_care(one) for one in noted)
        return Missed(order, person, known, missed_in_a_row(meals, order), needs_care)

    def _needs_care(self, noted: Circumstance) -> bool:
        if noted.kind == CircumstanceKind.ABILITY_LEVEL:
            return (noted.level or 0) >= self.rules.ability_level
        return bool(noted.kind == CircumstanceKind.DEMENTIA)


def missed_in_a_row(meals: Iterable[MealOrder], order: MealOrder) -> int:
    """How many meals just before this one he left uncollected, one after the other."""
    earliest = order.served_on - LOOKED_BACK
    ended = {_meal(one): False for one in meals if earliest <= one.served_on}
    for one in meals:
        if one.state == OrderState.ORDERED:
            ended.pop(_meal(one), None)  # still to come
        elif _is_eaten(one) and _meal(one) in ended:
            ended[_meal(one)] = True  # of two orders of one meal one was eaten
    before = sorted((meal for meal in ended if meal < _meal(order)), reverse=True)
    count = 0
    for meal in before:
        if ended[meal]:
            break
        count += 1
    return count


def _meal(order: MealOrder) -> tuple[date, int]:
    return order.served_on, IN_ORDER[Period(order.period)]


def _is_eaten(order: MealOrder) -> bool:
    return bool(order.state == OrderState.SERVED)


def _runs(noted: Circumstance, day: date) -> bool:
    """Also what nobody has verified yet: rather one call too many."""
    return noted.from_on <= day and not noted.has_run_out_on(day)


def _by_person(
    rows: QuerySet[Row], people: dict[int, Resident], *, path: str = "resident"
) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows.annotate(person=person_of(path)).filter(person__in=list(people)):
        found[getattr(row, "person")].append(row)  # noqa: B009  # an annotation
    return found


def _only_ones_at_home(people: Iterable[Resident]) -> set[int]:
    """Those in whose household nobody else lives."""
    homes = {one.pk: one.household_id for one in people if one.household_id is not None}
    living = present(Resident.objects.filter(household__in=set(homes.values())))
    here = living.filter(died_on=None, left_on=None).values("household")
    alone = here.annotate(count=Count("pk")).filter(count=1).values_list("household", flat=True)
    return {person for person, home in homes.items() if home in set(alone)}
