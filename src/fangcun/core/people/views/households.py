"""Pages: who lives with whom."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.people import actions, queries
from fangcun.core.people.access import (
    household_or_404,
    household_to_write_or_404,
    resident_to_write_or_404,
    residents_of,
)
from fangcun.core.people.forms import JoinForm, MoveForm
from fangcun.core.people.models import Household, Resident
from fangcun.core.people.states import Relation

FOUND_TO_JOIN = 8


@staff_page(Right.READ_PERSONS)
def household(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one household, and whoever may join it."""
    shown = household_or_404(request.user, pk)
    may_write = request.user.may(Right.WRITE_PERSONS, shown)
    words = request.GET.get("q", "").strip()[:60]
    return render(
        request,
        "people/household.html",
        {
            "household": shown,
            "members": queries.members_of(shown),
            "may_write": may_write,
            "words": words,
            "others": _who_may_join(request, shown, words) if may_write else [],
            "relations": [("", _("未填")), *Relation.choices],
        },
    )


@require_POST
@staff_page(Right.WRITE_PERSONS)
def found(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a household at a resident's address."""
    resident = resident_to_write_or_404(request.user, pk)
    try:
        made = actions.found_household(
            resident=resident, by=signature(request.user), now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("workspace:resident", pk=pk)
    return redirect("people:household", pk=made.pk)


@require_POST
@staff_page(Right.WRITE_PERSONS)
def join(request: SignedInRequest, pk: int) -> HttpResponse:
    """A resident comes into the household, or is something else to its head."""
    home = household_to_write_or_404(request.user, pk)
    form = JoinForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("没有保存，请重新选择。"))
        return redirect("people:household", pk=pk)
    resident = resident_to_write_or_404(request.user, form.cleaned_data["resident"])
    try:
        actions.join_household(
            resident=resident,
            household=home,
            relation=form.cleaned_data["relation"],
            by=signature(request.user),
            now=timezone.now(),
        )
        messages.success(request, _("已保存。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("people:household", pk=pk)


@require_POST
@staff_page(Right.WRITE_PERSONS)
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """A resident no longer lives in the household."""
    resident = resident_to_write_or_404(request.user, pk)
    try:
        actions.leave_household(resident=resident, by=signature(request.user), now=timezone.now())
        messages.success(request, _("已保存。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("workspace:resident", pk=pk)


@staff_page(Right.WRITE_PERSONS)
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: the whole household moves within the community."""
    home = household_to_write_or_404(request.user, pk)
    form = MoveForm(request.POST or None, initial={"address": str(home.address)})
    if form.is_valid():
        try:
            actions.move_household(
                household=home,
                address=form.cleaned_data["address"],
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("全户已迁到新地址。"))
            return redirect("people:household", pk=pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "people/move_household.html", {"household": home, "form": form})


def _who_may_join(request: SignedInRequest, home: Household, words: str) -> list[Resident]:
    """People of the same address, or whom the words find."""
    among = residents_of(request.user).exclude(household=home.pk)
    if not words:
        return list(queries.present(among).filter(address=home.address_id)[:FOUND_TO_JOIN])
    found = queries.find(words=words, among=among, limit=FOUND_TO_JOIN)
    return [one.resident for one in found]
