"""Pages: a past month reckoned again by the rules that are now written for its days."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.catalog.queries import smallest_shown
from fangcun.ledger.rules import is_small
from fangcun.services.canteen.access import subsidies as access
from fangcun.services.canteen.actions.recounts import accept_differences
from fangcun.services.canteen.forms.settlement import MonthForm
from fangcun.services.canteen.models import MealOrder
from fangcun.services.canteen.queries.recount import Change, recount
from fangcun.services.canteen.queries.settlement import people_of
from fangcun.services.canteen.rules.subsidies import sum_of
from fangcun.services.canteen.views.asking import me
from fangcun.services.canteen.views.settlement import A_PAGE, asked_month


@staff_page(Right.READ_COUNTS)
def month(request: SignedInRequest) -> HttpResponse:
    """Page: what would be paid otherwise, meal by meal for those who may read the meals."""
    form = asked_month(request)
    told: dict[str, Any] = {"form": form}
    if form.is_valid():
        told |= _reckoned(request, form)
    return render(request, "canteen/recount.html", told)


@require_POST
@staff_page(Right.EDIT_RULES)
def accept(request: SignedInRequest) -> HttpResponse:
    """Write the differences; the sheet of this month shows them."""
    form = asked_month(request)
    if not form.is_valid() or not access.may_accept(request.user, form.cleaned_data["operator"]):
        raise Http404(_("没有这家机构"))
    try:
        rows = accept_differences(
            month=form.cleaned_data["month"],
            operator=form.cleaned_data["operator"],
            among=access.orders_for(request.user, Right.EDIT_RULES),
            by=me(request),
            now=timezone.now(),
        )
        messages.success(
            request, _("已确认{count}餐的差额，列入本月结算单。").format(count=len(rows))
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('canteen:recount')}?{form.query}")


def _reckoned(request: SignedInRequest, form: MonthForm) -> dict[str, Any]:
    staff, chosen = request.user, form.cleaned_data
    among = access.orders_for(staff, Right.READ_COUNTS)
    changed = recount(month=chosen["month"], operator=chosen["operator"], among=among)
    may_open = staff.may(Right.READ_LEDGER)
    sees_all = access.sees_small_cells(staff)
    people = people_of([one.meal for one in changed])
    told = {
        **chosen,
        "query": form.query,
        "meals": len(changed),
        "moved": sum_of([one.moved for one in changed]),
        "is_hidden": not sees_all and is_small(people, smallest_shown()),
        "smallest": smallest_shown(),
        "is_over": timezone.localdate() > chosen["month"].until,
        "may_accept": access.may_accept(staff, chosen["operator"]),
    }
    return {**told, **(_opened(request, changed) if may_open else {})}


def _opened(request: SignedInRequest, changed: list[Change]) -> dict[str, Any]:
    """Person by person, of the meals that this person may read."""
    mine = access.orders_for(request.user, Right.READ_LEDGER)
    numbers = [one.meal.order for one in changed]
    orders: dict[int, MealOrder] = mine.select_related(
        "kitchen__facility__community", "resident__community"
    ).in_bulk(numbers)
    seen = [one for one in changed if one.meal.order in orders]
    page = Paginator(seen, A_PAGE).get_page(request.GET.get("page"))
    rows = [(orders[one.meal.order], one) for one in page.object_list]
    named = [(order, one, access.may_name(request.user, order)) for order, one in rows]
    return {"page": page, "rows": named}
