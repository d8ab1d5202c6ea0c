"""The first screen: what is to be done today, for each job its own."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from fangcun.doors.workspace.views.district_map import district_map

ON_THE_MAP = ("space", "community")


def home(request: HttpRequest) -> HttpResponseBase:
    """Page: today for those who work at a desk or for an operator, else the map of the district."""
    staff: Any = request.user
    if not staff.is_authenticated:
        return render(request, "workspace/welcome.html")
    if wanted := {name: request.GET[name] for name in ON_THE_MAP if name in request.GET}:
        return redirect(f"{reverse('workspace:map')}?{urlencode(wanted)}")
    return district_map(request)
