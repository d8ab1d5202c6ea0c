"""Pages: the first page of a resident, what he asked for, what he receives."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fangcun.core.consent.queries import memberships
from fangcun.core.notices.queries import unread_by
from fangcun.core.people.http import AtHomeRequest, resident_page
from fangcun.doors.portal.queries.bookings import held_for
from fangcun.doors.portal.queries.own import requests_of, services_of

NEXT_SHOWN = 3


@resident_page
def home(request: AtHomeRequest) -> HttpResponse:
    """Page: what comes next, and the ways to everything else."""
    shown = {
        "resident": request.resident,
        "services": services_of(request.resident, most=NEXT_SHOWN),
        "asked": requests_of(request.resident),
        "circles": memberships(account_id=request.user.pk, on=timezone.localdate()),
        "held": held_for(request.resident),
        "unread": unread_by(request.resident),
    }
    return render(request, "portal/home.html", shown)


@resident_page
def requests(request: AtHomeRequest) -> HttpResponse:
    """Page: my requests and where they stand."""
    return render(request, "portal/requests.html", {"asked": requests_of(request.resident)})


@resident_page
def services(request: AtHomeRequest) -> HttpResponse:
    """Page: what was promised to me, and what I received."""
    shown = {"services": services_of(request.resident), "show_money": True}
    return render(request, "portal/services.html", shown)
