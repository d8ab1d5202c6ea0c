"""Page: the residents' front door, for whoever comes without having signed in."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse


def front(request: HttpRequest) -> HttpResponseBase:
    """Page: what there is near me today; staff who are signed in are led on to their work."""
    visitor: Any = request.user
    if visitor.is_authenticated and not visitor.is_resident:
        return redirect(_to_work(request))
    return render(request, "portal/public/front.html")


def _to_work(request: HttpRequest) -> str:
    query = request.GET.urlencode()
    return reverse("workspace:home") + (f"?{query}" if query else "")
