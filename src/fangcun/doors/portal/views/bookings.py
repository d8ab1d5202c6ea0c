"""Pages: my places, the ones that are kept for me, and the lines in which I wait."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.core.people.http import AtHomeRequest, resident_page
from fangcun.doors.portal.actions import give_back
from fangcun.doors.portal.queries.bookings import own_bookings
from fangcun.ledger.actions.waiting import accept_place
from fangcun.ledger.models import Commitment
from fangcun.ledger.queries import promises_to
from fangcun.ledger.states import CommitmentState


@resident_page
def bookings(request: AtHomeRequest) -> HttpResponse:
    """Page: what I have booked, what waits for my yes, and how many are before me in line."""
    now = timezone.now()
    shown = {"bookings": own_bookings(request.resident, now=now)}
    return render(request, "portal/bookings.html", shown)


@require_POST
@resident_page
def accept(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Yes, I take the place that was kept for me."""

    def say_yes(booking: Commitment) -> str:
        accept_place(commitment=booking, by=request.user, now=timezone.now())
        return _("已确认，位置是您的了。")

    return _do(request, pk, say_yes)


@require_POST
@resident_page
def cancel(request: AtHomeRequest, pk: int) -> HttpResponse:
    """I do not need it any more: my place goes to the next, or I leave the line."""

    def let_go(booking: Commitment) -> str:
        was_waiting = booking.state == CommitmentState.WAITING
        give_back(booking=booking, by=request.user, now=timezone.now())
        return _("已退出候补。") if was_waiting else _("已取消，位置让给下一位。")

    return _do(request, pk, let_go)


def _do(request: AtHomeRequest, pk: int, act: Callable[[Commitment], str]) -> HttpResponse:
    """On one of my own bookings, settled or not: pressed twice, it says what became of it."""
    own = promises_to(request.resident).filter(offer__isnull=False)
    booking = get_object_or_404(own.select_related("offer"), pk=pk)
    try:
        messages.success(request, act(booking))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:bookings")
