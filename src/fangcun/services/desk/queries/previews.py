"""What the routing rules would do: with a need that is typed in, with the last requests."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from fangcun.core.places.models import Community
from fangcun.core.places.queries import work_calendar
from fangcun.services.desk.models import RoutingRule, ServiceRequest
from fangcun.services.desk.queries.rulebook import as_asked, asked_of, rules_for
from fangcun.services.desk.rules.routing import Judged, Rule, first_match, judged

LAST_SHOWN = 50


class Trial(NamedTuple):
    """One need, every rule that was asked, and the one that decides (None: the desk)."""

    judged: list[Judged]
    rule: Rule | None


class Group(NamedTuple):
    """The rules that are asked together: a community's own, or (None) the district's."""

    community: Community | None
    rules: list[RoutingRule]


class Moved(NamedTuple):
    """One of the last requests, and whose it would be before and after a change."""

    request: ServiceRequest
    before: Rule | None
    after: Rule | None


def try_out(*, need: ServiceRequest, now: datetime) -> Trial:
    """What would happen to a need that is typed in: an unsaved request."""
    rules = as_asked(rules_for(need.community), community=need.community, now=now)
    asked = asked_of(
        community=need.community,
        category=need.category,
        is_urgent=need.is_urgent,
        at=need.received_at,
        calendar=work_calendar(),
    )
    found = judged(rules=rules, asked=asked)
    return Trial(found, first_match(rules=rules, asked=asked))


def named_rules(numbers: set[int]) -> dict[int, RoutingRule]:
    """Rules as people read them, by number."""
    rows = RoutingRule.objects.select_related("category", "community", "to_operator", "to_person")
    return {row.pk: row for row in rows.filter(pk__in=numbers)}


def rules_by_community(communities: QuerySet[Community]) -> list[Group]:
    """Each community's own rules in order, then the district's, which are asked last."""
    rows = RoutingRule.objects.select_related("category", "community", "to_operator", "to_person")
    ordered = rows.order_by("-is_in_use", "position", "pk")
    groups: dict[int, Group] = {}
    for row in ordered.filter(community__in=communities.order_by()):
        groups.setdefault(row.community_id or 0, Group(row.community, [])).rules.append(row)
    own = sorted(groups.values(), key=lambda group: str(group.community))
    return [*own, Group(None, list(ordered.filter(community=None)))]


def last_requests(requests: QuerySet[ServiceRequest]) -> list[ServiceRequest]:
    """The last needs that came in, of those that one may see."""
    rows = requests.select_related("category", "community").order_by("-received_at", "-pk")
    return list(rows[:LAST_SHOWN])


def moved_by(
    *,
    changed: RoutingRule,
    requests: Sequence[ServiceRequest],
    now: datetime,
) -> list[Moved]:
    """Which of the requests would be somebody else's if a rule were as it is typed.

    `changed` is the rule with what was typed, unsaved; without a number it is a new one.
    """
    calendar = work_calendar()
    by_community: dict[int, tuple[list[Rule], list[Rule]]] = {}
    found = []
    for request in requests:
        if request.community_id not in by_community:
            by_community[request.community_id] = _before_and_after(request.community, changed, now)
        before, after = by_community[request.community_id]
        asked = asked_of(
            community=request.community,
            category=request.category,
            is_urgent=request.is_urgent,
            at=request.received_at,
            calendar=calendar,
        )
        one = Moved(
            request,
            first_match(rules=before, asked=asked),
            first_match(rules=after, asked=asked),
        )
        if _whose(one.before) != _whose(one.after):
            found.append(one)
    return found


def _before_and_after(
    community: Community, changed: RoutingRule, now: datetime
) -> tuple[list[Rule], list[Rule]]:
    rows = list(rules_for(community))
    before = as_asked(rows, community=community, now=now)
    others = [row for row in rows if row.pk != changed.pk]
    is_asked = changed.is_in_use and changed.community_id in (None, community.pk)
    wanted = sorted([*others, changed], key=_order) if is_asked else others
    return before, as_asked(wanted, community=community, now=now)


def _order(row: RoutingRule) -> tuple[bool, int, float]:
    """A community's own rules first; a new rule after those that are there."""
    return row.community_id is None, row.position, row.pk or float("inf")


def _whose(rule: Rule | None) -> tuple[str, int | None]:
    return (rule.to, rule.key) if rule else ("desk", None)
