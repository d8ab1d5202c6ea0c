"""Pages: who looked at residents' sensitive fields; sign-ins and changes of accounts."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.audit.access import events_for, looks_for
from fangcun.core.audit.forms import EventFilterForm, LookFilterForm

PAGE_ROWS = 50


@staff_page(Right.READ_AUDIT)
def looks(request: SignedInRequest) -> HttpResponse:
    """Page: every look at a sensitive field."""
    form = LookFilterForm(request.GET)
    found = looks_for(request.user, form.wanted())
    page = Paginator(found, PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "audit/looks.html", {"form": form, "page": page})


@staff_page(Right.READ_AUDIT)
def events(request: SignedInRequest) -> HttpResponse:
    """Page: sign-ins, failed ones, locks, and what was done to accounts."""
    form = EventFilterForm(request.GET)
    found = events_for(request.user, form.wanted())
    page = Paginator(found, PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "audit/events.html", {"form": form, "page": page})
