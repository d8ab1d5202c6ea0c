"""Who decides what was returned twice."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.core.places.models import Community
from fangcun.services.desk.models import DutyPerson
from fangcun.services.desk.queries.doers import people_at_work


class OnDuty(NamedTuple):
    """A community, and the person on duty if one is named."""

    community: Community
    user: User | None


def on_duty(communities: QuerySet[Community]) -> list[OnDuty]:
    """Every community with its person on duty: two queries."""
    rows = DutyPerson.objects.filter(community__in=communities.order_by()).select_related("user")
    named = {row.community_id: row.user for row in rows}
    return [OnDuty(community, named.get(community.pk)) for community in communities]


def deciders_of(community: Community, *, now: datetime) -> list[User]:
    """Staff of a community who may decide there."""
    people = people_at_work(community=community, now=now)
    return [one for one in people if one.may(Right.DECIDE_REQUESTS, community)]
