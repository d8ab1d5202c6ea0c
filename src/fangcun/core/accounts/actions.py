"""Accounts: opened, and given roles for a scope until a day."""

from datetime import date, datetime

from django.db import transaction

from fangcun.core.accounts.models import RoleAssignment, User
from fangcun.core.accounts.states import Role, Scope
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Community, Facility


@transaction.atomic
def open_account(*, username: str, password: str, display_name: str) -> User:
    """Give a member of staff an account, or a new name and password where there is one."""
    user, _created = User.objects.get_or_create(username=username)
    user.display_name = display_name
    user.set_password(password)
    user.save()
    return user


@transaction.atomic
def give_role(
    *,
    user: User,
    role: Role,
    scope: Scope,
    starts_on: date,
    by: str,
    ends_on: date | None = None,
    subdistrict: str = "",
    community: Community | None = None,
    facility: Facility | None = None,
    operator: Operator | None = None,
) -> RoleAssignment:
    """Let a person hold a role for one scope, until a day where one is set."""
    return RoleAssignment.objects.create(
        user=user,
        role=role,
        scope=scope,
        subdistrict=subdistrict,
        community=community,
        facility=facility,
        operator=operator,
        starts_on=starts_on,
        ends_on=ends_on,
        given_by=by,
    )


@transaction.atomic
def end_role(*, assignment: RoleAssignment, now: datetime) -> RoleAssignment:
    """End a role this minute."""
    RoleAssignment.objects.filter(pk=assignment.pk, ended_at=None).update(ended_at=now)
    assignment.refresh_from_db()
    return assignment
