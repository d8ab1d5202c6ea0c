"""Whoever is signed in, as actions want to know him."""

from typing import cast

from fangcun.base.http import SignedInRequest
from fangcun.core.accounts.models import User


def me(request: SignedInRequest) -> User:
    return cast(User, request.user)
