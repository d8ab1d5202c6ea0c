"""The first screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Page: what the district has, on a map; for visitors, what this is and where to sign in."""
    return render(request, "workspace/welcome.html")
