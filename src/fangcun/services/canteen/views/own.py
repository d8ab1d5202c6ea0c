"""Pages: a resident, or a relative whom he let order, and his own meals."""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.core.payments.queries import offers_online, payment_of
from fangcun.core.payments.states import Method
from fangcun.core.people.http import AtHomeRequest, caller_page
from fangcun.core.people.models import Resident
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.access.orders import (
    may_order_for,
    own_order_or_404,
    whom_to_order_for,
)
from fangcun.services.canteen.actions.orders import (
    NewOrder,
    cancel_order,
    pay_order,
    place_order,
)
from fangcun.services.canteen.forms.orders import DishesForm
from fangcun.services.canteen.models import Menu
from fangcun.services.canteen.queries.menus import A_WEEK, days_of_week
from fangcun.services.canteen.queries.money import due_of
from fangcun.services.canteen.queries.orders import cut_off_of, source_of
from fangcun.services.canteen.queries.standing import standing_of
from fangcun.services.canteen.queries.subsidies import explain_order, explain_subsidy
from fangcun.services.canteen.queries.to_order import dishes_for, kitchens_near, menus_to_order
from fangcun.services.canteen.queries.week import week_of
from fangcun.services.canteen.states import Channel, Mode, OrderState, Period
from fangcun.services.canteen.views.acting import acted, answered, to_payment
from fangcun.services.canteen.views.asking import (
    No,
    day_asked,
    me,
    no_in_words,
    ordered_in_words,
)
from fangcun.services.canteen.views.changing import change_or_ask
from fangcun.services.canteen.views.codes import qr_picture
from fangcun.services.canteen.views.phone import kitchen_chosen


@caller_page
def week(request: AtHomeRequest) -> HttpResponse:
    """Page: what there is to eat this week near me, and what I have ordered."""
    people = people_of(request)
    if not people:
        return render(request, "meals/week.html", {"people": people})
    resident = whom(request, people)
    near = kitchens_near(resident)
    shown: dict[str, Any] = {"people": people, "resident": resident, "near": near}
    if near:
        days = days_of_week(day_asked(request))
        kitchen = kitchen_chosen(request, near)
        week = week_of(kitchen=kitchen, resident=resident, days=days, now=timezone.now())
        shown |= {
            "kitchen": kitchen,
            "week": week,
            "is_empty": not any(day.meals or day.elsewhere for day in week),
            "today": timezone.localdate(),
            "before": days[0] - A_WEEK,
            "after": days[0] + A_WEEK,
            "standing": standing_of(resident),
        }
    return render(request, "meals/week.html", shown)


