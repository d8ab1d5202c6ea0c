"""Changing an order of packs: the same for the desk and for the person himself."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.actions.festivals import change_packs, move_slot
from fangcun.services.canteen.forms.festivals import ChangePacksForm, MoveSlotForm, units_of
from fangcun.services.canteen.models import FestivalSale, PackOrder
from fangcun.services.canteen.queries.festivals import free_slots, items_of, slot_in_words
from fangcun.services.canteen.views.asking import No, me
from fangcun.services.canteen.views.instead import no_packs


def change_or_ask(
    request: HttpRequest,
    order: PackOrder,
    *,
    where: Callable[[FestivalSale], str],
    now: datetime,
) -> dict[str, Any] | None:
    """What a page shows to change an order; None: it has been changed."""
    items = items_of(order.sale)
    form = ChangePacksForm(request.POST or None, items=items, order=order)
    noes: list[No] = []
    if form.is_valid():
        answer = _change(request, form, order, now)
        if isinstance(answer, Refused):
            noes = [no_packs(answer, wanted=_("改订"), where=where)]
        elif answer is not None:
            messages.success(request, _("已修改，请看下面的内容。"))
            return None
    slots = free_slots(order.sale, now=now, beside=order.slot_id)
    moving = MoveSlotForm(slots=slots, initial={"slot": order.slot_id})
    packs = [(item, form[units_of(item)]) for item in items]
    return {"form": form, "packs": packs, "moving": moving, "noes": noes}


def move_or_ask(request: HttpRequest, order: PackOrder, *, now: datetime) -> None:
    """Another slot, if there is room in it; the page says what came of it."""
    slots = free_slots(order.sale, now=now, beside=order.slot_id)
    form = MoveSlotForm(request.POST, slots=slots)
    if not form.is_valid():
        messages.error(request, _("这个时段不能再约，请另选。"))
        return
    try:
        slot = form.chosen_slot()
        move_slot(order=order, slot=slot, by=me(request), now=now)
        words = _("取货时段改为{slot}。").format(slot=slot_in_words(slot))
        messages.success(request, words)
    except Refusal as refusal:
        messages.error(request, str(refusal))


def _change(
    request: HttpRequest, form: ChangePacksForm, order: PackOrder, now: datetime
) -> PackOrder | Refused | None:
    said = form.cleaned_data
    try:
        return change_packs(
            order=order,
            revision=said["revision"],
            lines=form.lines(),
            why=said["why"],
            by=me(request),
            now=now,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
