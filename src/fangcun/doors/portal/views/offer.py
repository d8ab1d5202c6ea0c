"""Pages: a class or another thing that can run out, and taking a place in it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.core.people.http import AtHomeRequest, resident_page
from fangcun.doors.portal.forms.near import BookForm
from fangcun.doors.portal.queries.service import is_plain, offer_shown, place_of
from fangcun.doors.portal.views.everybody import kept_a_minute, resident_of
from fangcun.ledger.actions import Refused, Wish, reserve
from fangcun.ledger.models import Commitment, Offer
from fangcun.ledger.queries.public import public_offers
from fangcun.ledger.states import CommitmentState


@kept_a_minute
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Page: when, where, for whom, at what price, and how many places are left."""
    found, resident, now = _offer_or_404(pk), resident_of(request), timezone.now()
    shown = {
        "shown": offer_shown(found, resident=resident, now=now),
        "resident": resident,
        "own": place_of(resident, found) if resident else None,
        "is_plain": is_plain(found),
        "form": BookForm(),
        "now": now,
    }
    return render(request, "portal/public/offer.html", shown)


@require_POST
@resident_page
def book(request: AtHomeRequest, pk: int) -> HttpResponse:
    """A place for me, or one in the line; whoever presses twice has one."""
    found, form = _offer_or_404(pk), BookForm(request.POST)
    if is_plain(found) and form.is_valid():
        wish = Wish(
            offer=found,
            resident=request.resident,
            may_wait=form.cleaned_data["may_wait"],
            written_key=form.cleaned_data["written_key"],
        )
        try:
            _tell(request, reserve(wish=wish, by=request.user, now=timezone.now()))
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("portal:offer", pk=pk)


def _tell(request: HttpRequest, answer: Commitment | Refused) -> None:
    if isinstance(answer, Refused):
        others = _("；").join(str(one) for one in answer.alternatives)
        words = _("{why}。还可以：{others}") if others else _("{why}。")
        messages.warning(request, words.format(why=answer.words.rstrip("。"), others=others))
    elif answer.state == CommitmentState.WAITING:
        messages.success(request, _("已排上候补，有位置会通知您。"))
    else:
        messages.success(request, _("已预约，到时请来。"))


def _offer_or_404(pk: int) -> Offer:
    found = public_offers().filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这项活动"))
    return found
