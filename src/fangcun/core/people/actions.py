"""Accounts: made, and given a role."""

from django.db import transaction

from fangcun.core.people.models import User
from fangcun.core.people.states import Role


@transaction.atomic
def open_account(*, username: str, password: str, display_name: str, role: Role) -> User:
    """Give a member of staff an account, or a new password and role where there is one."""
    user, _created = User.objects.get_or_create(username=username)
    user.display_name = display_name
    user.role = role
    user.set_password(password)
    user.save()
    return user
