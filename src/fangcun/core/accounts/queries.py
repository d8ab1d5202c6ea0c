"""Accounts and what they hold, as the people who manage them look for them."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Prefetch, Q, QuerySet

from fangcun.core.accounts.models import DeskPass, RecoveryCode, RoleAssignment, Tries, User
from fangcun.core.accounts.models.factor import account_key

DEMO = "演示"
"""By whom the demo's own roles are given."""


class AccountFilter(NamedTuple):
    """Which colleagues are looked for; empty means all who have an open account."""

    text: str = ""
    role: str = ""
    state: str = ""


def accounts_matching(
    rows: QuerySet[User], wanted: AccountFilter, *, now: datetime
) -> QuerySet[User]:
    """The colleagues looked for, each with the roles `held` now."""
    held = RoleAssignment.objects.held_at(now)
    if wanted.state != "all":
        rows = rows.filter(is_active=wanted.state != "closed")
    if wanted.text:
        rows = rows.filter(
            Q(display_name__icontains=wanted.text)
            | Q(username__icontains=wanted.text)
            | Q(phone__contains=wanted.text)
        )
    if wanted.role:
        rows = rows.filter(pk__in=held.filter(role=wanted.role).values("user_id"))
    with_roles = Prefetch("assignments", queryset=held.order_by("pk"), to_attr="held")
    return rows.prefetch_related(with_roles).order_by("display_name", "username", "pk")


def demo_roles(*, now: datetime) -> list[RoleAssignment]:
    """The roles that a demo shows beside the sign-in, with their accounts."""
    held = RoleAssignment.objects.held_at(now).filter(given_by=DEMO, user__is_active=True)
    return list(held.select_related("user").order_by("pk"))


def roles_of(account: User, *, now: datetime) -> list[RoleAssignment]:
    """What this person holds now, each with its place."""
    return list(RoleAssignment.objects.held_at(now).filter(user=account).order_by("pk"))


def former_roles_of(account: User, *, now: datetime) -> list[RoleAssignment]:
    """What this person held or will hold, the latest first."""
    now_held = RoleAssignment.objects.held_at(now).filter(user=account).values("pk")
    return list(
        RoleAssignment.objects.filter(user=account)
        .exclude(pk__in=now_held)
        .select_related("community", "facility", "operator")
        .order_by("-starts_on", "-pk")
    )


def locked_until(account: User, *, now: datetime) -> datetime | None:
    """Until when wrong passwords have locked this account; None where they have not."""
    row = Tries.objects.filter(key=account_key(account.username), locked_until__gt=now).first()
    return row.locked_until if row else None


def recovery_codes_left(account: User) -> int:
    """How many recovery codes are not used yet."""
    return RecoveryCode.objects.filter(user=account, used_at=None).count()


PASS_LASTS = timedelta(minutes=10)


def open_pass_of(account_id: int | None, *, now: datetime) -> DeskPass | None:
    """The pass of a desk that still opens this account, if there is one."""
    fresh = DeskPass.objects.filter(user=account_id, used_at=None, given_at__gt=now - PASS_LASTS)
    return fresh.first()
