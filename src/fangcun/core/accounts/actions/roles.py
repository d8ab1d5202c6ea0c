"""Roles: given for a scope until a day, ended this minute."""

from datetime import date, datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import Staff, signature
from fangcun.core.accounts.access import may_give
from fangcun.core.accounts.actions.managed import as_of_now
from fangcun.core.accounts.models import RoleAssignment, User
from fangcun.core.accounts.states import SCOPES_OF, Role, Scope
from fangcun.core.audit.actions import note_account_event
from fangcun.core.audit.states import AccountEventKind
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Community, Facility


class NotForThisScope(Refusal):
    """A steward works for a community, an operator's manager for an operator."""


class NotYoursToGive(Refusal):
    """Roles are given by those who are above them, and by nobody to himself."""


class AlreadyHeld(Refusal):
    """The same role for the same scope has not ended yet."""


class WrittenRole(NamedTuple):
    """A role as it was filled in."""

    role: Role
    scope: Scope
    starts_on: date
    ends_on: date | None = None
    subdistrict: str = ""
    community: Community | None = None
    facility: Facility | None = None
    operator: Operator | None = None


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
    """Let a person hold a role for one scope, until a day where one is set.

    For whoever sets up the site; pages give roles with `appoint`, which asks who gives.
    """
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


def appoint(*, account: User, written: WrittenRole, by: Staff, now: datetime) -> RoleAssignment:
    """Give a colleague a role, if it is the giver's to give."""
    _refuse_wrong_scope(written)
    try:
        with transaction.atomic():
            wanted = RoleAssignment(user=account, given_by=signature(by), **written._asdict())
            _refuse_unless_given(wanted, by=by)
            _end_what_has_run_out(wanted, now=now)
            wanted.save()
            _note(AccountEventKind.ROLE_GIVEN, wanted, by=by, now=now)
    except IntegrityError as error:
        raise AlreadyHeld(_("此人已担任这个岗位，范围相同。")) from error
    return wanted


@transaction.atomic
def dismiss(*, assignment: RoleAssignment, by: Staff, now: datetime) -> RoleAssignment:
    """End a colleague's role this minute; two who do it at once end it once."""
    _refuse_unless_given(assignment, by=by)
    ended = end_role(assignment=assignment, now=now, by=signature(by))
    if ended.ended_at == now:
        _note(AccountEventKind.ROLE_ENDED, ended, by=by, now=now)
    return ended


@transaction.atomic
def end_role(*, assignment: RoleAssignment, now: datetime, by: str = "") -> RoleAssignment:
    """End a role this minute."""
    RoleAssignment.objects.filter(pk=assignment.pk, ended_at=None).update(ended_at=now, ended_by=by)
    assignment.refresh_from_db()
    return assignment


def _refuse_wrong_scope(written: WrittenRole) -> None:
    if written.scope not in SCOPES_OF[written.role]:
        allowed = _("、").join(str(one.label) for one in Scope if one in SCOPES_OF[written.role])
        raise NotForThisScope(
            _("“{role}”只能在以下范围担任：{scopes}。").format(
                role=written.role.label, scopes=allowed
            )
        )
    needs_place = {
        Scope.SUBDISTRICT: written.subdistrict,
        Scope.COMMUNITY: written.community,
        Scope.FACILITY: written.facility,
        Scope.OPERATOR: written.operator,
    }
    if not needs_place.get(written.scope, True):
        raise NotForThisScope(_("请选择担任这个岗位的具体范围。"))


def _refuse_unless_given(row: RoleAssignment, *, by: Staff) -> None:
    if row.user_id == by.pk:
        raise NotYoursToGive(_("不能给自己授予或结束岗位，请另一位管理员操作。"))
    if row.user.is_resident:
        raise NotYoursToGive(_("居民账号不能担任岗位，请为工作人员另开账号。"))
    if not may_give(as_of_now(by, account=row.user), Role(row.role), row=row):
        raise NotYoursToGive(_("您不能授予或结束这个岗位，请联系本区管理员。"))


def _end_what_has_run_out(wanted: RoleAssignment, *, now: datetime) -> None:
    """The same role, run out on a day gone by, makes room for the new one."""
    RoleAssignment.objects.filter(
        user=wanted.user,
        role=wanted.role,
        scope=wanted.scope,
        subdistrict=wanted.subdistrict,
        community=wanted.community,
        facility=wanted.facility,
        operator=wanted.operator,
        ends_on__lt=now.date(),
        ended_at=None,
    ).update(ended_at=now)


def _note(kind: AccountEventKind, row: RoleAssignment, *, by: Staff, now: datetime) -> None:
    places = (row.subdistrict, row.community, row.facility, row.operator)
    where = " · ".join(str(place) for place in places if place) or str(Scope(row.scope).label)
    until = _("，至{day}").format(day=row.ends_on.isoformat()) if row.ends_on else ""
    note_account_event(
        kind=kind,
        account_id=row.user_id,
        name=signature(row.user),
        by=signature(by),
        note=f"{Role(row.role).label} · {where}{until}",
        now=now,
    )
