"""Page: a facility, for everybody who wants to go there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.qr import qr_svg
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Facility
from fangcun.doors.portal.queries.facility import facility_shown
from fangcun.doors.portal.queries.near import Spot, home_of, spot_of
from fangcun.doors.portal.views.everybody import is_elder, kept_a_minute, kept_spot, resident_of

LONGEST_KEY = 120


@kept_a_minute
def facility(request: HttpRequest, pk: int) -> HttpResponse:
    """Page: open until when, who is here, what there is today, what it costs, how to walk there."""
    found = Facility.objects.select_related("community").filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这个设施"))
    resident, now = resident_of(request), timezone.now()
    spot = _spot(request, resident)
    address = request.build_absolute_uri(reverse("portal:facility", args=[pk]))
    shown = {
        "shown": facility_shown(
            found, spot=spot, is_elder=is_elder(request), resident=resident, now=now
        ),
        "spot": spot,
        "now": now,
        "address": address,
        "code": qr_svg(address, title=_("这一页的二维码")),
    }
    return render(request, "portal/public/facility.html", shown)


def _spot(request: HttpRequest, resident: Resident | None) -> Spot | None:
    """From where the way is told: where he looked from, what is remembered, his home."""
    key = request.GET.get("from", "")[:LONGEST_KEY].replace("\0", "")
    named = spot_of(key, resident=resident) if key else None
    return named or kept_spot(request) or (home_of(resident) if resident else None)
