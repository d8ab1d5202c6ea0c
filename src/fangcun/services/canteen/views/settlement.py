"""Pages: what a month of an operator comes to, down to its meals, and as a sheet to sign."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.catalog.queries import smallest_shown
from fangcun.services.canteen.access import subsidies as access
from fangcun.services.canteen.forms.settlement import MonthForm
from fangcun.services.canteen.queries.meal_rows import MealRow, moved_rows, rows_of
from fangcun.services.canteen.queries.settlement import (
    Meal,
    Settlement,
    differences_accepted,
    meals_served,
    settlement,
    without_small_cells,
)
from fangcun.services.canteen.sheets.settlement import settlement_sheet

A_PAGE = 50
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_page(Right.READ_COUNTS)
def month(request: SignedInRequest) -> HttpResponse:
    """Page: a month of an operator by canteen, meal, way to eat and price class."""
    form = asked_month(request)
    told: dict[str, Any] = {"form": form, "may_open": request.user.may(Right.READ_LEDGER)}
    if form.is_valid():
        told |= {"told": settled(request, form), "query": form.query}
    return render(request, "canteen/settlement.html", told)


@staff_page(Right.READ_LEDGER)
def meals(request: SignedInRequest) -> HttpResponse:
    """Page: the meals behind a line, with names by right."""
    form = asked_month(request)
    if not form.is_valid():
        raise Http404(_("没有这个月份"))
    chosen = form.cleaned_data
    among = access.orders_for(request.user, Right.READ_LEDGER)
    found = meals_served(among, month=chosen["month"], operator=chosen["operator"])
    wanted = [meal for meal in found if _is_asked(request, meal)]
    page = Paginator(wanted, A_PAGE).get_page(request.GET.get("page"))
    rows = [_with_name(request, row) for row in rows_of(list(page.object_list))]
    told = {**chosen, "page": page, "rows": rows, "query": form.query}
    return render(request, "canteen/settled_meals.html", told)


@staff_page(Right.READ_LEDGER)
def sheet(request: SignedInRequest) -> HttpResponse:
    """The month as Excel: totals to sign, meals, differences."""
    form = asked_month(request)
    if not form.is_valid():
        raise Http404(_("没有这个月份"))
    operator, which = form.cleaned_data["operator"], form.cleaned_data["month"]
    among = access.orders_for(request.user, Right.READ_LEDGER)
    late = differences_accepted(operator=operator, month=which, among=among)
    content = settlement_sheet(
        settled(request, form),
        meals=rows_of(meals_served(among, month=which, operator=operator)),
        late=moved_rows(late),
        may_name=lambda order: access.may_name(request.user, order),
        may_name_in_full=lambda order: request.user.may(
            Right.EXPORT_PERSONS, order.resident or order
        ),
    )
    answer = HttpResponse(content, content_type=EXCEL)
    name = f"settlement-{operator.pk}-{which}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def asked_month(request: SignedInRequest) -> MonthForm:
    """Operator and month that a page is about."""
    given = request.POST if request.method == "POST" else request.GET
    operators = access.operators_to_settle(request.user)
    return MonthForm(given.dict(), operators=operators, today=timezone.localdate())


def settled(request: SignedInRequest, form: MonthForm) -> Settlement:
    """The month as this person may see it."""
    chosen = form.cleaned_data
    among = access.orders_for(request.user, Right.READ_COUNTS)
    told = settlement(operator=chosen["operator"], month=chosen["month"], among=among)
    if access.sees_small_cells(request.user):
        return told
    return without_small_cells(told, smallest=smallest_shown())


def _is_asked(request: SignedInRequest, meal: Meal) -> bool:
    """The line that was opened: its canteen, meal and way to eat."""
    shown = {
        "kitchen": meal.kitchen,
        "period": meal.period,
        "mode": meal.mode,
        "class": meal.price_class or 0,
    }
    asked = {name: request.GET[name] for name in shown if request.GET.get(name)}
    return all(str(shown[name]) == value for name, value in asked.items())


def _with_name(request: SignedInRequest, row: MealRow) -> tuple[MealRow, bool]:
    return row, access.may_name(request.user, row.order)
