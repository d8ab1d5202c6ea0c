"""The screen in the hall of a facility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fangcun.base.lunar import lunar_words
from fangcun.base.qr import qr_svg
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
        "code": qr_svg(address),
    }
    return render(request, "portal/public/lobby.html", shown)
