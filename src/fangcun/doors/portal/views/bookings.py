"""Pages: places, kept places and lines: my own, and of those who let me book for them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.core.consent.access import people_to_act_for
from fangcun.core.consent.states import CircleAction
from fangcun.core.people.http import AtHomeRequest, caller_page
from fangcun.core.people.models import Resident
from fangcun.doors.portal.actions import give_back
from fangcun.doors.portal.queries.bookings import own_bookings
from fangcun.ledger.actions.waiting import accept_place
from fangcun.ledger.models import Commitment
from fangcun.ledger.states import CommitmentState

Act = Callable[[Commitment, Resident], str]
"""Does it, and says what was done."""


@caller_page
def bookings(request: AtHomeRequest) -> HttpResponse:
    """Page: what is booked, what waits for a yes, and how many are before one in line."""
    people = _people(request)
    if not people:
        return redirect("portal:circles")
    asked = request.GET.get("for", "")
    resident = next((one for one in people if asked in ("", str(one.pk))), None)
    if resident is None:
        raise Http404(_("没有这位居民"))
    shown = {
        "people": people,
        "resident": resident,
        "is_own": _is_own(request, resident),
        "bookings": own_bookings(resident, now=timezone.now()),
    }
    return render(request, "portal/bookings.html", shown)


@require_POST
@caller_page
def accept(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Yes, I take the place that was kept for me, or for her."""

    def say_yes(booking: Commitment, resident: Resident) -> str:
        accept_place(commitment=booking, by=request.user, now=timezone.now())
        if _is_own(request, resident):
            return _("已确认，位置是您的了。")
        return _("已确认，位置是{name}的了。").format(name=resident.name)

    return _do(request, pk, say_yes)


@require_POST
@caller_page
def cancel(request: AtHomeRequest, pk: int) -> HttpResponse:
    """It is not needed any more: the place goes to the next, or the line is left."""

    def let_go(booking: Commitment, resident: Resident) -> str:
        was_waiting = booking.state == CommitmentState.WAITING
        give_back(booking=booking, by=request.user, now=timezone.now())
        return _("已退出候补。") if was_waiting else _("已取消，位置让给下一位。")

    return _do(request, pk, let_go)


def _do(request: AtHomeRequest, pk: int, act: Act) -> HttpResponse:
    """On a booking of one of my people; pressed twice, it says what became of it."""
    people = {one.pk: one for one in _people(request)}
    theirs = Q(resident__in=people) | Q(resident__merged_into__in=people)
    rows = Commitment.objects.filter(theirs, offer__isnull=False)
    booking = get_object_or_404(rows.select_related("offer", "resident"), pk=pk)
    whose: Any = booking.resident
    resident = people[whose.merged_into_id or whose.pk]
    try:
        messages.success(request, act(booking, resident))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    back = reverse("portal:bookings")
    return redirect(back if _is_own(request, resident) else f"{back}?for={resident.pk}")


def _people(request: AtHomeRequest) -> list[Resident]:
    """Myself, and those for whom I may book today."""
    return list(people_to_act_for(request.user, CircleAction.BOOK, on=timezone.localdate()))


def _is_own(request: AtHomeRequest, resident: Resident) -> bool:
    return resident.account_id == request.user.pk
