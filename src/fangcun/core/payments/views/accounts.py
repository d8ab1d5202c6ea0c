"""Pages: cards and tabs of residents: open, fill, settle, pay out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.payments import access, actions, queries
from fangcun.core.payments.forms import LimitForm, MoneyForm, OpenForm, PayOutForm
from fangcun.core.payments.models import Account, Payment
from fangcun.core.payments.states import Method, PaymentState
from fangcun.core.payments.views.staff import me
from fangcun.core.people.models import Resident
from fangcun.core.places.queries import Version, changes_since, history_of

SHOWN = 50


@staff_page(Right.TAKE_PAYMENTS)
def accounts(request: SignedInRequest) -> HttpResponse:
    """Page: cards and tabs; those that owe most come first."""
    words = request.GET.get("words", "").strip()
    rows = queries.accounts_named(access.accounts_kept_by(request.user), words=words)
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    return render(request, "payments/accounts.html", {"accounts": page, "words": words})


@staff_page(Right.TAKE_PAYMENTS)
def accounts_of(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: cards and tabs of one resident, and what he paid."""
    resident = access.payer_or_404(request.user, pk)
    mine = access.payments_taken_by(request.user)
    own = queries.payments_of(resident).filter(pk__in=mine.values("pk"))
    told = {
        "resident": resident,
        "accounts": queries.accounts_of(resident),
        "payments": Paginator(own, SHOWN).get_page(request.GET.get("page")),
    }
    return render(request, "payments/accounts_of.html", told)


@staff_page(Right.TAKE_PAYMENTS)
def open_for(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: open a card or a tab for a resident whom one sees by name."""
    resident = access.payer_or_404(request.user, pk)
    return _open(request, resident)


@staff_page(Right.TAKE_PAYMENTS)
def open_account(request: SignedInRequest) -> HttpResponse:
    """Page: open a card or a tab for somebody who shows his resident's card."""
    return _open(request, None)


def _open(request: SignedInRequest, resident: Resident | None) -> HttpResponse:
    form = OpenForm(
        request.POST or None,
        operators=access.operators_to_pay(request.user),
        is_known=resident is not None,
    )
    if form.is_valid():
        said = form.cleaned_data
        whose = resident or queries.resident_by_card(said["card_number"], name=said["name"])
        if whose is None:
            form.add_error(
                "card_number", _("没有这张卡，或卡号和姓名对不上。请核对，或请社区办理。")
            )
        else:
            opened = actions.open_account(
                resident=whose,
                operator=said["operator"],
                method=Method(said["method"]),
                limit_fen=said["limit"] or 0,
                by=me(request),
                now=timezone.now(),
            )
            messages.success(request, _("账户可以用了。"))
            return redirect("payments:account", pk=opened.pk)
    return render(request, "payments/open.html", {"form": form, "resident": resident})


@staff_page(Right.TAKE_PAYMENTS)
def account(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one card or tab with every movement."""
    shown = access.account_or_404(request.user, pk)
    told = {
        "account": shown,
        "entries": Paginator(queries.entries_of(shown), SHOWN).get_page(request.GET.get("page")),
        "sees_person": request.user.may(Right.READ_PERSONS, shown.resident),
        "versions": history_of(shown) if request.user.may(Right.READ_HISTORY, shown) else [],
    }
    return render(request, "payments/account.html", told)


@staff_page(Right.TAKE_PAYMENTS)
def fill(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: put money on a card, or settle a tab."""
    shown = access.account_or_404(request.user, pk)
    form = MoneyForm(
        request.POST or None,
        tills=access.tills_of(request.user),
        offers_online=queries.offers_online(),
        initial={
            "amount": None if shown.is_card else shown.owed_fen,
            "facility": access.usual_till(request.user),
        },
    )
    if form.is_valid():
        try:
            made = _filled(request, shown, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if made.state == PaymentState.WAITING:
                return redirect("payments:payment", pk=made.pk)
            messages.success(request, _("已入账。"))
            return redirect("payments:account", pk=pk)
    return render(request, "payments/fill.html", {"account": shown, "form": form})


def _filled(request: SignedInRequest, account: Account, form: MoneyForm) -> Payment:
    act = actions.top_up if account.is_card else actions.settle_tab
    said = form.cleaned_data
    return act(
        account=account,
        amount_fen=said["amount"],
        method=Method(said["method"]),
        facility=said["facility"],
        written_key=said["written_key"],
        by=me(request),
        now=timezone.now(),
    )


@staff_page(Right.TAKE_PAYMENTS)
def pay_out(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: give back what is left on a card."""
    shown = access.account_or_404(request.user, pk)
    form = PayOutForm(request.POST or None)
    if form.is_valid():
        try:
            actions.pay_out(
                account=shown,
                why=form.cleaned_data["why"],
                written_key=form.cleaned_data["written_key"],
                by=me(request),
                now=timezone.now(),
            )
            messages.success(request, _("余额已按原来的付款方式退回。"))
            return redirect("payments:account", pk=pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    ways = queries.ways_back(shown)
    return render(request, "payments/pay_out.html", {"account": shown, "form": form, "ways": ways})


@staff_page(Right.TAKE_PAYMENTS)
def limit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: how much may stand on a tab."""
    shown = access.tab_or_404(request.user, pk)
    form = LimitForm(request.POST or None, initial=LimitForm.values_of(shown))
    newer: list[Version] = []
    if form.is_valid():
        try:
            actions.change_limit(
                account=shown,
                revision=form.cleaned_data["revision"],
                limit_fen=form.cleaned_data["limit"],
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("payments:account", pk=pk)
        except actions.ChangedMeanwhile as refusal:
            shown.refresh_from_db()
            newer = changes_since(shown, revision=form.cleaned_data["revision"])
            form.add_error(None, str(refusal))
            form.read_again(revision=shown.revision)
        except Refusal as refusal:
            form.add_error("limit", str(refusal))
    return render(request, "payments/limit.html", {"account": shown, "form": form, "newer": newer})
