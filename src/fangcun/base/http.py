"""Requests of people who signed in, and the doors that pages stand behind."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Protocol

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from fangcun.base.rights import Right


class Staff(Protocol):
    """A member of staff, as every room sees one."""

    pk: int

    def may(self, right: Right) -> bool: ...


class SignedInRequest(HttpRequest):
    """A request whose `user` is a member of staff."""

    user: Staff  # type: ignore[assignment]  # the doors below have checked it


Page = Callable[Concatenate[SignedInRequest, ...], HttpResponseBase]
View = Callable[..., HttpResponseBase]


def reader_page(page: Page) -> View:
    """For staff who may read plans; others are sent to sign in."""
    return _guarded(page, Right.READ_PLANS)


def planner_page(page: Page) -> View:
    """For staff who may change plans; readers are told that they may not."""
    return _guarded(page, Right.CHANGE_PLANS)


def _guarded(page: Page, right: Right) -> View:
    @login_required
    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        staff: Any = request.user
        if not staff.may(right):
            raise PermissionDenied
        signed_in: Any = request
        return page(signed_in, *args, **kwargs)

    return guarded
