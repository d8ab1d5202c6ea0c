"""Tables: who signs in, and the roles they hold."""

from fangcun.core.accounts.models.assignment import RoleAssignment
from fangcun.core.accounts.models.user import User

__all__ = ["RoleAssignment", "User"]