@caller_page
def order_meal(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Page: one meal: choose dishes, say how it is fetched, done."""
    resident = whom_asked(request)
    menu = get_object_or_404(
        Menu.objects.select_related("kitchen__facility__community"),
        pk=pk,
        published_at__isnull=False,
        kitchen__is_in_use=True,
    )
    now = timezone.now()
    menus = menus_to_order(kitchen=menu.kitchen, since=menu.served_on, until=menu.served_on)
    items = [item for one in menus.filter(pk=menu.pk) for item in one.items.all()]
    dishes = dishes_for(items, resident=resident, on=menu.served_on)
    form = DishesForm(request.POST or None, items=items, kitchen=menu.kitchen)
    noes: list[No] = []
    if form.is_valid():
        answer = _place(request, form, resident, menu, now)
        if isinstance(answer, Refused):
            noes = [
                no_in_words(
                    answer, wanted=str(menu.get_period_display()), where=_page_for(resident)
                )
            ]
        elif answer is not None:
            messages.success(request, ordered_in_words(answer))
            return redirect("meals:order", answer.pk)
    shown = {
        "menu": menu,
        "resident": resident,
        "form": form,
        "dishes": [(dish, form.field_of(dish.item), dish.can_be_booked(now)) for dish in dishes],
        "can_order": any(dish.can_be_booked(now) for dish in dishes),
        "noes": noes,
        "subsidy": explain_subsidy(
            resident=resident,
            period=Period(menu.period),
            mode=Mode.DINE_IN,
            on=menu.served_on,
            sees_health=_is_mine(request, resident),
        ),
    }
    return render(request, "meals/order_meal.html", shown)


@caller_page
def order(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Page: one order of mine: code and QR code, change it, cancel it."""
    now = timezone.now()
    found = own_order_or_404(me(request), pk, on=timezone.localdate(now))
    asked = change_or_ask(request, found, where=_page_for(found.resident), now=now)
    if asked is None:
        return redirect("meals:order", pk)
    until = cut_off_of(found)
    due_fen = due_of(found)
    is_open = found.state == OrderState.ORDERED
    shown = {
        **asked,
        "order": found,
        "cut_off": until,
        "is_open": is_open,
        "subsidy": explain_order(found, sees_health=_is_mine(request, found.resident)),
        "may_change": is_open and now <= until,
        "due_fen": due_fen,
        "payment": payment_of(source_of(found)),
        "may_pay": is_open and due_fen > 0 and offers_online(),
    }
    return render(request, "meals/order.html", shown)


@caller_page
def qr(request: AtHomeRequest, pk: int) -> HttpResponse:
    """The code that is shown at the counter, as a picture."""
    found = own_order_or_404(me(request), pk, on=timezone.localdate())
    return qr_picture(found.token)


@require_POST
@caller_page
def cancel(request: AtHomeRequest, pk: int) -> HttpResponse:
    """I do not want it."""
    now = timezone.now()
    found = own_order_or_404(me(request), pk, on=timezone.localdate(now))
    act = partial(cancel_order, order=found, by=me(request), now=now)
    acted(request, act, done=_("已取消。"))
    return redirect("meals:order", pk)


@require_POST
@caller_page
def pay(request: AtHomeRequest, pk: int) -> HttpResponse:
    """Pay what I owe for it online."""
    now = timezone.now()
    found = own_order_or_404(me(request), pk, on=timezone.localdate(now))
    pay = partial(pay_order, order=found, method=Method.ONLINE, by=me(request), now=now)
    return to_payment(request, pay, back=redirect("meals:order", pk))


def people_of(request: AtHomeRequest) -> list[Resident]:
    """Myself, and those whose meals I may order."""
    return list(may_order_for(me(request), on=timezone.localdate()))


def whom_asked(request: AtHomeRequest) -> Resident:
    """For whom, where the page does not list the others."""
    asked = request.GET.get("for", "")
    return whom_to_order_for(me(request), asked, on=timezone.localdate())


def whom(request: AtHomeRequest, people: list[Resident]) -> Resident:
    """For whom; nobody named: myself."""
    asked = request.GET.get("for", "")
    for one in people:
        if not asked or str(one.pk) == asked:
            return one
    raise Http404(_("没有这位居民"))


def _is_mine(request: AtHomeRequest, resident: Resident | None) -> bool:
    """His own page; a relative who orders for him reads nothing of his health."""
    return resident is not None and resident.account_id == me(request).pk


def _place(
    request: AtHomeRequest, form: DishesForm, resident: Resident, menu: Menu, now: datetime
) -> Any:
    said = form.cleaned_data
    wanted = NewOrder(
        kitchen=menu.kitchen,
        served_on=menu.served_on,
        period=Period(menu.period),
        mode=Mode(said["mode"]),
        lines=form.lines(),
        channel=Channel.ONLINE,
        written_key=form.key,
        resident=resident,
        note=said["note"],
    )
    return answered(form, lambda: place_order(order=wanted, by=me(request), now=now))


def _page_for(resident: Resident | None) -> Any:
    """Where an alternative is ordered by the person himself."""

    def page(menu: Menu) -> str:
        asked = f"?for={resident.pk}" if resident else ""
        return f"{reverse('meals:order_meal', args=[menu.pk])}{asked}"

    return page
