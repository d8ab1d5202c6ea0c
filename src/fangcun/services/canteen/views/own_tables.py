"""Pages: a resident, or a relative whom he let order, and his table on New Year's Eve."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.lunar import lunar_words
from fangcun.core.payments.queries import offers_online, payment_of
from fangcun.core.people.http import AtHomeRequest, caller_page
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.access.dinners import own_booking_or_404
from fangcun.services.canteen.actions.dinners import (
    book_table,
    cancel_booking,
    change_party,
)
from fangcun.services.canteen.forms.dinners import BookingForm, PartyForm
from fangcun.services.canteen.models import Seating
from fangcun.services.canteen.queries.bills import due_fen
from fangcun.services.canteen.queries.dinners import (
    bill_of,
    free_tables,
    seating_words,
    seatings_to_book,
    table_words,
    tables_booked_by,
)
from fangcun.services.canteen.states import BookingState
from fangcun.services.canteen.views.acting import acted, answered, pay_online
from fangcun.services.canteen.views.asking import No, me
from fangcun.services.canteen.views.instead import no_table
from fangcun.services.canteen.views.own import people_of, whom, whom_asked
from fangcun.services.canteen.views.tables import booked_in_words


@caller_page
def dinners(request: AtHomeRequest) -> HttpResponse:
    """Page: dinners to come, and the tables I have booked."""
    people = people_of(request)
    if not people:
        return render(request, "meals/dinners.html", {"people": people})
    resident, now = whom(request, people), timezone.now()
    shown = {
        "people": people,
        "resident": resident,
        "now": now,
        "seatings": [
            (one, lunar_words(timezone.localdate(one.starts_at)), len(free_tables(one)))
            for one in seatings_to_book(resident, now=now)[:12]
        ],
        "bookings": [
            (one, seating_words(one.seating), table_words(one))
            for one in tables_booked_by(resident)[:20]
        ],
    }
    return render(request, "meals/dinners.html", shown)


@caller_page
def book(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Page: how many we are; the table is chosen so that all sit."""
    resident = whom_asked(request)
    rows = Seating.objects.select_related("kitchen__facility__community", "offer")
    seating = rows.filter(pk=pk, kitchen__is_in_use=True).first()
    if seating is None:
        raise Http404(_("没有这一席"))
    form = BookingForm(request.POST or None)
    noes: list[No] = []
    if form.is_valid():
        wanted = form.written(seating=seating, resident=resident)
        answer = answered(
            form, lambda: book_table(booking=wanted, by=me(request), now=timezone.now())
        )
        if isinstance(answer, Refused):
            noes = [no_table(answer, wanted=seating_words(seating), where=_page_of)]
        elif answer is not None:
            messages.success(request, booked_in_words(answer))
            return redirect("meals:table", answer.pk)
    offer, now = seating.offer, timezone.now()
    shown = {
        "seating": seating,
        "resident": resident,
        "title": seating_words(seating),
        "form": form,
        "free": free_tables(seating),
        "is_open": offer.books_from <= now <= offer.books_until,
        "noes": noes,
    }
    return render(request, "meals/book_table.html", shown)


@caller_page
def table(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Page: my table: the code, how many we are, the deposit, cancel."""
    found = own_booking_or_404(me(request), pk)
    bill = bill_of(found)
    due = due_fen(bill)
    is_open = found.state == BookingState.BOOKED
    shown = {
        "booking": found,
        "title": seating_words(found.seating),
        "tables": table_words(found),
        "is_open": is_open,
        "may_change": is_open and timezone.now() <= found.seating.offer.cancel_until,
        "party": PartyForm(initial={"party_size": found.party_size}),
        "due_fen": due,
        "payment": payment_of(bill.source),
        "may_pay": is_open and due > 0 and offers_online(),
    }
    return render(request, "meals/table.html", shown)


@require_POST
@caller_page
def party(request: AtHomeRequest, pk: int) -> HttpResponse:
    """We are more, or fewer."""
    found = own_booking_or_404(me(request), pk)
    form = PartyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写人数。"))
        return redirect("meals:table", pk)
    size, now = form.cleaned_data["party_size"], timezone.now()
    acted(request, lambda: change_party(booking=found, party_size=size, by=me(request), now=now))
    return redirect("meals:table", pk)


@require_POST
@caller_page
def cancel(request: AtHomeRequest, pk: int) -> HttpResponse:
    """We do not come."""
    found, now = own_booking_or_404(me(request), pk), timezone.now()
    act = partial(cancel_booking, booking=found, by=me(request), now=now)
    acted(request, act, done=_("已取消，桌位让给别人。"))
    return redirect("meals:table", pk)


@require_POST
@caller_page
def pay(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Pay the deposit online."""
    bill = bill_of(own_booking_or_404(me(request), pk))
    return pay_online(request, bill, back=redirect("meals:table", pk))


def _page_of(seating: Seating) -> str:
    return reverse("meals:book_table", args=[seating.pk])
