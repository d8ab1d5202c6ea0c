"""Who can be given a request today."""

from datetime import date, datetime

from django.db.models import QuerySet

from fangcun.core.accounts.models import RoleAssignment, User
from fangcun.core.operators.models import Operator
from fangcun.core.operators.queries import contracts_running
from fangcun.core.places.models import Community, Facility


def facility_of(*, operator: Operator, community: Community, on: date) -> Facility | None:
    """Where an operator works that serves a community: there if it runs a place there, else
    anywhere; None: it has no contract on that day.
    """
    contracts = contracts_running(on).filter(operator=operator).select_related("facility")
    by_age = list(contracts.order_by("starts_on", "pk"))
    here = (one for one in by_age if one.facility.community_id == community.pk)
    found = next(here, by_age[0] if by_age else None)
    return found.facility if found else None


def operators_at_work(*, on: date) -> QuerySet[Operator]:
    """Operators with a contract that runs on a day, by name."""
    return Operator.objects.filter(pk__in=contracts_running(on).values("operator")).order_by(
        "name", "pk"
    )


def people_at_work(*, community: Community, now: datetime) -> QuerySet[User]:
    """Who may be given a request of a community: its own staff."""
    return people_of(communities=Community.objects.filter(pk=community.pk), now=now)


def people_of(*, communities: QuerySet[Community], now: datetime) -> QuerySet[User]:
    """The staff of several communities, by name."""
    held = RoleAssignment.objects.held_at(now)
    held = held.filter(community__in=communities.order_by())
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by(
        "display_name", "username", "pk"
    )
