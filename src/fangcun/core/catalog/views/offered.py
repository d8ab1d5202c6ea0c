"""Pages: facilities with their functions and rooms."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.catalog import queries
from fangcun.core.catalog.access import facilities_for, facility_or_404, projects_of
from fangcun.core.catalog.forms import FacilityFilterForm
from fangcun.core.places.queries import facility_today


@staff_page(Right.READ_FACILITIES)
def facilities(request: SignedInRequest) -> HttpResponse:
    """Page: open facilities by kind, with what they offer."""
    form = FacilityFilterForm(request.GET)
    found = facilities_for(request.user, form.wanted())
    return render(request, "catalog/facilities.html", {"form": form, "facilities": found})


@staff_page(Right.READ_FACILITIES)
def facility(request: SignedInRequest, ref: str) -> HttpResponse:
    """Page: one facility: why it is of its kind, its rooms today, who is here, what it offers."""
    shown = facility_or_404(request.user, ref)
    today = facility_today(shown, timezone.localdate())
    return render(
        request,
        "catalog/facility.html",
        {
            "facility": shown,
            "verdict": queries.verdict_on(shown),
            "rooms": today.rooms,
            "visits": today.visits,
            "projects": projects_of(request.user, shown),
        },
    )
