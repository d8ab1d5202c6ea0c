"""Categories and routing rules as the rules of this room read them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from fangcun.base.workdays import WorkCalendar
from fangcun.core.accounts.models import RoleAssignment
from fangcun.core.operators.queries import contracts_running
from fangcun.core.places.models import Community
from fangcun.services.desk.models import Category, RoutingRule
from fangcun.services.desk.rules import routing
from fangcun.services.desk.rules.due import NOT_YET_SORTED, NOT_YET_SORTED_URGENT, Unit, Within

FOR_ALL_ELSE = "other"
"""The category of what fits nowhere else; its times hold for what is not sorted yet."""


def within_of(*, category: Category | None, is_urgent: bool) -> Within:
    """In what time a need is answered; one that nobody has sorted yet, like all other needs."""
    category = category or Category.objects.filter(code=FOR_ALL_ELSE).first()
    if category is None:
        return NOT_YET_SORTED_URGENT if is_urgent else NOT_YET_SORTED
    if is_urgent:
        return Within(category.urgent_minutes, Unit.MINUTES)
    return Within(category.due_amount, Unit(category.due_unit))


def categories_in_use() -> QuerySet[Category]:
    """What a need can be, in order."""
    return (
        Category.objects.filter(is_in_use=True).select_related("service").order_by("position", "pk")
    )


def all_categories() -> QuerySet[Category]:
    """Every category, those out of use last."""
    return Category.objects.select_related("service").order_by("-is_in_use", "position", "pk")


def rules_for(community: Community) -> QuerySet[RoutingRule]:
    """The rules that a request of this community is asked by: its own first, then all others."""
    return (
        RoutingRule.objects.filter(Q(community=community) | Q(community=None), is_in_use=True)
        .select_related("category", "community", "to_operator", "to_person")
        .order_by(F("community").asc(nulls_last=True), "position", "pk")
    )


def as_asked(
    rows: Iterable[RoutingRule], *, community: Community, now: datetime
) -> list[routing.Rule]:
    """Rules with who could do it today; three queries, however many rules."""
    rows = list(rows)
    places = _places_of(rows, community, timezone.localdate(now))
    working = _at_work({row.to_person_id for row in rows if row.to_person_id}, now)
    return [_as_asked(row, number, places, working) for number, row in enumerate(rows, start=1)]


def asked_of(
    *,
    community: Community,
    category: Category | None,
    is_urgent: bool,
    at: datetime,
    calendar: WorkCalendar,
) -> routing.Asked:
    """What the rules are told of a need that comes in at a moment."""
    local = at.astimezone(calendar.zone)
    return routing.Asked(
        community=community.pk,
        category=category.pk if category else None,
        at=local.time(),
        is_working_day=calendar.is_working_day(local.date()),
        is_urgent=is_urgent,
    )


def _places_of(rows: Iterable[RoutingRule], community: Community, today: date) -> dict[int, int]:
    """For every operator that a rule names, the facility it would work from."""
    named = {row.to_operator_id for row in rows if row.to_operator_id}
    if not named:
        return {}
    contracts = (
        contracts_running(today)
        .filter(operator__in=named)
        .order_by("-starts_on", "-pk")
        .values_list("operator_id", "facility_id", "facility__community_id")
    )
    anywhere = {operator: facility for operator, facility, _where in contracts}
    here = {operator: facility for operator, facility, where in contracts if where == community.pk}
    return {**anywhere, **here}


def _at_work(people: set[int], now: datetime) -> set[int]:
    """Of these people, those who hold a role today."""
    if not people:
        return set()
    held = RoleAssignment.objects.held_at(now)
    return set(held.filter(user__in=people, user__is_active=True).values_list("user_id", flat=True))


def _as_asked(
    row: RoutingRule, number: int, places: dict[int, int], working: set[int]
) -> routing.Rule:
    to, key, can_be_done = routing.To.DESK, None, True
    if row.to_operator_id:
        to, key, can_be_done = routing.To.OPERATOR, row.to_operator_id, row.to_operator_id in places
    elif row.to_person_id:
        to, key, can_be_done = routing.To.PERSON, row.to_person_id, row.to_person_id in working
    return routing.Rule(
        id=row.pk,
        number=number,
        to=to,
        key=key,
        facility=places.get(row.to_operator_id or 0),
        category=row.category_id,
        community=row.community_id,
        from_time=row.from_time,
        until_time=row.until_time,
        on_working_days=row.on_working_days,
        is_urgent=row.is_urgent,
        can_be_done=can_be_done,
    )
