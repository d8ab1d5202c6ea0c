"""The doors of the residents' pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from fangcun.core.accounts.models import User
from fangcun.core.people.models import Resident


class AtHomeRequest(HttpRequest):
    """A request of somebody who signed in by telephone."""

    user: User
    resident: Resident


Page = Callable[Concatenate[AtHomeRequest, ...], HttpResponseBase]
View = Callable[..., HttpResponseBase]


def caller_page(page: Page) -> View:
    """For everybody who signed in by telephone: a resident, or a relative of one."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        caller: Any = request.user
        if not (caller.is_authenticated and caller.is_resident):
            return redirect_to_login(request.get_full_path(), reverse("portal:sign_in"))
        at_home: Any = request
        return page(at_home, *args, **kwargs)

    return guarded


def resident_page(page: Page) -> View:
    """For residents themselves; a relative without an entry of his own sees whom he may see."""

    @caller_page
    @wraps(page)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        own = Resident.objects.filter(account=request.user, merged_into=None, forgotten_at=None)
        resident = own.select_related("community", "address").first()
        if resident is None:
            return redirect("portal:circles")
        request.resident = resident
        return page(request, *args, **kwargs)

    return guarded
