"""Pages: the first page of a resident, all his things, what he asked for, what he receives."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fangcun.base.lunar import lunar_words
from fangcun.core.consent.queries import memberships
from fangcun.core.notices.queries import unread_by
from fangcun.core.people.http import AtHomeRequest, resident_page
from fangcun.doors.portal.queries.agenda import agenda_of
from fangcun.doors.portal.queries.own import requests_of, services_of
from fangcun.doors.portal.views.keeping import may_be_kept
from fangcun.ledger.queries.at_home import things_over, things_standing
from fangcun.services.desk.states import OPEN_STATES


@resident_page
@may_be_kept
def home(request: AtHomeRequest) -> HttpResponse:
    """Page: today and the days after it, what I must decide, and the ways to everything else."""
    now = timezone.localtime()
    shown = {
        "resident": request.resident,
        "agenda": agenda_of(request.resident, today=now.date()),
        "now": now,
        "lunar": lunar_words(now.date()),
        "circles": memberships(account_id=request.user.pk, on=now.date()),
        "unread": unread_by(request.resident),
    }
    return render(request, "portal/home.html", shown)


@resident_page
def things(request: AtHomeRequest) -> HttpResponse:
    """Page: everything I ordered, booked and asked for, and where it stands."""
    is_over = "over" in request.GET
    asked = requests_of(request.resident)
    shown = {
        "is_over": is_over,
        "things": things_over(request.resident) if is_over else things_standing(request.resident),
        "asked": [one for one in asked.requests if (one.state in OPEN_STATES) != is_over],
        "today": timezone.localdate(),
    }
    return render(request, "portal/things.html", shown)


@resident_page
def requests(request: AtHomeRequest) -> HttpResponse:
    """Page: my requests and where they stand."""
    return render(request, "portal/requests.html", {"asked": requests_of(request.resident)})


@resident_page
def services(request: AtHomeRequest) -> HttpResponse:
    """Page: what was promised to me, and what I received."""
    shown = {"services": services_of(request.resident), "show_money": True}
    return render(request, "portal/services.html", shown)
