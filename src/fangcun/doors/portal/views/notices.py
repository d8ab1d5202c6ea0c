"""Page: what I am told."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fangcun.core.notices.actions import mark_read
from fangcun.core.notices.queries import LAST_SHOWN, notices_of
from fangcun.core.people.http import AtHomeRequest, resident_page


@resident_page
def notices(request: AtHomeRequest) -> HttpResponse:
    """Page: what I am told, the newest first; read here, nobody needs to ring me."""
    now = timezone.now()
    told = list(notices_of(request.resident)[:LAST_SHOWN])
    if told and request.method == "GET":
        mark_read(resident=request.resident, now=now)
    return render(request, "portal/notices.html", {"notices": told})
