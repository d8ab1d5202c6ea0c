"""Requests of people who signed in, and the doors that pages stand behind."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Protocol, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from fangcun.base.rights import Right

Row = TypeVar("Row", bound=Model)


class Staff(Protocol):
    """A member of staff, as every room sees one."""

    pk: int

    def may(self, right: Right, row: Model | None = None) -> bool: ...
    def rows(self, right: Right, rows: QuerySet[Row]) -> QuerySet[Row]: ...


class SignedInRequest(HttpRequest):
    """A request whose `user` is a member of staff."""

    user: Staff  # type: ignore[assignment]  # the doors below have checked it


Page = Callable[Concatenate[SignedInRequest, ...], HttpResponseBase]
View = Callable[..., HttpResponseBase]


def staff_page(right: Right) -> Callable[[Page], View]:
    """For staff who hold the right anywhere; which rows they get is for the room's `access`."""

    def door(page: Page) -> View:
        return _guarded(page, right)

    return door


def row_or_404(*, staff: Staff, right: Right, rows: QuerySet[Row], **which: Any) -> Row:
    """One row, if this person holds the right for it: not yours and not there are the same."""
    found = staff.rows(right, rows).filter(**which).first()
    if found is None:
        raise Http404(_("没有这条记录"))
    return found


def signature(staff: Staff) -> str:
    """The name that history keeps: as people know it, and the one that is unique."""
    account: Any = staff
    shown, unique = str(account), account.get_username()
    return shown if shown == unique else f"{shown}（{unique}）"


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
