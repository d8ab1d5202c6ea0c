"""The door of pages that every member of staff has, whatever the work."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def staff_only(page: View) -> View:
    """For staff, with or without a role; residents have no password and no such pages."""

    @login_required
    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if user.is_resident:
            raise PermissionDenied
        return page(request, *args, **kwargs)

    return guarded
