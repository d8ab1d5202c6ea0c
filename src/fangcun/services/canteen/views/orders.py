"""Pages: one order, and every order of a meal."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.places.queries.history import history_of
from fangcun.services.canteen.access.kitchens import kitchen_or_404
from fangcun.services.canteen.access.orders import meal_order_or_404
from fangcun.services.canteen.actions.calls import end_meal
from fangcun.services.canteen.actions.orders import cancel_order
from fangcun.services.canteen.forms.orders import WhyForm
from fangcun.services.canteen.models import Menu
from fangcun.services.canteen.queries.money import due_of
from fangcun.services.canteen.queries.orders import counts_by_dish, orders_of
from fangcun.services.canteen.queries.subsidies import explain_order
from fangcun.services.canteen.queries.to_order import meal_now
from fangcun.services.canteen.states import OrderState, Period
from fangcun.services.canteen.views.asking import day_asked, me, period_asked
from fangcun.services.canteen.views.changing import change_or_ask


@staff_page(Right.ORDER_MEALS)
def orders(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one meal of a kitchen: how many of each dish, and every order of it."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk)
    now = timezone.now()
    day = day_asked(request)
    period = period_asked(request, otherwise=meal_now(kitchen=kitchen, now=now))
    shown = {
        "kitchen": kitchen,
        "day": day,
        "period": period,
        "periods": Period,
        "counts": counts_by_dish(kitchen=kitchen, day=day, period=period),
        "orders": orders_of(kitchen=kitchen, day=day, period=period),
        "may_close": request.user.may(Right.RUN_CANTEEN, kitchen),
    }
    return render(request, "canteen/orders.html", shown)


@require_POST
@staff_page(Right.RUN_CANTEEN)
def close(request: SignedInRequest, pk: int, day: str, period: str) -> HttpResponse:
    """The meal is over: what was not collected is written down."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    if period not in Period.values:
        raise Http404(_("没有这一餐"))
    served_on, which = day_asked(request, asked=day), Period(period)
    try:
        left, calls = end_meal(
            kitchen=kitchen, served_on=served_on, period=which, by=me(request), now=timezone.now()
        )
        messages.success(request, _("已收餐，{count}份没有来取。").format(count=len(left)))
        if calls:
            words = _("其中{count}位独居老人，已请社区管家打电话。")
            messages.success(request, words.format(count=len(calls)))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    page = reverse("canteen:orders", args=[kitchen.pk])
    return redirect(f"{page}?day={served_on:%Y-%m-%d}&period={which}")


@staff_page(Right.ORDER_MEALS)
def order(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one order, changed on the telephone or by the kitchen."""
    found = meal_order_or_404(request.user, pk)
    now: datetime = timezone.now()
    asked = change_or_ask(request, found, where=_page_of_menu, now=now)
    if asked is None:
        return redirect("canteen:order", pk)
    shown = {
        **asked,
        "order": found,
        "due_fen": due_of(found),
        "subsidy": explain_order(
            found, sees_health=request.user.may(Right.SEE_HEALTH, found.resident or found)
        ),
        "is_open": found.state == OrderState.ORDERED,
        "why": WhyForm(),
        "may_serve": request.user.may(Right.RUN_CANTEEN, found),
        "may_see_person": found.resident is not None
        and request.user.may(Right.ORDER_MEALS, found.resident),
        "versions": history_of(found) if request.user.may(Right.READ_HISTORY, found) else [],
    }
    return render(request, "canteen/order.html", shown)


@require_POST
@staff_page(Right.ORDER_MEALS)
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """He does not want it: free for others, and what he paid comes back."""
    found = meal_order_or_404(request.user, pk)
    form = WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    try:
        cancel_order(order=found, why=why, by=me(request), now=timezone.now())
        messages.success(request, _("已取消{code}号。").format(code=found.code))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("canteen:order", pk)


def _page_of_menu(menu: Menu) -> str:
    page = reverse("canteen:orders", args=[menu.kitchen_id])
    return f"{page}?day={menu.served_on:%Y-%m-%d}&period={menu.period}"
