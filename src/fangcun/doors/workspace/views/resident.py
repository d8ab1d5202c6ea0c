"""One person on one page: his card at once, what the other rooms know of him part by part."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fangcun.base.http import SignedInRequest, Staff, staff_page
from fangcun.base.rights import Right
from fangcun.core.people.access import resident_or_404
from fangcun.core.people.models import Resident
from fangcun.doors.workspace.queries.resident import (
    asked_part,
    care_part,
    due_part,
    meals_part,
    told_part,
)
from fangcun.ledger.access import served_residents


class Part(NamedTuple):
    """One part of the page, fetched when the card is there already."""

    title: Promise
    template: str
    gather: Callable[..., dict[str, Any]]


PARTS = {
    "asked": Part(_("需求和服务"), "workspace/_resident_asked.html", asked_part),
    "due": Part(_("情况和待遇"), "workspace/_resident_due.html", due_part),
    "meals": Part(_("用餐"), "workspace/_resident_meals.html", meals_part),
    "told": Part(_("告知"), "notices/_told.html", told_part),
    "care": Part(_("授权和亲情圈"), "workspace/_resident_care.html", care_part),
}


@staff_page(Right.READ_FACILITIES)
def resident(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one resident; those who only serve him see where he lives and how to reach him."""
    if request.user.may(Right.READ_PERSONS):
        found = resident_or_404(request.user, pk)
        shown = {"resident": found, "parts": PARTS, **_ways(request.user, found)}
        return render(request, "workspace/resident.html", shown)
    if request.user.may(Right.ANSWER_REQUESTS):
        return _served(request, pk)
    raise PermissionDenied


@staff_page(Right.READ_PERSONS)
def resident_part(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """One part of a resident's page; a page of its own where there is no script."""
    found = resident_or_404(request.user, pk)
    part = PARTS.get(code)
    if part is None:
        raise Http404
    now: datetime = timezone.now()
    shown = {"resident": found, "part": part, **part.gather(found, request.user, now=now)}
    is_part = "HX-Request" in request.headers
    return render(request, part.template if is_part else "workspace/resident_part.html", shown)


def _ways(viewer: Staff, found: Resident) -> dict[str, bool]:
    return {
        "may_ask": viewer.may(Right.TAKE_REQUESTS) and found.is_present,
        "may_order": viewer.may(Right.ORDER_MEALS, found) and found.is_present,
        "may_take_money": viewer.may(Right.TAKE_PAYMENTS, found) and found.is_present,
        "may_forget": viewer.may(Right.FORGET_PERSONS, found) and found.is_present,
        "may_let_in": viewer.may(Right.TAKE_REQUESTS, found) and found.is_present,
        "may_hand_out": viewer.may(Right.SEE_SENSITIVE, found) and found.is_present,
    }


def _served(request: SignedInRequest, pk: int) -> HttpResponse:
    """For those who do the work: name, address and telephone of people they serve."""
    rows = served_residents(request.user).select_related("community", "address")
    found = rows.filter(pk=pk, forgotten_at=None).first()
    if found is None:
        raise Http404(_now("没有这条记录"))
    return render(request, "workspace/served_resident.html", {"resident": found})
