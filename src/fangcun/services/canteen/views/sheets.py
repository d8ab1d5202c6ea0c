"""Pages: the kitchen sheet, and labels for what is fetched or brought."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.services.canteen.access.kitchen_work import printed_or_404
from fangcun.services.canteen.access.kitchens import kitchen_or_404
from fangcun.services.canteen.actions.printing import remember_sheet
from fangcun.services.canteen.prints.kitchen import label_roll, label_sheet, sheet_paper
from fangcun.services.canteen.queries.kitchen_sheet import kitchen_sheet, lunches_ahead
from fangcun.services.canteen.queries.labels import labels as labels_of
from fangcun.services.canteen.queries.safety import missing
from fangcun.services.canteen.queries.to_order import meal_now
from fangcun.services.canteen.states import Period
from fangcun.services.canteen.views.asking import day_asked, period_asked


@staff_page(Right.RUN_CANTEEN)
def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: what is cooked for one meal; tomorrow's lunches on top."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    now = timezone.now()
    day = day_asked(request)
    period = period_asked(request, otherwise=meal_now(kitchen=kitchen, now=now))
    shown = {
        "kitchen": kitchen,
        "day": day,
        "period": period,
        "periods": Period,
        "sheet": kitchen_sheet(kitchen=kitchen, day=day, period=period),
        "ahead": lunches_ahead(kitchen, today=timezone.localdate(now)),
        "today": timezone.localdate(now),
        "missing": missing(kitchen=kitchen, day=timezone.localdate(now), now=now),
    }
    return render(request, "canteen/sheet.html", shown)


@require_POST
@staff_page(Right.RUN_CANTEEN)
def print_sheet(request: SignedInRequest, pk: int, day: date, period: str) -> HttpResponse:
    """Remember what the sheet says now, and show it as paper."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    printed = remember_sheet(
        kitchen=kitchen,
        served_on=day,
        period=period_or_404(period),
        by=signature(request.user),
        now=timezone.now(),
    )
    return redirect("canteen:printed_sheet", printed.pk)


@staff_page(Right.RUN_CANTEEN)
def printed_sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """A sheet as paper, with what has changed since the one before."""
    printed = printed_or_404(staff=request.user, pk=pk)
    told = kitchen_sheet(
        kitchen=printed.kitchen,
        day=printed.served_on,
        period=Period(printed.period),
        before=printed.printed_at,
    )
    return paper(sheet_paper(told, printed), f"sheet-{printed.served_on}-{printed.period}")


@staff_page(Right.RUN_CANTEEN)
def labels(request: SignedInRequest, pk: int, day: date, period: str) -> HttpResponse:
    """Labels on A4, three by eight."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    which = period_or_404(period)
    found = labels_of(kitchen=kitchen, day=day, period=which)
    return paper(label_sheet(kitchen, day, which, found), f"labels-{day}-{which}")


@staff_page(Right.RUN_CANTEEN)
def labels_on_roll(request: SignedInRequest, pk: int, day: date, period: str) -> HttpResponse:
    """Labels for a label printer, one a page of 60 by 40 millimetres."""
    kitchen = kitchen_or_404(staff=request.user, pk=pk, right=Right.RUN_CANTEEN)
    which = period_or_404(period)
    found = labels_of(kitchen=kitchen, day=day, period=which)
    return paper(label_roll(kitchen, day, which, found), f"roll-{day}-{which}")


def paper(content: bytes, name: str) -> HttpResponse:
    """A PDF that the browser shows, from where it is printed."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def period_or_404(period: str) -> Period:
    if period not in Period.values:
        raise Http404(_("没有这一餐"))
    return Period(period)
