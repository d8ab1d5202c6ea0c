"""Page: the residents' front door, for whoever comes without having signed in."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fangcun.doors.portal.queries.front import front as front_of
from fangcun.doors.portal.queries.near import Sought, home_of
from fangcun.doors.portal.views.everybody import is_elder, kept_a_minute, kept_spot, resident_of

MOST_LOOKED_AT = 12
WITHIN_M = 1000  # the fifteen-minute circle of GB 50180-2018


@kept_a_minute
def front(request: HttpRequest) -> HttpResponseBase:
    """Page: what there is near me today; staff who are signed in are led on to their work."""
    visitor: Any = request.user
    if visitor.is_authenticated and not visitor.is_resident:
        return redirect(_to_work(request))
    resident = resident_of(request)
    spot = kept_spot(request) or (home_of(resident) if resident else None)
    sought = Sought(
        now=timezone.now(),
        spot=spot,
        within_m=WITHIN_M,
        most=MOST_LOOKED_AT,
        resident=resident,
        is_elder=is_elder(request),
    )
    shown = {"resident": resident, "spot": spot, "front": front_of(sought), "sought": sought}
    return render(request, "portal/public/front.html", shown)


def _to_work(request: HttpRequest) -> str:
    query = request.GET.urlencode()
    return reverse("workspace:home") + (f"?{query}" if query else "")
