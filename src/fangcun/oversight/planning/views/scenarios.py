"""Pages: scenarios and their locks."""

from django.http import HttpResponse
from django.shortcuts import render

from fangcun.base.http import SignedInRequest, reader_page


@reader_page
def scenarios(request: SignedInRequest) -> HttpResponse:
    """Page: every scenario with its latest result."""
    return render(request, "base/page.html")
