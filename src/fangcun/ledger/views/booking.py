"""Pages: booking for somebody at the counter or on the telephone, and what becomes of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.people.models import Resident
from fangcun.core.places.views.saving import Words, fill_in
from fangcun.ledger import access, actions
from fangcun.ledger.actions import Refused, Wish
from fangcun.ledger.forms import BookForm, UnitsForm
from fangcun.ledger.models import Commitment, Offer
from fangcun.ledger.states import CommitmentState


@staff_page(Right.RECORD_SERVICES)
def book(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: find the person, say how many; a no says why and what else there is."""
    row = access.offer_or_404(request.user, pk, Right.RECORD_SERVICES)
    asked = request.POST.get("resident") or request.GET.get("resident", "")
    resident = access.resident_asked(request.user, asked)
    form = BookForm(request.POST or None, offer=row, has_resident=resident is not None)
    no: Refused | None = None
    if form.is_valid():
        try:
            answer = actions.reserve(
                wish=_wish(row, resident, form), by=_me(request), now=timezone.now()
            )
            if not isinstance(answer, Refused):
                messages.success(request, _said(answer))
                return redirect("ledger:offer", pk=pk)
            no = answer
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _book_page(request, row, resident, form, no)


@require_POST
@staff_page(Right.RECORD_SERVICES)
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody who was called says yes to the place that is kept for him."""
    row = access.commitment_or_404(request.user, pk, Right.RECORD_SERVICES)
    try:
        actions.accept_place(commitment=row, by=_me(request), now=timezone.now())
        messages.success(request, _("已确认，位置是他的了。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return _back(row)


@require_POST
@staff_page(Right.RECORD_SERVICES)
def no_show(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody did not come."""
    row = access.commitment_or_404(request.user, pk, Right.RECORD_SERVICES)
    try:
        actions.mark_no_show(commitment=row, by=_me(request), now=timezone.now())
        messages.success(request, _("已登记为未到，名额已放出。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return _back(row)


@staff_page(Right.RECORD_SERVICES)
def units(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: more or fewer than was promised."""
    row = access.commitment_or_404(request.user, pk, Right.RECORD_SERVICES)
    form = UnitsForm(request.POST or None, units=row.units)
    if form.is_valid():
        try:
            answer = actions.change_units(
                commitment=row, **form.cleaned_data, by=_me(request), now=timezone.now()
            )
            if not isinstance(answer, Refused):
                messages.success(request, _("已改为{units}。").format(units=answer.units))
                return _back(row)
            form.add_error("units", answer.words)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    back = reverse("ledger:commitment", args=[pk])
    return fill_in(request, form, Words(_("更改数量：{what}").format(what=row.service), back))


def _wish(offer: Offer, resident: Resident | None, form: BookForm) -> Wish:
    filled = form.cleaned_data
    return Wish(
        offer=offer,
        resident=resident,
        promised_to=filled.get("promised_to", ""),
        units=filled["units"],
        may_wait=filled.get("may_wait", False),
        at_counter=True,
        note=filled["note"],
        written_key=filled["written_key"],
    )


def _said(booked: Commitment) -> str:
    if booked.state == CommitmentState.WAITING:
        return _("已满，已排入候补。有位置时会告知。")
    return _("已订好。")


def _book_page(
    request: SignedInRequest,
    row: Offer,
    resident: Resident | None,
    form: BookForm,
    no: Refused | None,
) -> HttpResponse:
    words = request.GET.get("find", "").strip()
    found = access.residents_found(request.user, words) if words and not resident else []
    shown = {
        "row": row,
        "form": form,
        "no": no,
        "resident": resident,
        "words": words,
        "found": found,
    }
    return render(request, "ledger/book.html", shown)


def _back(row: Commitment) -> HttpResponse:
    if row.offer_id is not None:
        return redirect("ledger:offer", pk=row.offer_id)
    return redirect("ledger:commitment", pk=row.pk)


def _me(request: SignedInRequest) -> Any:
    return request.user
