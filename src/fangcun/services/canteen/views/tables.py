"""Pages: a party at the desk: booked, moved, put together, seated."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.places.queries import history_of
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.access.dinners import (
    booking_here_or_404,
    booking_or_404,
    seating_or_404,
)
from fangcun.services.canteen.actions.dinners import (
    book_table,
    cancel_booking,
    change_party,
    move_booking,
    no_show,
    seat_party,
)
from fangcun.services.canteen.forms.dinners import DeskBookingForm, PartyForm, TablesForm
from fangcun.services.canteen.forms.orders import WhyForm
from fangcun.services.canteen.forms.till import methods
from fangcun.services.canteen.models import DiningTable, Seating, TableBooking
from fangcun.services.canteen.queries.bills import due_fen
from fangcun.services.canteen.queries.dinners import (
    bill_of,
    free_tables,
    is_its_day,
    plan_of,
    seating_words,
    table_words,
    tables_at,
)
from fangcun.services.canteen.states import BookingState
from fangcun.services.canteen.views.acting import acted, answered, take_at_desk
from fangcun.services.canteen.views.asking import No, me
from fangcun.services.canteen.views.guests import found_guests, guest_of
from fangcun.services.canteen.views.instead import no_table


@staff_page(Right.ORDER_MEALS)
def book(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: find the person, say how many come, choose tables on the plan or let it choose."""
    seating = seating_or_404(staff=request.user, pk=pk)
    resident = guest_of(request, seating.kitchen)
    free = free_tables(seating)
    form = DeskBookingForm(request.POST or None, free=free)
    noes: list[No] = []
    if resident is not None and form.is_valid():
        wanted = form.written(seating=seating, resident=resident)
        answer = answered(
            form, lambda: book_table(booking=wanted, by=me(request), now=timezone.now())
        )
        if isinstance(answer, Refused):
            noes = [no_table(answer, wanted=seating_words(seating), where=_page_of)]
        elif answer is not None:
            messages.success(request, booked_in_words(answer))
            return redirect("canteen:booking", answer.pk)
    shown = {
        "seating": seating,
        "kitchen": seating.kitchen,
        "title": seating_words(seating),
        "resident": resident,
        "form": form,
        "plan": plan_to_choose(seating, form, free),
        "noes": noes,
        **found_guests(request, seating.kitchen),
    }
    return render(request, "canteen/book_table.html", shown)


@staff_page(Right.ORDER_MEALS)
def booking(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one party: where it sits, how many they are, what they paid."""
    found = booking_or_404(request.user, pk)
    mine = tables_at(found)
    free = free_tables(found.seating, beside=found)
    moving = TablesForm(free=free, initial={"tables": [str(one.pk) for one in mine]})
    shown = {
        "booking": found,
        "kitchen": found.seating.kitchen,
        "title": seating_words(found.seating),
        "tables": table_words(found),
        "is_open": found.state == BookingState.BOOKED,
        "moving": moving,
        "plan": plan_to_choose(found.seating, moving, free, mine=mine),
        "party": PartyForm(initial={"party_size": found.party_size}),
        "why": WhyForm(),
        "due_fen": due_fen(bill_of(found)),
        "methods": methods(),
        "may_run": request.user.may(Right.RUN_CANTEEN, found),
        "is_its_day": is_its_day(found.seating, now=timezone.now()),
        "may_take_money": request.user.may(Right.TAKE_PAYMENTS, found),
        "versions": history_of(found) if request.user.may(Right.READ_HISTORY, found) else [],
    }
    return render(request, "canteen/booking.html", shown)


@require_POST
@staff_page(Right.ORDER_MEALS)
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """They sit at these tables: another one, several put together, one fewer."""
    found = booking_or_404(request.user, pk)
    form = TablesForm(request.POST, free=free_tables(found.seating, beside=found))
    if not form.is_valid():
        messages.error(request, _("请选择空着的桌位。"))
        return redirect("canteen:booking", pk)
    acted(
        request,
        lambda: move_booking(
            booking=found, tables=form.chosen(), by=me(request), now=timezone.now()
        ),
    )
    return redirect("canteen:booking", pk)


@require_POST
@staff_page(Right.ORDER_MEALS)
def party(request: SignedInRequest, pk: int) -> HttpResponse:
    """More people, or fewer."""
    found = booking_or_404(request.user, pk)
    form = PartyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写人数。"))
        return redirect("canteen:booking", pk)
    acted(
        request,
        lambda: change_party(
            booking=found, by=me(request), now=timezone.now(), **form.cleaned_data
        ),
    )
    return redirect("canteen:booking", pk)


@require_POST
@staff_page(Right.ORDER_MEALS)
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """They do not come."""
    found = booking_or_404(request.user, pk)
    form = WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    now = timezone.now()
    acted(request, lambda: cancel_booking(booking=found, why=why, by=me(request), now=now))
    return redirect("canteen:booking", pk)


@require_POST
@staff_page(Right.RUN_CANTEEN)
def seat(request: SignedInRequest, pk: int) -> HttpResponse:
    """They are here."""
    found = booking_here_or_404(request.user, Right.RUN_CANTEEN, pk)
    acted(request, lambda: seat_party(booking=found, by=me(request), now=timezone.now()))
    return redirect("canteen:booking", pk)


@require_POST
@staff_page(Right.RUN_CANTEEN)
def missed(request: SignedInRequest, pk: int) -> HttpResponse:
    """They did not come."""
    found = booking_here_or_404(request.user, Right.RUN_CANTEEN, pk)
    acted(request, lambda: no_show(booking=found, by=me(request), now=timezone.now()))
    return redirect("canteen:booking", pk)


@require_POST
@staff_page(Right.TAKE_PAYMENTS)
def pay(request: SignedInRequest, pk: int) -> HttpResponse:
    """They pay the deposit."""
    found = booking_here_or_404(request.user, Right.TAKE_PAYMENTS, pk)
    take_at_desk(request, bill_of(found))
    return redirect("canteen:booking", pk)


def booked_in_words(booking: TableBooking) -> str:
    names = "、".join(one.number for one in tables_at(booking))
    return _("已订{seating}，{names}号桌，{party}人，订桌码{code}。").format(
        seating=seating_words(booking.seating),
        names=names,
        party=booking.party_size,
        code=booking.code,
    )


def plan_to_choose(
    seating: Seating, form: Any, free: list[DiningTable], *, mine: list[DiningTable] | None = None
) -> list[tuple[DiningTable, TableBooking | None, Any]]:
    """Every table as it stands, with its party, or the box by which it is chosen."""
    boxes = {str(box.data["value"]): box for box in form["tables"]}
    own = {one.pk for one in mine or []}
    return [
        (table, None if table.pk in own else party, boxes.get(str(table.pk)))
        for table, party in plan_of(seating)
    ]


def _page_of(seating: Seating) -> str:
    return reverse("canteen:book_table", args=[seating.pk])
