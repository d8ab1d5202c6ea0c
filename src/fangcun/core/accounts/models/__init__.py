"""Tables: who signs in, how, and the roles they hold."""

from fangcun.core.accounts.models.assignment import RoleAssignment
from fangcun.core.accounts.models.factor import (
    DeskPass,
    OneTimeCode,
    RecoveryCode,
    SecondFactor,
    Tries,
)
from fangcun.core.accounts.models.user import User

__all__ = [
    "DeskPass",
    "OneTimeCode",
    "RecoveryCode",
    "RoleAssignment",
    "SecondFactor",
    "Tries",
    "User",
]
