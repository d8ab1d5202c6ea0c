"""Pages: the delivery rounds of a meal, and one round on the courier's telephone."""

from collections.abc import Callable
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
from fangcun.base.rights import Right
from fangcun.core.payments.states import Method
from fangcun.services.canteen.access.kitchen_work import round_or_404, stop_or_404
from fangcun.services.canteen.access.kitchens import kitchen_or_404
from fangcun.services.canteen.actions.rounds import (
    end_round,
    hand_over,
    move_stop,
    plan_rounds,
    start_round,
)
from fangcun.services.canteen.forms.rounds import CouriersForm, HandOverForm, MoveForm
from fangcun.services.canteen.models import DeliveryRound, Kitchen
from fangcun.services.canteen.prints.rounds import route_sheet
from fangcun.services.canteen.queries.money import due_of
from fangcun.services.canteen.queries.rounds import (
    couriers_known,
    is_to_go,
    left_over,
    rounds_of,
)
from fangcun.services.canteen.queries.to_order import meal_now
from fangcun.services.canteen.states import HandedTo, Period, RoundState
from fangcun.services.canteen.views.asking import day_asked, me, period_asked
from fangcun.services.canteen.views.sheets import paper


@staff_page(Right.RUN_CANTEEN)
def rounds(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: plan who brings the meals of one meal time where, and see how far they are."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    day = day_asked(request)
    period = period_asked(request, otherwise=meal_now(kitchen=kitchen, now=timezone.now()))
    names = "\n".join(couriers_known(kitchen)[:2])
    form = CouriersForm(request.POST or None, initial={"couriers": names})
    if form.is_valid():
        try:
            plan_rounds(
                kitchen=kitchen,
                served_on=day,
                period=period,
                couriers=form.cleaned_data["couriers"],
                by=me(request),
                now=timezone.now(),
            )
            messages.success(request, _("路线已排好，可以打印或出发。"))
            return redirect(_rounds_page(kitchen, f"{day:%Y-%m-%d}", period))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "kitchen": kitchen,
        "day": day,
        "period": period,
        "periods": Period,
        "form": form,
        "rounds": list(rounds_of(kitchen=kitchen, day=day, period=period)),
        "left": list(left_over(kitchen=kitchen, day=day, period=period)),
    }
    return render(request, "canteen/rounds.html", shown)


@staff_page(Right.RUN_CANTEEN)
def round_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one round, door after door, with large keys for a telephone."""
    return _show(request, round_or_404(staff=request.user, pk=pk))


@staff_page(Right.RUN_CANTEEN)
def round_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """The round as paper: large type, telephone, what to heed."""
    row = round_or_404(staff=request.user, pk=pk)
    return paper(route_sheet(row), f"round-{row.served_on}-{row.number}")


@require_POST
@staff_page(Right.RUN_CANTEEN)
def start(request: SignedInRequest, pk: int) -> HttpResponse:
    """The courier leaves."""
    row = round_or_404(staff=request.user, pk=pk)
    return _done(request, row, lambda: start_round(round_=row, by=me(request), now=timezone.now()))


@require_POST
@staff_page(Right.RUN_CANTEEN)
def come_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """The courier is back."""
    row = round_or_404(staff=request.user, pk=pk)
    return _done(request, row, lambda: end_round(round_=row, by=me(request), now=timezone.now()))


@require_POST
@staff_page(Right.RUN_CANTEEN)
def give(request: SignedInRequest, pk: int, stop: int) -> HttpResponse:
    """A meal was given to somebody, left at the door, or brought back."""
    row = stop_or_404(staff=request.user, round_=pk, pk=stop)
    form = HandOverForm(request.POST)
    if form.is_valid():
        try:
            hand_over(
                stop=row,
                to=HandedTo(form.cleaned_data["to"]),
                words=form.cleaned_data["words"],
                paid_by=Method.CASH if form.cleaned_data["is_paid"] else None,
                by=me(request),
                now=timezone.now(),
            )
            return redirect("canteen:round", pk)
        except Refusal as refusal:
            form.add_error("words", str(refusal))
    return _show(request, round_or_404(staff=request.user, pk=pk), at=stop, form=form)


@require_POST
@staff_page(Right.RUN_CANTEEN)
def move(request: SignedInRequest, pk: int, stop: int) -> HttpResponse:
    """Put a door earlier, later, or on another round."""
    row = stop_or_404(staff=request.user, round_=pk, pk=stop)
    form = MoveForm(request.POST)
    if form.is_valid():
        number, position = form.wanted()
        to = round_or_404(staff=request.user, pk=number)
        if _is_same_meal(row.round, to):
            return _done(
                request,
                row.round,
                lambda: move_stop(
                    stop=row, to=to, position=position, by=me(request), now=timezone.now()
                ),
            )
    messages.error(request, _("请选择同一餐的一条路线。"))
    return redirect("canteen:round", pk)


def _show(
    request: SignedInRequest,
    row: DeliveryRound,
    *,
    at: int | None = None,
    form: HandOverForm | None = None,
) -> HttpResponse:
    stops = list(row.stops.all())
    to_go = [stop for stop in stops if is_to_go(stop)]
    asked = request.GET.get("stop", "")
    wanted = at or (int(asked) if asked.isdecimal() and len(asked) < 18 else None)
    here = next((one for one in stops if one.pk == wanted), None)
    if here is None and row.state == RoundState.OUT:
        here = next(iter(to_go), None)
    same_meal = rounds_of(kitchen=row.kitchen, day=row.served_on, period=Period(row.period))
    shown = {
        "round": row,
        "kitchen": row.kitchen,
        "stops": stops,
        "to_go": len(to_go),
        "here": here,
        "due_fen": due_of(here.order) if here else 0,
        "handed_to": HandedTo,
        "form": form or HandOverForm(),
        "others": [one for one in same_meal if one.pk != row.pk and one.state == row.state],
    }
    return render(request, "canteen/round.html", shown, status=400 if form else 200)


def _done(request: SignedInRequest, row: DeliveryRound, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("canteen:round", row.pk)


def _is_same_meal(one: DeliveryRound, other: DeliveryRound) -> bool:
    return (one.kitchen_id, one.served_on, one.period) == (
        other.kitchen_id,
        other.served_on,
        other.period,
    )


def _rounds_page(kitchen: Kitchen, day: str, period: Period) -> str:
    return f"{reverse('canteen:rounds', args=[kitchen.pk])}?day={day}&period={period}"
