"""Pages: whom to call back, and what is to be decided."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.services.desk.access import requests_of
from fangcun.services.desk.queries.book import BookFilter, book_page
from fangcun.services.desk.views.staff import me


@staff_page(Right.TAKE_REQUESTS)
def call_backs(request: SignedInRequest) -> HttpResponse:
    """Page: whom to phone and ask whether it is solved."""
    return _list(request, "desk/call_backs.html", "awaiting", Right.TAKE_REQUESTS)


@staff_page(Right.DECIDE_REQUESTS)
def decisions(request: SignedInRequest) -> HttpResponse:
    """Page: what was returned twice, for the person on duty."""
    return _list(request, "desk/decisions.html", "to_decide", Right.DECIDE_REQUESTS)


def _list(request: SignedInRequest, template: str, show: str, right: Right) -> HttpResponse:
    now = timezone.now()
    found = book_page(
        requests=requests_of(request.user, right),
        wanted=BookFilter(show=show),
        user=me(request),
        now=now,
        after=request.GET.get("after", ""),
    )
    page = {"lines": found.rows, "after": found.after, "now": timezone.localtime(now)}
    return render(request, template, page)
