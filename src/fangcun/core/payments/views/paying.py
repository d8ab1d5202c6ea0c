"""Pages: one payment for whoever pays it or takes it; a resident's own payments."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.rights import Right
from fangcun.core.payments import actions, prints, queries
from fangcun.core.payments.access import payers_payment_or_404
from fangcun.core.people.http import AtHomeRequest, resident_page

OWN_SHOWN = 20


def payment(request: HttpRequest, pk: int) -> HttpResponse:
    """Page: what is to be paid, how, and whether it is."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("portal:sign_in"))
    user: Any = request.user
    shown = payers_payment_or_404(user, pk)
    told = {
        "payment": shown,
        "page": "portal/page.html" if user.is_resident else "base/page.html",
        "takes": user.may(Right.TAKE_PAYMENTS, shown),
        "odd": queries.odd_events_of(shown),
    }
    return render(request, "payments/payment.html", told)


@require_POST
def ask_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the provider what became of it, or let it expect the payment at last."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("payments:payment", args=[pk]), reverse("portal:sign_in"))
    user: Any = request.user
    asked = payers_payment_or_404(user, pk)
    if not actions.ask_again(payment=asked, now=timezone.now()):
        messages.warning(
            request, _("支付渠道暂时连不上，没有扣款也没有丢单。请过几分钟再试，或改用现金。")
        )
    return redirect("payments:payment", pk=pk)


def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """A slip for the payer, in large type: for the roll of the till, or on A6."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("portal:sign_in"))
    user: Any = request.user
    shown = payers_payment_or_404(user, pk)
    is_a6 = request.GET.get("paper") == "a6"
    pdf = prints.receipt(payment=shown, is_a6=is_a6, desk_phone=settings.DESK_PHONE)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="receipt-{shown.pk}.pdf"'},
    )


@resident_page
def mine(request: AtHomeRequest) -> HttpResponse:
    """Page: my cards and tabs, what I paid and what came back."""
    own = Paginator(queries.payments_of(request.resident), OWN_SHOWN)
    told = {
        "accounts": queries.accounts_of(request.resident),
        "payments": own.get_page(request.GET.get("page")),
    }
    return render(request, "payments/mine.html", told)
