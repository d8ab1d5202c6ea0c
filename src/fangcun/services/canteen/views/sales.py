"""Pages: festival sales: planned by the lunar calendar, stocked, watched, stopped."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
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
from fangcun.core.places.queries import Version, history_of
from fangcun.core.places.views.saving import Words, fill_in, is_done, newer_versions
from fangcun.services.canteen.access.festivals import item_or_404, sale_or_404, slot_or_404
from fangcun.services.canteen.access.kitchens import kitchen_or_404
from fangcun.services.canteen.actions.festivals import (
    add_pack,
    change_sale,
    change_slot,
    change_stock,
    close_sale,
    open_sale,
    reopen_item,
    reopen_sale,
    stop_item,
    stop_sale,
)
from fangcun.services.canteen.forms.festivals import (
    ChangeSaleForm,
    PackForm,
    PackForms,
    SaleForm,
    SlotForm,
    StockForm,
)
from fangcun.services.canteen.models import FestivalSale
from fangcun.services.canteen.queries.festivals import (
    counts_of_packs,
    counts_of_slots,
    orders_of_sale,
    sales_of,
    slot_in_words,
)
from fangcun.services.canteen.rules.lunar import next_festivals
from fangcun.services.canteen.states import Festival
from fangcun.services.canteen.views.asking import me

OF_A_PAGE = 60


@staff_page(Right.ORDER_MEALS)
def sales(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: the sales of a kitchen, and the festivals to come in both calendars."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk)
    coming = next_festivals(from_day=timezone.localdate())
    shown = {
        "kitchen": kitchen,
        "sales": [(one, lunar_words(one.festival_on)) for one in sales_of(kitchen)],
        "festivals": [
            (Festival(one.festival).label, one.day, lunar_words(one.day)) for one in coming
        ],
        "may_run": request.user.may(Right.RUN_CANTEEN, kitchen),
    }
    return render(request, "canteen/sales.html", shown)


@staff_page(Right.RUN_CANTEEN)
def new_sale(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: a sale with its packs and pickup slots, on one page."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    form = SaleForm(request.POST or None, today=timezone.localdate())
    packs = PackForms(request.POST or None, prefix="packs")
    if form.is_valid() and packs.is_valid():
        written = [one.written() for one in packs if one.has_changed()]
        try:
            sale = form.written(kitchen=kitchen, packs=written)
            made = open_sale(sale=sale, by=me(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已开始销售。"))
            return redirect("canteen:sale", made.pk)
    return render(
        request, "canteen/new_sale.html", {"kitchen": kitchen, "form": form, "packs": packs}
    )


@staff_page(Right.ORDER_MEALS)
def sale(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: what is left of each pack, who comes when, every order."""
    found = sale_or_404(staff=request.user, pk=pk)
    shown = {
        "sale": found,
        "kitchen": found.kitchen,
        "lunar": lunar_words(found.festival_on),
        "packs": counts_of_packs(found),
        "slots": [(one, slot_in_words(one.slot)) for one in counts_of_slots(found)],
        "orders": Paginator(orders_of_sale(found), OF_A_PAGE).get_page(request.GET.get("page")),
        "may_run": request.user.may(Right.RUN_CANTEEN, found),
        "versions": _versions(request, found),
    }
    return render(request, "canteen/sale.html", shown)


@staff_page(Right.RUN_CANTEEN)
def edit_sale(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: its name, and until when it is ordered."""
    found = sale_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    form = ChangeSaleForm(request.POST or None, initial=ChangeSaleForm.values_of(found))
    newer = None
    if form.is_valid():
        newer = newer_versions(
            form,
            found,
            lambda: change_sale(
                sale=found, by=me(request), now=timezone.now(), **form.cleaned_data
            ),
        )
        if newer is None:
            return redirect("canteen:sale", pk)
    return fill_in(request, form, Words(str(found), _page(found)), newer)


@staff_page(Right.RUN_CANTEEN)
def new_pack(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one more pack in a sale."""
    found = sale_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    form = PackForm(request.POST or None)
    if form.is_valid() and is_done(
        form,
        lambda: add_pack(sale=found, pack=form.written(), by=me(request), now=timezone.now()),
    ):
        return redirect("canteen:sale", pk)
    return fill_in(request, form, Words(_("增加礼包"), _page(found)))


@staff_page(Right.RUN_CANTEEN)
def stock(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: how many there are of a pack in all."""
    item = item_or_404(staff=request.user, pk=pk)
    offer = item.offer
    form = StockForm(
        request.POST or None, initial={"stock": offer.capacity, "revision": offer.revision}
    )
    newer = None
    if form.is_valid():
        newer = newer_versions(
            form,
            offer,
            lambda: change_stock(
                item=item, by=me(request), now=timezone.now(), **form.cleaned_data
            ),
        )
        if newer is None:
            return redirect("canteen:sale", item.sale_id)
    intro = _("已订{taken}份。").format(taken=offer.taken)
    return fill_in(request, form, Words(str(item), _page(item.sale), intro=intro), newer)


@staff_page(Right.RUN_CANTEEN)
def edit_slot(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: how many orders can be fetched in a slot."""
    slot = slot_or_404(staff=request.user, pk=pk)
    form = SlotForm(request.POST or None, initial={"capacity": slot.capacity})
    if form.is_valid() and is_done(
        form, lambda: change_slot(slot=slot, capacity=form.cleaned_data["capacity"])
    ):
        return redirect("canteen:sale", slot.sale_id)
    return fill_in(request, form, Words(slot_in_words(slot), _page(slot.sale)))


@require_POST
@staff_page(Right.RUN_CANTEEN)
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nothing more is sold."""
    found = sale_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    return _act(request, found, lambda: stop_sale(sale=found, by=me(request), now=timezone.now()))


@require_POST
@staff_page(Right.RUN_CANTEEN)
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """It is sold again."""
    found = sale_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    return _act(request, found, lambda: reopen_sale(sale=found, by=me(request), now=timezone.now()))


@require_POST
@staff_page(Right.RUN_CANTEEN)
def stop_pack(request: SignedInRequest, pk: int) -> HttpResponse:
    """This pack is not sold any more."""
    item = item_or_404(staff=request.user, pk=pk)
    return _act(
        request, item.sale, lambda: stop_item(item=item, by=me(request), now=timezone.now())
    )


@require_POST
@staff_page(Right.RUN_CANTEEN)
def reopen_pack(request: SignedInRequest, pk: int) -> HttpResponse:
    """This pack is sold again."""
    item = item_or_404(staff=request.user, pk=pk)
    return _act(
        request, item.sale, lambda: reopen_item(item=item, by=me(request), now=timezone.now())
    )


@require_POST
@staff_page(Right.RUN_CANTEEN)
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nobody comes any more: who did not is written down and told."""
    found = sale_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    return _act(request, found, lambda: close_sale(sale=found, by=me(request), now=timezone.now()))


def _act(request: SignedInRequest, sale: FestivalSale, act: Callable[[], object]) -> HttpResponse:
    """One action, then back to the sale; a refusal is said there."""
    try:
        act()
        messages.success(request, _("已办理。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("canteen:sale", sale.pk)


def _versions(request: SignedInRequest, sale: FestivalSale) -> list[Version]:
    return history_of(sale) if request.user.may(Right.READ_HISTORY, sale) else []


def _page(sale: FestivalSale) -> str:
    return reverse("canteen:sale", args=[sale.pk])
