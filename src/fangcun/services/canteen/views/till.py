"""Pages: the counter, where somebody takes a meal now or fetches what he has ordered."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.dates import day_time
from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.base.templatetags.look import yuan
from fangcun.core.payments.queries import payment_of
from fangcun.core.payments.states import Method, PaymentState
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import person_with_code
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.access.kitchens import kitchen_or_404
from fangcun.services.canteen.access.orders import (
    order_to_serve_or_404,
    people_at_counter,
    person_at_counter,
)
from fangcun.services.canteen.actions.calls import came_after_all
from fangcun.services.canteen.actions.orders import (
    NewOrder,
    serve_order,
    serve_walk_in,
    undo_serving,
)
from fangcun.services.canteen.forms.till import EATEN_HERE, ServeForm, TillForm, UndoForm
from fangcun.services.canteen.models import Kitchen, MealOrder
from fangcun.services.canteen.queries.money import due_of
from fangcun.services.canteen.queries.orders import found_at_counter, source_of, with_lines
from fangcun.services.canteen.queries.subsidies import Explained, explain_subsidy, givings_for
from fangcun.services.canteen.queries.till import TillDay, money_of, till_day
from fangcun.services.canteen.states import Channel, Mode, OrderState
from fangcun.services.canteen.views.asking import (
    is_fetched,
    me,
    period_asked,
    when_it_was,
)


@staff_page(Right.RUN_CANTEEN)
def till(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: today's dishes on large keys, whoever stands here, what was handed over last."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    return _show(request, kitchen)


@require_POST
@staff_page(Right.RUN_CANTEEN)
def sell(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an order, take the money, hand over: one thing, also when it is sent later."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    day = _day(request, kitchen)
    form = TillForm(request.POST, items=day.items, kitchen=kitchen)
    if not form.is_valid():
        return _not_sold(request, kitchen, form)
    now = when_it_was(form.cleaned_data["sold_at"], now=timezone.now())
    try:
        sold = serve_walk_in(
            order=_sale(form, kitchen, day),
            paid_by=Method(form.cleaned_data["method"]),
            by=me(request),
            now=now,
        )
    except (Refusal, Http404) as refusal:  # a guest who is gone: the queue must go on
        form.add_error(None, str(refusal))
        return _not_sold(request, kitchen, form)
    if isinstance(sold, Refused):
        form.add_error(None, " ".join([sold.words, *map(str, sold.alternatives)]))
        return _not_sold(request, kitchen, form)
    came_after_all(order=sold, at=now, by=me(request), now=timezone.now())
    return _done(request, kitchen, _sold_in_words(sold), go=_where_it_is_paid(sold))


@require_POST
@staff_page(Right.RUN_CANTEEN)
def serve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand over what was ordered before, by its code, QR code or card."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    form = ServeForm(request.POST)
    order = _order_shown(request, kitchen, form) if form.is_valid() else None
    if order is None:
        return _not_served(request, kitchen, _("没有找到今天的这张订单，请核对取餐码。"))
    method = form.cleaned_data["method"]
    if order.state == OrderState.ORDERED and due_of(order) and not method:
        words = _("{code}号还要付{due}元，请选择支付方式。").format(
            code=order.code, due=yuan(due_of(order))
        )
        return _not_served(request, kitchen, words, order)
    now = timezone.now()
    at = when_it_was(form.cleaned_data["served_at"], now=now)
    if order.state == OrderState.NOT_COLLECTED and order.ended_at and at < order.ended_at:
        came_after_all(order=order, at=at, by=me(request), now=now)
        return _not_served(request, kitchen, _closed_before(order, at), order)
    try:
        serve_order(
            order=order,
            paid_by=Method(method) if method else None,
            by=me(request),
            now=at,
        )
    except Refusal as refusal:
        return _not_served(request, kitchen, str(refusal), order)
    return _done(request, kitchen, _served_in_words(order))


@staff_page(Right.RUN_CANTEEN)
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: take back what was handed over by mistake, and say why."""
    order = order_to_serve_or_404(request.user, pk)
    form = UndoForm(request.POST or None)
    if form.is_valid():
        try:
            undo_serving(
                order=order, why=form.cleaned_data["why"], by=me(request), now=timezone.now()
            )
            messages.success(request, _("已撤销{code}号。").format(code=order.code))
            return redirect("canteen:till", order.kitchen_id)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "canteen/undo.html", {"order": order, "form": form})


def _day(request: SignedInRequest, kitchen: Kitchen, **who: Any) -> TillDay:
    """Today's meal; a sale that was kept in the browser names its own day."""
    now = timezone.now()
    return till_day(
        kitchen=kitchen,
        day=request.POST.get("day", ""),
        period=request.POST.get("period", "") or request.GET.get("period", ""),
        now=now,
        **who,
    )


def _sale(form: TillForm, kitchen: Kitchen, day: TillDay) -> NewOrder:
    said = form.cleaned_data
    return NewOrder(
        kitchen=kitchen,
        served_on=day.day,
        period=day.period,
        mode=Mode(said["mode"]),
        lines=form.lines(),
        channel=Channel.COUNTER,
        written_key=form.key,
        resident=person_at_counter(kitchen, pk=said["resident"], card=said["card"]),
        note=said["note"],
        price_class=said["price_class"],
        is_given_out=said["given_out"],
    )


def _order_shown(request: SignedInRequest, kitchen: Kitchen, form: ServeForm) -> MealOrder | None:
    """The order that is meant: by its number, or the one of this meal that has this code."""
    here = MealOrder.objects.filter(kitchen=kitchen)
    if form.cleaned_data["order"]:
        return with_lines(here).filter(pk=form.cleaned_data["order"]).first()
    day = _day(request, kitchen)
    today = here.filter(served_on=day.day)
    orders = found_at_counter(form.cleaned_data["words"], among=today)
    order_of_meal = [one for one in orders if one.period == day.period]
    waiting = [one for one in order_of_meal or orders if one.state == OrderState.ORDERED]
    return next(iter(waiting or order_of_meal or orders), None)


