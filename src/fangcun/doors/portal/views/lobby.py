"""The screen in the hall of a facility."""

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from fangcun.base.lunar import lunar_words
from fangcun.core.places.models import Facility
from fangcun.doors.portal.queries.lobby import lobby_of


def lobby(request: HttpRequest, pk: int) -> HttpResponse:
    """Page: today on the wall, for everybody who comes in; it renews itself."""
    facility = get_object_or_404(Facility.objects.select_related("community"), pk=pk)
    now = timezone.now()
    address = request.build_absolute_uri(reverse("portal:facility", args=[facility.pk]))
    shown = {
        "facility": facility,
        "now": now,
        "lunar": lunar_words(timezone.localdate(now)),
        "lobby": lobby_of(facility, now=now),
        "address": address,
        "code": _code_of(address),
    }
    return render(request, "portal/public/lobby.html", shown)


def _code_of(address: str) -> SafeString:
    """Dark on light whatever the theme; nothing but numbers stands in it."""
    code = segno.make(address, error="q", micro=False)
    drawn = code.svg_inline(border=2, omitsize=True, dark="#1d1712", light="#ffffff")
    return mark_safe(drawn)  # noqa: S308
