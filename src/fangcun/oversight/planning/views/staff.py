"""Who pressed the button."""

from typing import cast

from fangcun.base.http import SignedInRequest
from fangcun.core.accounts.models import User


def me(request: SignedInRequest) -> User:
    """The member of staff himself; the page's door has made sure that there is one."""
    return cast(User, request.user)
