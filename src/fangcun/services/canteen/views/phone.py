"""Pages: meals ordered on the telephone, by the steward, from the page of the person."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid5

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.people.models import Resident
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.access.orders import person_to_order_for_or_404
from fangcun.services.canteen.actions.orders import NewOrder, place_orders
from fangcun.services.canteen.forms.orders import WeekForm
from fangcun.services.canteen.models import Kitchen, Menu
from fangcun.services.canteen.queries.menus import A_WEEK, days_of_week
from fangcun.services.canteen.queries.standing import standing_of
from fangcun.services.canteen.queries.to_order import Near, kitchens_near
from fangcun.services.canteen.queries.week import Day, week_of
from fangcun.services.canteen.states import Channel, Mode, Period
from fangcun.services.canteen.views.asking import (
    No,
    day_asked,
    me,
    no_in_words,
    say_ordered,
)


@staff_page(Right.ORDER_MEALS)
def resident_meals(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: a week of menus in one table; what is chosen is ordered meal by meal."""
    resident = person_to_order_for_or_404(request.user, pk)
    near = kitchens_near(resident)
    if not near:
        return render(request, "canteen/resident_meals.html", {"resident": resident})
    kitchen = kitchen_chosen(request, near)
    now = timezone.now()
    days = days_of_week(day_asked(request))
    week = week_of(kitchen=kitchen, resident=resident, days=days, now=now)
    cells = [meal for day in week for meal in day.meals if meal.dishes and not meal.orders]
    form = WeekForm(request.POST or None, cells=cells, kitchen=kitchen)
    noes: list[No] = []
    if form.is_valid():
        noes = _order(request, form, resident, kitchen, now)
        if not noes and not form.errors:
            return redirect(f"{request.path}?{_query(kitchen, week)}")
        week = week_of(kitchen=kitchen, resident=resident, days=days, now=now)
    shown = {
        "resident": resident,
        "near": near,
        "kitchen": kitchen,
        "week": _with_fields(week, form),
        "form": form,
        "noes": noes,
        "before": days[0] - A_WEEK,
        "after": days[0] + A_WEEK,
        "standing": standing_of(resident),
        "today": timezone.localdate(now),
    }
    return render(request, "canteen/resident_meals.html", shown)


def kitchen_chosen(request: Any, near: list[Near]) -> Kitchen:
    """The one that was asked for; the nearest, if none was."""
    asked = request.GET.get("kitchen", "")
    if not asked:
        return near[0].kitchen
    rows = Kitchen.objects.filter(is_in_use=True).select_related("facility__community")
    found = rows.filter(pk=asked[:18] if asked.isdecimal() else 0).first()
    if found is None:
        raise Http404(_("没有这个食堂"))
    return found


def _order(
    request: SignedInRequest, form: WeekForm, resident: Resident, kitchen: Kitchen, now: datetime
) -> list[No]:
    """Every meal for itself; what was refused comes back with what else there is."""
    chosen = form.chosen()
    orders = [
        NewOrder(
            kitchen=kitchen,
            served_on=item.menu.served_on,
            period=Period(item.menu.period),
            mode=Mode(form.cleaned_data["mode"]),
            lines=((item, units),),
            channel=Channel.PHONE,
            written_key=uuid5(form.cleaned_data["written_key"], f"{item.menu_id}"),
            resident=resident,
            note=form.cleaned_data["note"],
        )
        for item, units in chosen
    ]
    if not orders:
        form.add_error(None, _("请至少选择一餐。"))
        return []
    try:
        answers = place_orders(orders=orders, by=me(request), now=now)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return []
    say_ordered(request, [one for one in answers if not isinstance(one, Refused)])
    return [
        _no(answer, order, resident)
        for answer, order in zip(answers, orders, strict=True)
        if isinstance(answer, Refused)
    ]


def _no(refused: Refused, order: NewOrder, resident: Resident) -> No:
    item = order.lines[0][0]
    wanted = f"{order.served_on:%-m月%-d日}{order.period.label} {item.dish}"
    return no_in_words(refused, wanted=wanted, where=partial(_week_of_menu, resident))


def _week_of_menu(resident: Resident, menu: Menu) -> str:
    """Where an alternative is ordered: in the week of its own menu."""
    page = reverse("canteen:resident_meals", args=[resident.pk])
    return f"{page}?kitchen={menu.kitchen_id}&day={menu.served_on:%Y-%m-%d}#menu-{menu.pk}"


def _with_fields(week: list[Day], form: WeekForm) -> list[tuple[Day, list[tuple[Any, ...]]]]:
    """Each meal with the two fields of the form that are its own."""

    def fields(meal: Any) -> tuple[Any, ...]:
        name = f"dish_{meal.menu.pk}"
        if name not in form.fields:
            return meal, None, None
        return meal, form[name], form[f"units_{meal.menu.pk}"]

    return [(day, [fields(meal) for meal in day.meals]) for day in week]


def _query(kitchen: Kitchen, week: list[Day]) -> str:
    return f"kitchen={kitchen.pk}&day={week[0].day:%Y-%m-%d}"
