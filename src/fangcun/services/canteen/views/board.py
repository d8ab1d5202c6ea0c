"""Pages: the pickup board for the staff, and its codes on the wall."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.base.templatetags.look import yuan
from fangcun.services.canteen.access.kitchen_work import kitchen_on_wall_or_404, wall_key
from fangcun.services.canteen.access.kitchens import kitchen_or_404
from fangcun.services.canteen.actions.orders import serve_order
from fangcun.services.canteen.actions.ready import call_code, mark_ready
from fangcun.services.canteen.forms.board import CALL, COLLECT, MarkForm
from fangcun.services.canteen.models import Kitchen, MealOrder
from fangcun.services.canteen.queries.board import board_of, to_come_for
from fangcun.services.canteen.queries.money import due_of
from fangcun.services.canteen.queries.orders import found_at_counter
from fangcun.services.canteen.queries.to_order import meal_now
from fangcun.services.canteen.states import OrderState, Period
from fangcun.services.canteen.views.asking import me, period_asked


@staff_page(Right.RUN_CANTEEN)
def board(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: codes in work, ready, called, collected; it looks again by itself."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    period = _period(request, kitchen)
    shown = {
        "kitchen": kitchen,
        "period": period,
        "periods": Period,
        "day": timezone.localdate(),
        "board": board_of(kitchen=kitchen, day=timezone.localdate(), period=period),
        "wall": wall_key(kitchen),
    }
    return render(request, "canteen/board.html", shown)


@require_POST
@staff_page(Right.RUN_CANTEEN)
def mark(request: SignedInRequest, pk: int) -> HttpResponse:
    """One meal is ready, called or gone, by its code, its QR code or a card."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    period = _period(request, kitchen)
    form = MarkForm(request.POST)
    order = _order_said(kitchen, period, form) if form.is_valid() else None
    if order is None:
        messages.error(request, _("没有找到这一餐的订单，请核对取餐码。"))
        return _back(kitchen, period)
    if form.cleaned_data["what"] == COLLECT and _is_to_pay(order):
        words = _("{code}号还要付{due}元，请在收银台收款后取餐。")
        messages.warning(request, words.format(code=order.code, due=yuan(due_of(order))))
        page = reverse("canteen:till", args=[kitchen.pk])
        return redirect(f"{page}?period={period}&q={order.code}")
    try:
        messages.success(request, _mark(request, order, form.cleaned_data["what"]))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return _back(kitchen, period)


@require_POST
@staff_page(Right.RUN_CANTEEN)
def all_ready(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything that was in work stands on the shelf."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    period = _period(request, kitchen)
    in_work = board_of(kitchen=kitchen, day=timezone.localdate(), period=period).in_work
    count = mark_ready(orders=in_work, by=me(request), now=timezone.now())
    messages.success(request, _("{count}份已备好。").format(count=count))
    return _back(kitchen, period)


def wall(request: HttpRequest, key: str) -> HttpResponse:
    """Page: the screen in the hall: codes and nothing else, by an address that staff opened."""
    kitchen = kitchen_on_wall_or_404(key)
    period = _period(request, kitchen)
    shown = {
        "kitchen": kitchen,
        "period": period,
        "board": board_of(kitchen=kitchen, day=timezone.localdate(), period=period),
    }
    return render(request, "canteen/wall.html", shown)


def _mark(request: SignedInRequest, order: MealOrder, what: str) -> str:
    now = timezone.now()
    if what == COLLECT:
        serve_order(order=order, by=me(request), now=now)
        return _("{code}号已取走。").format(code=order.code)
    if what == CALL:
        call_code(order=order, by=me(request), now=now)
        return _("{code}号已叫号。").format(code=order.code)
    mark_ready(orders=[order], by=me(request), now=now)
    return _("{code}号已备好。").format(code=order.code)


def _order_said(kitchen: Kitchen, period: Period, form: MarkForm) -> MealOrder | None:
    among = to_come_for(kitchen, timezone.localdate(), period)
    found = found_at_counter(form.cleaned_data["words"], among=among)
    waiting = [one for one in found if one.state == OrderState.ORDERED]
    return next(iter(waiting or found), None)


def _is_to_pay(order: MealOrder) -> bool:
    return order.state == OrderState.ORDERED and due_of(order) > 0


def _period(request: HttpRequest, kitchen: Kitchen) -> Period:
    return period_asked(request, otherwise=meal_now(kitchen=kitchen, now=timezone.now()))


def _back(kitchen: Kitchen, period: Period) -> HttpResponse:
    return redirect(f"{reverse('canteen:board', args=[kitchen.pk])}?period={period}")
