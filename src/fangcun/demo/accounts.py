"""The accounts of the demo. A deployment switches the demo off and none of them exists."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from fangcun.core.accounts.actions import give_role, open_account
from fangcun.core.accounts.models import User
from fangcun.core.accounts.states import Role, Scope
from fangcun.core.operators.models import Contract
from fangcun.core.places.models import Community, Facility

BY = "演示"
PASSWORD = "fangcun-demo"  # noqa: S105  # printed at every start of the demo
DESK_COMMUNITY = "320613010011"
"""The community whose desk most of the demo's people work at: a reported facility is there."""
NEXT_COMMUNITY = "320613010010"
ONE_YEAR = timedelta(days=365)


class DemoAccount(NamedTuple):
    username: str
    display_name: str
    role: Role
    scope: Scope = Scope.DISTRICT
    community: str = DESK_COMMUNITY


ACCOUNTS = (
    DemoAccount("planner", "演示规划员", Role.PLANNER),
    DemoAccount("auditor", "演示审计员", Role.AUDITOR),
    DemoAccount("admin", "演示管理员", Role.ADMINISTRATOR),
    DemoAccount("officer", "演示街道干部", Role.SUBDISTRICT_OFFICER, Scope.SUBDISTRICT),
    DemoAccount("secretary", "演示社区书记", Role.COMMUNITY_MANAGER, Scope.COMMUNITY),
    DemoAccount("steward", "演示社区管家", Role.STEWARD, Scope.COMMUNITY),
    DemoAccount("neighbour", "演示邻社区管家", Role.STEWARD, Scope.COMMUNITY, NEXT_COMMUNITY),
    DemoAccount("operator", "演示运营负责人", Role.OPERATOR_MANAGER, Scope.OPERATOR),
    DemoAccount("visitor", "演示上门服务员", Role.HOME_VISIT, Scope.OPERATOR),
    DemoAccount("care", "演示照护员", Role.CARE, Scope.FACILITY),
    DemoAccount("health", "演示健康员", Role.HEALTH, Scope.FACILITY),
    DemoAccount("classes", "演示课程员", Role.CLASS, Scope.FACILITY),
    DemoAccount("market", "演示集市员", Role.MARKET, Scope.FACILITY),
    DemoAccount("canteen", "演示食堂员", Role.CANTEEN, Scope.FACILITY, NEXT_COMMUNITY),
    DemoAccount("volunteers", "演示志愿协调员", Role.VOLUNTEER_COORDINATOR, Scope.COMMUNITY),
)


def open_demo_accounts(*, now: datetime) -> None:
    """Give every role of the demo its account, for a year."""
    today = timezone.localdate(now)
    for account in ACCOUNTS:
        user = open_account(
            username=account.username, password=PASSWORD, display_name=account.display_name
        )
        if not user.assignments.exists():
            give_role(
                user=user,
                role=account.role,
                scope=account.scope,
                starts_on=today,
                ends_on=_end(account, today),
                by=BY,
                **_where(account),
            )


def demo_user(username: str) -> User:
    """One of the people of the demo."""
    return User.objects.get(username=username)


def _end(account: DemoAccount, today: date) -> date | None:
    return None if account.scope == Scope.DISTRICT else today + ONE_YEAR


def _where(account: DemoAccount) -> dict[str, Any]:
    community = Community.objects.get(code=account.community)
    facility = Facility.objects.filter(community=community, is_demo=False).first()
    if account.scope == Scope.SUBDISTRICT:
        return {"subdistrict": community.subdistrict}
    if account.scope == Scope.COMMUNITY:
        return {"community": community}
    contract = Contract.objects.filter(facility=facility).select_related("operator").last()
    operator = contract.operator if contract else None
    if account.scope == Scope.FACILITY:
        return {"facility": facility, "operator": operator}
    return {"operator": operator} if account.scope == Scope.OPERATOR else {}
