"""Pages: leaving the desk to the next shift, and taking it over."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.places.models import Community
from fangcun.services.desk import actions
from fangcun.services.desk.access import books_of, hand_over_or_404
from fangcun.services.desk.forms.hand_overs import HandOverForm
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.queries.hand_overs import (
    hand_overs_of,
    left_over,
    pending_hand_over,
)
from fangcun.services.desk.views.staff import me

LINES_SHOWN = 60
LAST_SHOWN = 5


class Row(NamedTuple):
    """An open request on the hand-over page."""

    line: ServiceRequest
    is_given: bool
    note: str


@staff_page(Right.TAKE_REQUESTS)
def hand_over(request: SignedInRequest) -> HttpResponse:
    """Page: what is left over at the end of a shift."""
    now = timezone.now()
    desks = list({book.community_id: book.community for book in books_of(request.user)}.values())
    desk = _desk_asked(request, desks)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    open_ = left_over(desk).select_related("category", "owner_desk", "owner_person", "resident")
    rows = [_row(request, line) for line in open_[:LINES_SHOWN]]
    if request.method == "POST" and form.is_valid():
        try:
            given = _hand_over(request, desk, rows, form.cleaned_data["note"], now)
            messages.success(request, _("已交班，等接班人确认。"))
            return redirect("desk:hand_over_shown", pk=given.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    page = {
        "community": desk,
        "communities": desks,
        "several": len(desks) > 1,
        "form": form,
        "rows": rows,
        "more": max(0, open_.count() - LINES_SHOWN) if len(rows) == LINES_SHOWN else 0,
        "waiting": pending_hand_over(desk),
        "last": hand_overs_of(desk)[:LAST_SHOWN],
        "now": timezone.localtime(now),
    }
    return render(request, "desk/hand_over.html", page)


@staff_page(Right.TAKE_REQUESTS)
def hand_over_shown(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one hand-over, to be read and accepted."""
    given = hand_over_or_404(staff=request.user, pk=pk)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept_hand_over(hand_over=given, by=me(request), now=timezone.now())
            messages.success(request, _("已接班。"))
            return redirect("desk:book")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    page = {
        "given": given,
        "form": form,
        "lines": given.lines.select_related(
            *("request__owner_desk", "request__owner_operator", "request__owner_person"),
            "request__resident",
        ).order_by("pk"),
        "may_accept": given.accepted_at is None and given.given_by_id != me(request).pk,
    }
    return render(request, "desk/hand_over_shown.html", page)


def _desk_asked(request: SignedInRequest, desks: list[Community]) -> Community:
    asked: Any = request.POST.get("community") or request.GET.get("community")
    if not asked:
        found = next(iter(desks), None)
    else:
        found = next((desk for desk in desks if str(desk.pk) == asked), None)
    if found is None:
        raise Http404(_("没有这个前台"))
    return found


def _row(request: SignedInRequest, line: ServiceRequest) -> Row:
    """On a page that comes back with an error, everything is as it was sent."""
    if request.method != "POST":
        return Row(line, is_given=True, note="")
    is_given = str(line.pk) in request.POST.getlist("requests")
    note = request.POST.get(f"note_{line.pk}", "").replace("\x00", "")
    return Row(line, is_given=is_given, note=note)


def _hand_over(
    request: SignedInRequest, desk: Community, rows: list[Row], note: str, now: datetime
) -> Any:
    lines = [actions.LeftOver(request=row.line, note=row.note) for row in rows if row.is_given]
    return actions.hand_over(community=desk, note=note, lines=lines, by=me(request), now=now)
