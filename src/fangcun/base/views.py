"""Pages of nobody's room: choosing the look, and the parts that pages are made of."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fangcun.base import parts as showroom
from fangcun.base.forms import SampleForm
from fangcun.base.look import ELDER_COOKIE, THEME_COOKIE, THEMES
from fangcun.base.rights import Right

A_YEAR_S = 365 * 24 * 3600


@require_POST
def choose_look(request: HttpRequest) -> HttpResponse:
    """Remember large or normal type, and light or dark, on this device."""
    response = HttpResponseRedirect(_way_back(request))
    if (size := request.POST.get("type")) in {"large", "normal"}:
        response.set_cookie(ELDER_COOKIE, size, max_age=A_YEAR_S, samesite="Lax", httponly=True)
    if (theme := request.POST.get("theme")) in THEMES:
        response.set_cookie(THEME_COOKIE, theme, max_age=A_YEAR_S, samesite="Lax", httponly=True)
    return response


def parts(request: HttpRequest) -> HttpResponse:
    """Page: every part that pages are made of, in use; for those who build and run the site."""
    reader: Any = request.user
    if not settings.DEBUG and not (reader.is_authenticated and reader.may(Right.MANAGE_ACCOUNTS)):
        raise PermissionDenied
    # Something is wrong in each form, and each has names of its own on the page.
    looks = [
        (look, SampleForm({"name": ""}, auto_id=f"id_{look.name}_%s")) for look in showroom.LOOKS
    ]
    pages = Paginator(range(120), 50).get_page(request.GET.get("page"))
    return render(
        request,
        "base/parts.html",
        {
            "looks": looks,
            "parts": showroom.PARTS,
            "colours": showroom.COLOURS,
            "spaces": showroom.SPACES,
            "pages": pages,
        },
    )


def _way_back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else "/"
