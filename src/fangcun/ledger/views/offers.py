"""Pages: what can be booked: listed, opened, changed, stopped, called off, decided."""

from collections.abc import Callable
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
from fangcun.core.places.queries import Version, history_of
from fangcun.core.places.views.saving import Words, fill_in, is_done, newer_versions
from fangcun.ledger import access, actions, queries
from fangcun.ledger.forms import CallOffForm, EditOfferForm, NewOfferForm, OffersForm
from fangcun.ledger.models import Offer
from fangcun.ledger.queries.offers import gone_from, offers_sought
from fangcun.ledger.states import RowKind


@staff_page(Right.READ_LEDGER)
def offers(request: SignedInRequest) -> HttpResponse:
    """Page: what can be booked from a day on, how much is taken, how many wait."""
    form = OffersForm(request.GET.dict(), staff=request.user, today=timezone.localdate())
    rows = offers_sought(access.offers_of(request.user), form.sought())
    shown = {
        "form": form,
        "rows": rows,
        "kinds": [(kind, "") for kind in RowKind],
        "here": "offers",
        "may_open": request.user.may(Right.MANAGE_OFFERS),
        "may_record": request.user.may(Right.RECORD_SERVICES),
        "may_see_wishes": request.user.may(Right.READ_PERSONS),
    }
    return render(request, "ledger/offers.html", shown)


@staff_page(Right.READ_LEDGER)
def offer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one offer, who has a place, who waits, who is gone."""
    row = access.offer_or_404(request.user, pk)

    def named(rows: Any) -> list[Any]:
        return [(one, access.may_name(request.user, one)) for one in rows]

    now = timezone.now()
    shown = {
        "row": row,
        "audience": queries.audience_of(row),
        "placed": named(queries.places_taken(row)),
        "waiting": named(queries.waiting_for(row)),
        "gone": named(gone_from(row)),
        "refused": queries.refused_from(row),
        "may_change": row.is_bookable and request.user.may(Right.MANAGE_OFFERS, row),
        "may_book": row.is_bookable and request.user.may(Right.RECORD_SERVICES, row),
        "has_begun": now >= row.starts_at,
        "is_to_decide": row.is_to_decide(now),
        "versions": history_of(row) if request.user.may(Right.READ_HISTORY, row) else None,
    }
    return render(request, "ledger/offer.html", shown)


@staff_page(Right.MANAGE_OFFERS)
def new_offer(request: SignedInRequest) -> HttpResponse:
    """Page: publish something that can be booked."""
    form = NewOfferForm(request.POST or None, staff=request.user, today=timezone.localdate())
    if form.is_valid():
        try:
            made = actions.open_offer(offer=form.offer(), by=_me(request), now=timezone.now())
            messages.success(request, _("已发布，可以预订了。"))
            return redirect("ledger:offer", pk=made.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return fill_in(request, form, Words(_("发布供给"), reverse("ledger:offers"), button=_("发布")))


@staff_page(Right.MANAGE_OFFERS)
def edit_offer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: change an offer; those who have booked are told if time or room change."""
    row = access.offer_or_404(request.user, pk, Right.MANAGE_OFFERS)
    form = EditOfferForm(
        request.POST or None,
        staff=request.user,
        today=timezone.localdate(),
        initial=EditOfferForm.values_of(row),
    )
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(form, row, lambda: _change(request, row, form))
        if newer is None:
            messages.success(request, _("已保存。"))
            return redirect("ledger:offer", pk=pk)
    title = _("修改{name}").format(name=row)
    return fill_in(request, form, Words(title, reverse("ledger:offer", args=[pk])), newer)


@staff_page(Right.MANAGE_OFFERS)
def call_off(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: it does not take place; everybody is told why."""
    row = access.offer_or_404(request.user, pk, Right.MANAGE_OFFERS)
    form = CallOffForm(request.POST or None)
    by, now = _me(request), timezone.now()
    if form.is_valid() and is_done(
        form, lambda: actions.call_off(offer=row, **form.cleaned_data, by=by, now=now)
    ):
        messages.success(request, _("已取消，正在告知每一位居民。"))
        return redirect("ledger:offer", pk=pk)
    words = Words(
        _("取消{name}").format(name=row),
        reverse("ledger:offer", args=[pk]),
        _("所有预订和候补都会结束，并逐一告知居民。取消后不能恢复。"),
        button=_("取消这项供给"),
        is_grave=True,
    )
    return fill_in(request, form, words)


@require_POST
@staff_page(Right.MANAGE_OFFERS)
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """No more bookings."""
    return _turned(request, pk, actions.stop_offer, _("已停止预订，已订的不受影响。"))


@require_POST
@staff_page(Right.MANAGE_OFFERS)
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Bookings again."""
    return _turned(request, pk, actions.reopen_offer, _("已恢复预订。"))


@require_POST
@staff_page(Right.MANAGE_OFFERS)
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whether enough have booked."""
    return _turned(request, pk, actions.decide_offer, _("已判定，并告知居民。"))


@require_POST
@staff_page(Right.MANAGE_OFFERS)
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    """What nobody came for is free for those who did."""
    return _turned(request, pk, actions.release_unclaimed, _("无人到场的名额已放出。"))


def _turned(
    request: SignedInRequest, pk: int, act: Callable[..., object], words: str
) -> HttpResponse:
    row = access.offer_or_404(request.user, pk, Right.MANAGE_OFFERS)
    try:
        act(offer=row, by=_me(request), now=timezone.now())
        messages.success(request, words)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("ledger:offer", pk=pk)


def _change(request: SignedInRequest, row: Offer, form: EditOfferForm) -> Offer:
    return actions.change_offer(
        offer=row,
        revision=form.cleaned_data["revision"],
        changes=form.changes(),
        by=_me(request),
        now=timezone.now(),
    )


def _me(request: SignedInRequest) -> Any:
    return request.user
