"""Pages of nobody's room: choosing the look."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fangcun.base.look import ELDER_COOKIE, THEME_COOKIE, THEMES

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


def _way_back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else "/"
