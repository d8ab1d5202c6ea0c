"""Pages: a resident, or a relative whom he let order, and his own gift packs."""

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
from fangcun.services.canteen.access.festivals import own_packs_or_404
from fangcun.services.canteen.actions.festivals import cancel_packs, order_packs
from fangcun.services.canteen.forms.festivals import PacksForm, units_of
from fangcun.services.canteen.models import FestivalSale
from fangcun.services.canteen.queries.bills import due_fen
from fangcun.services.canteen.queries.festivals import (
    bill_of,
    free_slots,
    packs_of,
    packs_to_order,
    sales_to_order,
    slot_in_words,
)
from fangcun.services.canteen.states import OrderState
from fangcun.services.canteen.views.acting import acted, answered, pay_online
from fangcun.services.canteen.views.asking import No, me
from fangcun.services.canteen.views.codes import qr_picture
from fangcun.services.canteen.views.instead import no_packs
from fangcun.services.canteen.views.own import people_of, whom, whom_asked
from fangcun.services.canteen.views.packs import ordered_in_words
from fangcun.services.canteen.views.packs_changing import change_or_ask, move_or_ask


@caller_page
def festival(request: AtHomeRequest) -> HttpResponse:
    """Page: what is sold for the next festival, and what I have ordered."""
    people = people_of(request)
    if not people:
        return render(request, "meals/festival.html", {"people": people})
    resident = whom(request, people)
    now = timezone.now()
    shown = {
        "people": people,
        "resident": resident,
        "now": now,
        "sales": [(one, lunar_words(one.festival_on)) for one in sales_to_order(resident, now=now)],
        "orders": [(one, slot_in_words(one.slot)) for one in packs_of(resident)[:20]],
    }
    return render(request, "meals/festival.html", shown)


@caller_page
def order(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Page: how many of which pack, when they are fetched, done."""
    resident = whom_asked(request)
    items, now = packs_to_order(pk), timezone.now()
    if not items:
        raise Http404(_("没有这次销售"))
    sale = items[0].sale
    slots = free_slots(sale, now=now)
    form = PacksForm(request.POST or None, items=items, slots=slots)
    noes: list[No] = []
    if form.is_valid():
        wanted = form.written(sale=sale, resident=resident)
        answer = answered(form, lambda: order_packs(order=wanted, by=me(request), now=now))
        if isinstance(answer, Refused):
            noes = [no_packs(answer, wanted=str(sale), where=_page_of)]
        elif answer is not None:
            messages.success(request, ordered_in_words(answer))
            return redirect("meals:packs", answer.pk)
    shown = {
        "sale": sale,
        "resident": resident,
        "lunar": lunar_words(sale.festival_on),
        "form": form,
        "packs": [(item, form[units_of(item)]) for item in items],
        "is_open": sale.orders_from <= now <= sale.orders_until and bool(slots),
        "noes": noes,
    }
    return render(request, "meals/order_packs.html", shown)


@caller_page
def packs(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Page: one order of mine: code and QR code, another slot, other packs, cancel."""
    found, now = own_packs_or_404(me(request), pk), timezone.now()
    asked = change_or_ask(request, found, where=_page_of, now=now)
    if asked is None:
        return redirect("meals:packs", pk)
    bill = bill_of(found)
    due = due_fen(bill)
    is_open = found.state == OrderState.ORDERED
    shown = {
        **asked,
        "order": found,
        "slot": slot_in_words(found.slot),
        "is_open": is_open,
        "may_change": is_open and now <= found.sale.orders_until,
        "due_fen": due,
        "payment": payment_of(bill.source),
        "may_pay": is_open and due > 0 and offers_online(),
    }
    return render(request, "meals/packs.html", shown)


@caller_page
def qr(request: AtHomeRequest, pk: int) -> HttpResponse:
    """What is shown at the counter: staff scan it and are led to this order."""
    found = own_packs_or_404(me(request), pk)
    address = reverse("canteen:packs_scanned", args=[found.token])
    return qr_picture(request.build_absolute_uri(address))


@require_POST
@caller_page
def move(request: AtHomeRequest, pk: int) -> HttpResponse:
    """I come at another time."""
    found = own_packs_or_404(me(request), pk)
    move_or_ask(request, found, now=timezone.now())
    return redirect("meals:packs", pk)


@require_POST
@caller_page
def cancel(request: AtHomeRequest, pk: int) -> HttpResponse:
    """I do not want them."""
    found, now = own_packs_or_404(me(request), pk), timezone.now()
    act = partial(cancel_packs, order=found, by=me(request), now=now)
    acted(request, act, done=_("已取消。"))
    return redirect("meals:packs", pk)


@require_POST
@caller_page
def pay(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Pay for them online."""
    bill = bill_of(own_packs_or_404(me(request), pk))
    return pay_online(request, bill, back=redirect("meals:packs", pk))


def _page_of(sale: FestivalSale) -> str:
    return reverse("meals:order_packs", args=[sale.pk])