def _show(
    request: SignedInRequest,
    kitchen: Kitchen,
    form: TillForm | None = None,
    no: str = "",
) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    asked = request.GET if form is None else request.POST
    card, person = asked.get("card", "") or _code_in(words), asked.get("resident", "")
    resident = person_at_counter(kitchen, pk=person, card=card)
    day = _day(request, kitchen, resident=resident)
    people = people_at_counter(kitchen, words) if words else []
    orders = MealOrder.objects.filter(kitchen=kitchen, served_on=day.day)
    given = {"resident": person, "card": card}
    form = form or TillForm(items=day.items, kitchen=kitchen, initial=given)
    shown = {
        "kitchen": kitchen,
        "day": day,
        "form": form,
        "keys": [(dish, form.field_of(dish.item)) for dish in day.dishes],
        "resident": resident,
        "words": words,
        "people": [(found, found.resident.card_number == words) for found in people],
        "orders": [(one, due_of(one)) for one in found_at_counter(words, among=orders)],
        "ordered": [(one, due_of(one)) for one in day.ordered],
        "money": money_of(kitchen=kitchen, resident=resident),
        "subsidy": _subsidy(request, day, resident),
        "givings": _givings(day, resident),
        "no": no,
        "now": timezone.localtime(),
    }
    return render(request, "canteen/till.html", shown, status=400 if no or form.is_bound else 200)


def _code_in(words: str) -> str:
    """Somebody's own code, scanned into the box in which people are looked for."""
    return words if person_with_code(words) else ""


def _subsidy(request: SignedInRequest, day: TillDay, resident: Resident | None) -> Explained | None:
    """What the cook tells whoever asks why he gets none."""
    if resident is None:
        return None
    return explain_subsidy(
        resident=resident,
        period=day.period,
        mode=Mode.DINE_IN,
        on=day.day,
        sees_health=request.user.may(Right.SEE_HEALTH, resident),
    )


def _givings(day: TillDay, resident: Resident | None) -> dict[str, dict[str, int | None]]:
    """What the browser reckons with, so that the guest hears before he pays what is left to pay."""
    if resident is None:
        return {}
    found = givings_for(resident=resident, period=day.period, modes=EATEN_HERE, on=day.day)
    return {
        mode.value: {
            "amount": giving.amount_fen,
            "percent": giving.percent,
            "most": giving.most_fen,
        }
        for mode, giving in found.items()
    }


def _done(request: SignedInRequest, kitchen: Kitchen, words: str, *, go: str = "") -> HttpResponse:
    if not is_fetched(request):
        messages.success(request, words)
        return redirect(go or _till_of(kitchen, request))
    day = _day(request, kitchen)
    sales = render_to_string("canteen/_sales.html", {"day": day, "kitchen": kitchen}, request)
    left = {dish.item.pk: dish.left for dish in day.dishes}
    return JsonResponse({"message": words, "sales": sales, "left": left, "go": go})


def _where_it_is_paid(order: MealOrder) -> str:
    """Online the guest still has to pay: the page that he scans or that the counter watches."""
    payment = payment_of(source_of(order))
    is_awaited = payment is not None and payment.state == PaymentState.WAITING
    return reverse("payments:payment", args=[payment.pk]) if payment and is_awaited else ""


def _not_sold(request: SignedInRequest, kitchen: Kitchen, form: TillForm) -> HttpResponse:
    if not is_fetched(request):
        return _show(request, kitchen, form=form)
    errors = [str(words) for said in form.errors.values() for words in said]
    return JsonResponse({"errors": errors}, status=400)


def _not_served(
    request: SignedInRequest, kitchen: Kitchen, words: str, order: MealOrder | None = None
) -> HttpResponse:
    if not is_fetched(request):
        return _show(request, kitchen, no=words)
    answer: dict[str, Any] = {"errors": [words]}
    if order is not None and order.state == OrderState.ORDERED:
        answer["go"] = f"{_till_of(kitchen, request)}&q={order.code}"
    return JsonResponse(answer, status=400)


def _till_of(kitchen: Kitchen, request: SignedInRequest) -> str:
    period = period_asked(request, otherwise=_day(request, kitchen).period)
    return f"{reverse('canteen:till', args=[kitchen.pk])}?period={period}"


def _sold_in_words(order: MealOrder) -> str:
    said = {"what": _dishes_in_words(order), "price": yuan(order.own_fen)}
    if order.subsidy_fen:
        return _("已售：{what}，收{price}元，补贴{subsidy}元。").format(
            **said, subsidy=yuan(order.subsidy_fen)
        )
    return _("已售：{what}，收{price}元。").format(**said)


def _served_in_words(order: MealOrder) -> str:
    who = order.resident.name if order.resident else _("柜台顾客")
    return _("{code}号已取餐：{who}，{what}。").format(
        code=order.code, who=who, what=_dishes_in_words(order)
    )


def _closed_before(order: MealOrder, at: datetime) -> str:
    return _(
        "{code}号{when}取餐，送到时这一餐已经收餐，记成了未取。已记下他来过，"
        "不会再给他打电话；这一餐请在收银台补记。"
    ).format(code=order.code, when=day_time(at))


def _dishes_in_words(order: MealOrder) -> str:
    lines = order.lines.select_related("item__dish").order_by("pk")
    return "、".join(f"{line.item.dish}×{line.units}" for line in lines)
