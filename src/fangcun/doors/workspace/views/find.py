"""The find box: one place to ask for people, requests, facilities and operators."""

from django.http import HttpResponse
from django.shortcuts import render

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.doors.workspace.queries.found import LONGEST_WORDS, find_all


@staff_page(Right.READ_FACILITIES)
def find(request: SignedInRequest) -> HttpResponse:
    """Page: what was found; for the box on top of every page, the first few of each only."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_WORDS]
    is_box = bool(request.headers.get("HX-Request"))
    found = find_all(staff=request.user, words=words, at_most=5 if is_box else 30)
    template = "workspace/_found.html" if is_box else "workspace/find.html"
    return render(request, template, {"words": words, "found": found})
