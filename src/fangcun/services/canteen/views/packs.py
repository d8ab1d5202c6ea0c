"""Pages: gift packs ordered at the desk, changed, fetched."""

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
from fangcun.core.payments.states import Method
from fangcun.core.places.queries import history_of
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.access.festivals import (
    pack_order_or_404,
    packs_here_or_404,
    sale_or_404,
)
from fangcun.services.canteen.actions.festivals import (
    cancel_packs,
    collect_packs,
    order_packs,
)
from fangcun.services.canteen.forms.festivals import DeskPacksForm, units_of
from fangcun.services.canteen.forms.orders import WhyForm
from fangcun.services.canteen.forms.till import methods
from fangcun.services.canteen.models import FestivalSale, PackOrder
from fangcun.services.canteen.prints.packs import pickup_paper
from fangcun.services.canteen.queries.bills import due_fen
from fangcun.services.canteen.queries.festivals import (
    bill_of,
    found_at_pickup,
    free_slots,
    items_of,
    orders_to_fetch,
    pack_words,
    slot_in_words,
    slots_of,
)
from fangcun.services.canteen.states import OrderState
from fangcun.services.canteen.views.acting import acted, answered, method_chosen, take_at_desk
from fangcun.services.canteen.views.asking import No, me
from fangcun.services.canteen.views.guests import found_guests, guest_of
from fangcun.services.canteen.views.instead import no_packs
from fangcun.services.canteen.views.packs_changing import change_or_ask, move_or_ask


@staff_page(Right.ORDER_MEALS)
def order(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: find the person, say which packs and when, done."""
    sale = sale_or_404(staff=request.user, pk=pk)
    now = timezone.now()
    resident = guest_of(request, sale.kitchen)
    items, slots = items_of(sale), free_slots(sale, now=now)
    form = DeskPacksForm(request.POST or None, items=items, slots=slots)
    noes: list[No] = []
    if resident is not None and form.is_valid():
        wanted = form.written(sale=sale, resident=resident)
        answer = answered(form, lambda: order_packs(order=wanted, by=me(request), now=now))
        if isinstance(answer, Refused):
            noes = [no_packs(answer, wanted=str(sale), where=_page_of)]
        elif answer is not None:
            messages.success(request, ordered_in_words(answer))
            return redirect("canteen:packs", answer.pk)
    shown = {
        "sale": sale,
        "kitchen": sale.kitchen,
        "resident": resident,
        "form": form,
        "packs": [(item, form[units_of(item)]) for item in items],
        "noes": noes,
        **found_guests(request, sale.kitchen),
    }
    return render(request, "canteen/order_packs.html", shown)


@staff_page(Right.ORDER_MEALS)
def packs(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one order: other packs, another slot, cancelled, paid."""
    found = pack_order_or_404(request.user, pk)
    asked = change_or_ask(request, found, where=_page_of, now=timezone.now())
    if asked is None:
        return redirect("canteen:packs", pk)
    shown = {
        **asked,
        "order": found,
        "kitchen": found.sale.kitchen,
        "slot": slot_in_words(found.slot),
        "due_fen": due_fen(bill_of(found)),
        "is_open": found.state == OrderState.ORDERED,
        "why": WhyForm(),
        "methods": methods(),
        "may_hand_over": request.user.may(Right.RUN_CANTEEN, found),
        "may_take_money": request.user.may(Right.TAKE_PAYMENTS, found),
        "versions": history_of(found) if request.user.may(Right.READ_HISTORY, found) else [],
    }
    return render(request, "canteen/packs.html", shown)


@require_POST
@staff_page(Right.ORDER_MEALS)
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """He comes at another time."""
    found = pack_order_or_404(request.user, pk)
    move_or_ask(request, found, now=timezone.now())
    return redirect("canteen:packs", pk)


@require_POST
@staff_page(Right.ORDER_MEALS)
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """He does not want them; what he paid comes back."""
    found = pack_order_or_404(request.user, pk)
    form = WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    acted(
        request,
        lambda: cancel_packs(order=found, why=why, by=me(request), now=timezone.now()),
        done=_("已取消{code}号。").format(code=found.code),
    )
    return redirect("canteen:packs", pk)


@require_POST
@staff_page(Right.TAKE_PAYMENTS)
def pay(request: SignedInRequest, pk: int) -> HttpResponse:
    """He pays now, for packs that he fetches later."""
    found = packs_here_or_404(request.user, Right.TAKE_PAYMENTS, pk=pk)
    take_at_desk(request, bill_of(found))
    return redirect("canteen:packs", pk)


@staff_page(Right.RUN_CANTEEN)
def pickup(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: scan or type a code, see what is fetched and whether with a bag, hand over."""
    sale = sale_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    words = request.GET.get("q", "").strip()
    found = found_at_pickup(words, among=PackOrder.objects.filter(sale=sale)) if words else []
    return _show_pickup(request, sale, words, found)


@staff_page(Right.RUN_CANTEEN)
def scanned(request: SignedInRequest, token: str) -> HttpResponse:
    """Page: what the QR code leads to, when staff scan it with a telephone."""
    found = packs_here_or_404(request.user, Right.RUN_CANTEEN, token=token)
    return _show_pickup(request, found.sale, found.code, [found])


@require_POST
@staff_page(Right.RUN_CANTEEN)
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """The packs are his, and the bag if this order carries it."""
    found = packs_here_or_404(request.user, Right.RUN_CANTEEN, pk=pk)
    method, now = method_chosen(request), timezone.now()
    try:
        collect_packs(order=found, paid_by=method, by=me(request), now=now)
        messages.success(request, _handed_over(found))  # with the bag that it carries by now
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("canteen:pickup", found.sale_id)


@staff_page(Right.ORDER_MEALS)
def pickup_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The pickup list of a sale, slot by slot, on paper."""
    sale = sale_or_404(staff=request.user, pk=pk)
    paper = pickup_paper(sale, slots=slots_of(sale), orders=orders_to_fetch(sale))
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="pickup-{sale.pk}.pdf"'
    return answer


def ordered_in_words(order: PackOrder) -> str:
    """As it is read out on the telephone; nothing is asked of the database for it."""
    return _("已订{sale}，取货码{code}，{slot}。").format(
        sale=order.sale, code=order.code, slot=slot_in_words(order.slot)
    )


def _show_pickup(
    request: SignedInRequest, sale: FestivalSale, words: str, found: list[PackOrder]
) -> HttpResponse:
    shown = {
        "sale": sale,
        "kitchen": sale.kitchen,
        "words": words,
        "found": [(one, slot_in_words(one.slot), due_fen(bill_of(one))) for one in found],
        "methods": [one for one in methods() if one[0] != Method.ONLINE],
        "left": len(orders_to_fetch(sale)),
    }
    return render(request, "canteen/pickup.html", shown)


def _handed_over(order: PackOrder) -> str:
    words = _("已交货：{packs}。").format(packs=pack_words(order))
    return words + (_("别忘了礼袋。") if order.bag_for else "")


def _page_of(sale: FestivalSale) -> str:
    return reverse("canteen:order_packs", args=[sale.pk])
