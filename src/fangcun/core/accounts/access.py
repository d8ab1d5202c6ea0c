"""Whose accounts a person gets: administrators all of the staff's, others those who work for them.

Accounts of residents are not here: they belong to the residents.
"""

from typing import cast

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import Staff, row_or_404
from fangcun.base.rights import Right
from fangcun.core.accounts.models import RoleAssignment, User
from fangcun.core.accounts.states import MAY_GIVE, SCOPES_OF, THE_HOUSE, Role, Scope
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Community, Facility

WITHIN = {
    Scope.COMMUNITY: {Scope.COMMUNITY},
    Scope.OPERATOR: {Scope.OPERATOR, Scope.FACILITY},
}
"""For what those who are not of the district give roles."""


def accounts_for(staff: Staff) -> QuerySet[User]:
    """The colleagues this person may look up."""
    everybody = User.objects.filter(is_resident=False).exclude(username=THE_HOUSE)
    if staff.may(Right.MANAGE_ACCOUNTS):
        return everybody
    roles = staff.rows(Right.MANAGE_STAFF, RoleAssignment.objects.all())
    return everybody.filter(pk__in=roles.values("user_id"))


def account_or_404(staff: Staff, pk: int) -> User:
    found = accounts_for(staff).filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这个账号"))
    return found


def assignment_or_404(staff: Staff, pk: int) -> RoleAssignment:
    """A role that this person may end."""
    found = row_or_404(
        staff=staff,
        right=Right.MANAGE_STAFF,
        rows=RoleAssignment.objects.select_related("user", "community", "facility", "operator"),
        pk=pk,
    )
    if not may_give(_as_user(staff), Role(found.role), row=found):
        raise Http404(_("没有这条记录"))
    return found


def roles_to_give(staff: Staff) -> list[Role]:
    """The roles this person may give to somebody, in the order of the list of roles."""
    work = _as_user(staff).work
    given = frozenset().union(*(MAY_GIVE.get(one.role, frozenset()) for one in work))
    return [role for role in Role if role in given]


def places_to_give(
    staff: Staff,
) -> tuple[QuerySet[Community], QuerySet[Facility], QuerySet[Operator]]:
    """The communities, facilities and operators for which this person may give roles."""
    work = [one for one in _as_user(staff).work if MAY_GIVE.get(one.role)]
    communities, operators = Community.objects.all(), Operator.objects.all()
    facilities = staff.rows(Right.MANAGE_STAFF, Facility.objects.all())
    if any(one.scope == Scope.DISTRICT for one in work):
        return communities, facilities, operators
    return (
        communities.filter(pk__in=[one.community_id for one in work if one.community_id]),
        facilities,
        operators.filter(pk__in=[one.operator_id for one in work if one.operator_id]),
    )


def scopes_to_give(staff: Staff, role: Role) -> list[Scope]:
    """For what this person may give this role, widest first."""
    allowed: set[Scope] = set()
    for own in _as_user(staff).work:
        if role not in MAY_GIVE.get(own.role, frozenset()):
            continue
        if own.scope == Scope.DISTRICT:
            allowed |= set(Scope)
        else:
            allowed |= WITHIN.get(Scope(own.scope), set())
    return [scope for scope in Scope if scope in allowed & SCOPES_OF[role]]


def may_give(staff: User, role: Role, *, row: RoleAssignment) -> bool:
    """Whether one of this person's own roles lets her give or end `row`."""
    return any(
        role in MAY_GIVE.get(own.role, frozenset()) and _covers(own, row) for own in staff.work
    )


def may_manage(staff: User, account: User) -> bool:
    """Whether this person may reset or close an account: all of its work is hers to give."""
    if account.is_resident:
        return False
    if staff.may(Right.MANAGE_ACCOUNTS):
        return True
    held = account.assignments.held_at(timezone.now()) or account.assignments.all()
    return bool(held) and all(may_give(staff, Role(one.role), row=one) for one in held)


def _covers(own: RoleAssignment, row: RoleAssignment) -> bool:
    if own.scope == Scope.DISTRICT:
        return True
    place: Model | None = own.operator if own.operator_id else own.community
    wanted: Model | None = row.operator if own.operator_id else row.community
    return place is not None and place == wanted


def _as_user(staff: Staff) -> User:
    return cast(User, staff)  # nobody else signs in
