"""Pages: what is open near me now, and remembering from where I look."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_POST

from fangcun.core.catalog.queries import all_functions
from fangcun.core.people.models import Resident
from fangcun.core.places.queries import the_district
from fangcun.doors.portal.forms.near import Asked, NearForm
from fangcun.doors.portal.queries.near import (
    Sought,
    Spot,
    home_of,
    near,
    spot_of,
    spots_matching,
)
from fangcun.doors.portal.queries.near.choices import services_to_find
from fangcun.doors.portal.views.everybody import (
    HERE_COOKIE,
    is_elder,
    kept_a_minute,
    kept_spot,
    resident_of,
)
from fangcun.doors.portal.views.on_map import community_areas, on_map

A_YEAR_S = 365 * 24 * 3600


class Here(NamedTuple):
    """From where somebody looks, or which places he may mean by what he `said`."""

    spot: Spot | None
    matches: list[Spot]
    said: str = ""


@kept_a_minute
def near_me(request: HttpRequest) -> HttpResponse:
    """Page: what is open near a place, the nearest first, as a list and on a map."""
    resident, now = resident_of(request), timezone.now()
    functions, services = list(all_functions()), list(services_to_find(now=now))
    form = NearForm(request.GET or None, functions=functions, services=services)
    asked = form.asked()
    here = _here(request, asked, resident)
    sought = Sought(
        now=now,
        spot=here.spot,
        within_m=asked.within_m,
        function=asked.function,
        service=asked.service,
        when=asked.when,
        at=asked.at,
        is_step_free=asked.is_step_free,
        resident=resident,
        is_elder=is_elder(request),
    )
    found = near(sought) if here.spot or not here.said else None
    shown = {
        "form": form,
        "here": here,
        "home": _home_to_offer(resident, here),
        "sought": sought,
        "near": found,
        "places": on_map(found, sought) if found else None,
        "is_kept": request.COOKIES.get(HERE_COOKIE) == (here.spot.key if here.spot else None),
        "wish": str(asked.service or asked.function or ""),
    }
    return render(request, "portal/public/near.html", shown)


@require_POST
def keep_here(request: HttpRequest) -> HttpResponse:
    """Remember on this device from where to look, or forget it."""
    spot = spot_of(request.POST.get("spot", "")[:80].replace("\0", ""), resident=None)
    response = HttpResponseRedirect(_back_to(spot))
    if spot is not None and spot.may_be_kept and "forget" not in request.POST:
        response.set_cookie(HERE_COOKIE, spot.key, max_age=A_YEAR_S, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(HERE_COOKIE, samesite="Lax")
    return response


def _version(_request: HttpRequest) -> str:
    district = the_district()
    return f'"{district.revision if district else 0}"'


@gzip_page
@condition(etag_func=_version)
def areas(_request: HttpRequest) -> HttpResponse:
    """The communities as the sketch has them, for the map of everybody."""
    told = {"type": "FeatureCollection", "features": community_areas()}
    return JsonResponse(told, headers={"Cache-Control": "public, max-age=3600"})


def _here(request: HttpRequest, asked: Asked, resident: Resident | None) -> Here:
    spot = spot_of(asked.spot, resident=resident) if asked.spot else None
    if spot is not None and asked.where in {"", spot.words}:
        return Here(spot, [])
    if asked.where:
        return _found(asked.where, spots_matching(asked.where))
    return Here(kept_spot(request), [])


def _found(said: str, matches: list[Spot]) -> Here:
    """One place, or the one that is called just so: he may still choose another."""
    exact = [one for one in matches if one.is_exact]
    if len(exact) == 1 or len(matches) == 1:
        spot = (exact or matches)[0]
        return Here(spot, [one for one in matches if one is not spot], said)
    return Here(None, matches, said)


def _home_to_offer(resident: Resident | None, here: Here) -> Spot | None:
    home = home_of(resident) if resident else None
    return None if home is None or (here.spot and here.spot.key == home.key) else home


def _back_to(spot: Spot | None) -> str:
    return reverse("portal:near") + (f"?{urlencode({'spot': spot.key})}" if spot else "")
