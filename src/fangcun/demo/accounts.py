"""The accounts of the demo. A deployment switches the demo off and none of them exists."""

from datetime import date
from typing import NamedTuple

from fangcun.core.accounts.actions import give_role, open_account
from fangcun.core.accounts.models import User
from fangcun.core.accounts.states import Role, Scope


class DemoAccount(NamedTuple):
    username: str
    display_name: str
    role: Role


PASSWORD = "fangcun-demo"  # noqa: S105  # printed at every start of the demo
ACCOUNTS = (
    DemoAccount("planner", "演示规划员", Role.PLANNER),
    DemoAccount("auditor", "演示审计员", Role.AUDITOR),
)


def open_demo_accounts(*, today: date) -> None:
    """Give every demo role its account."""
    for account in ACCOUNTS:
        user = open_account(
            username=account.username, password=PASSWORD, display_name=account.display_name
        )
        if not user.assignments.exists():
            give_role(
                user=user, role=account.role, scope=Scope.DISTRICT, starts_on=today, by="演示"
            )


def demo_planner() -> User | None:
    """The planner in whose name the demo asks; None where a deployment has its own accounts."""
    return User.objects.filter(username=ACCOUNTS[0].username).first()
