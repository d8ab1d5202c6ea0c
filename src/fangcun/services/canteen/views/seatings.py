"""Pages: the tables of a room, seatings with their plan, parties."""

from collections.abc import Callable
from datetime import datetime, timedelta
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
from fangcun.base.lunar import lunar_words
from fangcun.base.rights import Right
from fangcun.core.places.queries import history_of
from fangcun.core.places.views.saving import Words, fill_in, is_done
from fangcun.services.canteen.access.dinners import seating_or_404, table_or_404
from fangcun.services.canteen.access.kitchens import kitchen_or_404
from fangcun.services.canteen.actions.dinners import (
    add_table,
    change_table,
    open_seating,
    reopen_seating,
    stop_seating,
)
from fangcun.services.canteen.forms.dinners import SeatingForm, TableForm
from fangcun.services.canteen.models import Seating
from fangcun.services.canteen.prints.seatings import name_cards, plan_paper
from fangcun.services.canteen.queries.dinners import (
    bookings_of,
    plan_of,
    seating_words,
    seatings_of,
    tables_of,
)
from fangcun.services.canteen.rules.lunar import next_festivals
from fangcun.services.canteen.states import Festival
from fangcun.services.canteen.views.asking import me


@staff_page(Right.ORDER_MEALS)
def seatings(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: the dinners of a kitchen, its tables, when New Year's Eve is."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk)
    coming = dict(next_festivals(from_day=timezone.localdate()))
    shown = {
        "kitchen": kitchen,
        "eve": coming[Festival.NEW_YEARS_EVE],
        "lunar": lunar_words(coming[Festival.NEW_YEARS_EVE]),
        "seatings": seatings_of(kitchen),
        "tables": tables_of(kitchen),
        "may_run": request.user.may(Right.RUN_CANTEEN, kitchen),
    }
    return render(request, "canteen/seatings.html", shown)


@staff_page(Right.RUN_CANTEEN)
def new_table(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one more table in the room."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    form = TableForm(request.POST or None)
    if form.is_valid() and is_done(
        form,
        lambda: add_table(
            kitchen=kitchen, table=form.written(), by=me(request), now=timezone.now()
        ),
    ):
        return redirect("canteen:seatings", pk)
    return fill_in(request, form, Words(_("增加餐桌"), _seatings(kitchen.pk)))


@staff_page(Right.RUN_CANTEEN)
def edit_table(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: where a table stands, how many sit at it."""
    table = table_or_404(staff=request.user, pk=pk)
    form = TableForm(request.POST or None, initial=TableForm.values_of(table))
    if form.is_valid() and is_done(
        form,
        lambda: change_table(
            table=table, changed=form.written(), by=me(request), now=timezone.now()
        ),
    ):
        return redirect("canteen:seatings", table.kitchen_id)
    title = _("{number}号桌").format(number=table.number)
    return fill_in(request, form, Words(title, _seatings(table.kitchen_id)))


@staff_page(Right.RUN_CANTEEN)
def new_seating(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one sitting of a dinner."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    form = SeatingForm(request.POST or None, initial=_on_the_eve())
    if form.is_valid() and is_done(
        form,
        lambda: open_seating(
            seating=form.written(kitchen=kitchen), by=me(request), now=timezone.now()
        ),
    ):
        messages.success(request, _("已开放预订。"))
        return redirect("canteen:seatings", pk)
    return fill_in(request, form, Words(_("增加席次"), _seatings(kitchen.pk)))


@staff_page(Right.ORDER_MEALS)
def seating(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: the plan with its parties, and everybody who comes."""
    found = seating_or_404(staff=request.user, pk=pk)
    plan = plan_of(found)
    shown = {
        "seating": found,
        "kitchen": found.kitchen,
        "title": seating_words(found),
        "plan": [(*place, None) for place in plan],
        "free": sum(place.booking is None for place in plan),
        "bookings": bookings_of(found),
        "may_run": request.user.may(Right.RUN_CANTEEN, found),
        "versions": history_of(found) if request.user.may(Right.READ_HISTORY, found) else [],
    }
    return render(request, "canteen/seating.html", shown)


@require_POST
@staff_page(Right.RUN_CANTEEN)
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """No more bookings."""
    found = seating_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    return _act(
        request, found, lambda: stop_seating(seating=found, by=me(request), now=timezone.now())
    )


@require_POST
@staff_page(Right.RUN_CANTEEN)
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Bookings again."""
    found = seating_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    return _act(
        request, found, lambda: reopen_seating(seating=found, by=me(request), now=timezone.now())
    )


@staff_page(Right.ORDER_MEALS)
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """The table plan with the parties, on paper."""
    found = seating_or_404(staff=request.user, pk=pk)
    return _paper(plan_paper(found, places=plan_of(found)), f"tables-{pk}.pdf")


@staff_page(Right.ORDER_MEALS)
def cards(request: SignedInRequest, pk: int) -> HttpResponse:
    """A card for every table that is booked, to be stood on it."""
    found = seating_or_404(staff=request.user, pk=pk)
    return _paper(name_cards(found, places=plan_of(found)), f"cards-{pk}.pdf")


def _paper(paper: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _act(request: SignedInRequest, seating: Seating, act: Callable[[], object]) -> HttpResponse:
    """One action, then back to the plan; a refusal is said there."""
    try:
        act()
        messages.success(request, _("已办理。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("canteen:seating", seating.pk)


def _on_the_eve() -> dict[str, Any]:
    """A dinner at the usual hour of the next New Year's Eve, booked until three days before."""
    now = timezone.localtime().replace(second=0, microsecond=0)
    eve = dict(next_festivals(from_day=now.date()))[Festival.NEW_YEARS_EVE]

    def at(hour: int, *, days_before: int = 0) -> datetime:
        day = datetime(eve.year, eve.month, eve.day, hour, tzinfo=now.tzinfo)
        return day - timedelta(days=days_before)

    return {
        "starts_at": at(17),
        "ends_at": at(19),
        "books_from": now,
        "books_until": at(18, days_before=1),
        "cancel_until": at(18, days_before=3),
    }


def _seatings(kitchen: int) -> str:
    return reverse("canteen:seatings", args=[kitchen])
