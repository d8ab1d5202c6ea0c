"""What pages for everybody share: who reads, from where he walks, how long a copy is fresh."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers

from fangcun.base.look import ELDER_COOKIE
from fangcun.core.people.models import Resident
from fangcun.doors.portal.queries.near import Spot, spot_of

HERE_COOKIE = "fangcun_here"
FRESH_FOR = timedelta(minutes=1)

View = Callable[..., HttpResponseBase]


def kept_a_minute(page: View) -> View:
    """Strangers may turn back to the page for a minute without asking again; the look and the
    language are part of the cookies, so a change of them is seen at once."""

    @wraps(page)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = page(request, *args, **kwargs)
        if request.method == "GET" and response.status_code == 200 and is_stranger(request):
            patch_cache_control(response, private=True, max_age=int(FRESH_FOR.total_seconds()))
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        return response

    return kept


def is_stranger(request: HttpRequest) -> bool:
    visitor: Any = request.user
    return not visitor.is_authenticated


def resident_of(request: HttpRequest) -> Resident | None:
    """Whoever signed in by telephone and has an entry of his own; nobody else has a price."""
    visitor: Any = request.user
    if not (visitor.is_authenticated and visitor.is_resident):
        return None
    own = Resident.objects.filter(account=visitor, merged_into=None, forgotten_at=None)
    return own.select_related("community", "address__on_map").first()


def kept_spot(request: HttpRequest) -> Spot | None:
    """The place that this device was asked to remember."""
    key = request.COOKIES.get(HERE_COOKIE, "")[:80].replace("\0", "")
    spot = spot_of(key, resident=None) if key else None
    return spot if spot and spot.may_be_kept else None


def is_elder(request: HttpRequest) -> bool:
    """Whoever reads in large type is told how long elders walk."""
    return request.COOKIES.get(ELDER_COOKIE) == "large"
