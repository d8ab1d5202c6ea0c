"""People with roles, for tests of every room: who may do what, where."""

from datetime import date
from itertools import count
from typing import Any

from django.test import Client
from django.utils import timezone

from fangcun.core.accounts.http import SEEN_AT
from fangcun.core.accounts.models import RoleAssignment, User
from fangcun.core.accounts.states import Role, Scope
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Community, Facility

_numbers = count(1)
LONG_AGO = date(2020, 1, 1)


def a_person(username: str = "", display_name: str = "") -> User:
    """Somebody who can sign in and holds no role."""
    name = username or f"user{next(_numbers)}"
    return User.objects.create(username=name, display_name=display_name or name)


def with_role(role: Role, *, user: User | None = None, **scope: Any) -> User:
    """Somebody with one role: `with_role(Role.STEWARD, community=nanjiao)`; no scope: district."""
    person = user or a_person(display_name=str(role.label))
    kind = next(iter(scope), "district")
    RoleAssignment.objects.create(
        user=person, role=role, scope=Scope(kind), starts_on=LONG_AGO, given_by="test", **scope
    )
    return person


def a_planner(username: str = "planner") -> User:
    return with_role(Role.PLANNER, user=a_person(username, "区规划员"))


def an_auditor(username: str = "auditor") -> User:
    return with_role(Role.AUDITOR, user=a_person(username, "审计员"))


def an_administrator() -> User:
    return with_role(Role.ADMINISTRATOR)


def a_steward(community: Community) -> User:
    return with_role(Role.STEWARD, community=community)


def a_manager(community: Community) -> User:
    """The secretary of a community."""
    return with_role(Role.COMMUNITY_MANAGER, community=community)


def an_operator_manager(operator: Operator) -> User:
    return with_role(Role.OPERATOR_MANAGER, operator=operator)


def a_home_visitor(operator: Operator) -> User:
    return with_role(Role.HOME_VISIT, operator=operator)


def a_cook(facility: Facility) -> User:
    return with_role(Role.CANTEEN, facility=facility)


def signed_in(person: User) -> Client:
    """A browser in which somebody signed in a moment ago."""
    client = Client()
    client.force_login(person)
    session = client.session
    session[SEEN_AT] = timezone.now().timestamp()
    session.save()
    return client
