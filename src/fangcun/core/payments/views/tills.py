"""Pages: what a till took in on a day; giving money back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.payments import access, actions, queries
from fangcun.core.payments.forms import RefundForm, TillForm
from fangcun.core.payments.states import PaymentState
from fangcun.core.payments.views.staff import me

SHOWN = 50


@staff_page(Right.TAKE_PAYMENTS)
def payments(request: SignedInRequest) -> HttpResponse:
    """Page: payments of a facility and a day, and what must lie in the till."""
    tills = access.tills_of(request.user)
    today = timezone.localdate()
    form = TillForm(request.GET or None, tills=tills)
    asked = form.cleaned_data if form.is_valid() else {}
    till = asked.get("facility") or access.usual_till(request.user)
    day = asked.get("day") or today
    if not form.is_bound or not form.is_valid():
        form = TillForm(initial={"facility": till, "day": day}, tills=tills)
    rows = access.payments_taken_by(request.user).filter(facility=till)
    told = {
        "form": form,
        "till": till,
        "day": day,
        "takings": queries.takings(till, day) if till else [],
        "odd": queries.odd_events(access.payments_taken_by(request.user)),
        "payments": Paginator(queries.payments_of_day(rows, day=day), SHOWN).get_page(
            request.GET.get("page")
        ),
    }
    return render(request, "payments/payments.html", told)


@staff_page(Right.TAKE_PAYMENTS)
def refund(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: give a payment back, or a part of it, and say why."""
    shown = access.payment_or_404(request.user, pk)
    form = RefundForm(request.POST or None, payment=shown)
    if form.is_valid():
        try:
            after = actions.refund(
                payment=shown,
                amount_fen=form.cleaned_data["amount"],
                why=form.cleaned_data["why"],
                written_key=form.cleaned_data["written_key"],
                by=me(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            is_on_its_way = after.state == PaymentState.REFUNDING
            messages.success(
                request,
                _("退款已交给支付渠道，到账后这里会显示。") if is_on_its_way else _("已退款。"),
            )
            return redirect("payments:payment", pk=pk)
    return render(request, "payments/refund.html", {"payment": shown, "form": form})
