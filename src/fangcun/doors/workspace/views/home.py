"""The first screen: what is to be done today, for each job its own."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.doors.workspace.forms import ChosenCommunity
from fangcun.doors.workspace.queries.meals import calls_today, meals_ahead, offers_to_decide
from fangcun.doors.workspace.queries.to_tell import to_tell_today
from fangcun.doors.workspace.queries.today import communities_of, desk_today, doers_today
from fangcun.doors.workspace.views.district_map import district_map

ON_THE_MAP = ("space", "community")


@login_required
def home(request: HttpRequest) -> HttpResponseBase:
    """Page: today at the desk, today for those who deliver, or the district on a map."""
    user: Any = request.user
    if user.is_resident:
        return redirect("portal:home")
    if user.may(Right.READ_PLANS) and any(name in request.GET for name in ON_THE_MAP):
        return _to_the_map(request)
    return _home_of(request, user)


def _home_of(request: HttpRequest, user: User) -> HttpResponseBase:
    if user.may(Right.ANSWER_REQUESTS):
        return _doers_home(request, user)
    if user.may(Right.READ_REQUESTS):
        return _desk_home(request, user)
    if user.may(Right.READ_PLANS):
        return district_map(request)
    # a role that has ended, or one of an operator whose contracts have
    return render(request, "workspace/nothing_now.html")


def _desk_home(request: HttpRequest, user: User) -> HttpResponse:
    places = communities_of(user)
    form = ChosenCommunity(request.GET, communities=places)
    chosen, now = form.chosen(), timezone.now()
    shown = {
        "today": desk_today(user=user, communities=chosen, now=now),
        "to_tell": to_tell_today(staff=user, communities=chosen, now=now),
        "calls": calls_today(staff=user, communities=chosen, now=now),
        "to_decide": offers_to_decide(staff=user, now=now),
        "form": form,
        "places": places,
        "may_write": user.may(Right.TAKE_REQUESTS),
    }
    return render(request, "workspace/today_desk.html", shown)


def _doers_home(request: HttpRequest, user: User) -> HttpResponse:
    now = timezone.now()
    shown = {
        "today": doers_today(user=user, now=now),
        "runs_canteen": user.may(Right.RUN_CANTEEN),
        "meals": meals_ahead(staff=user, now=now),
        "to_decide": offers_to_decide(staff=user, now=now),
    }
    return render(request, "workspace/today_doers.html", shown)


def _to_the_map(request: HttpRequest) -> HttpResponse:
    wanted = {name: request.GET[name] for name in ON_THE_MAP if name in request.GET}
    return redirect(f"{reverse('workspace:map')}?{urlencode(wanted)}")
