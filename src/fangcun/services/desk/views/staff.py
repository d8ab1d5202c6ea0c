"""Who is at the desk, and what was asked for from where."""

from typing import cast

from fangcun.base.http import SignedInRequest
from fangcun.core.accounts.models import User


def me(request: SignedInRequest) -> User:
    """The member of staff herself; the page's door has made sure that there is one."""
    return cast(User, request.user)


def is_fetched(request: SignedInRequest) -> bool:
    """Sent by the script of the book, which wants an answer, not a page."""
    return request.headers.get("X-Requested-With") == "fetch"
