"""Pages: operators, the people to talk to, and who runs what."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.operators import actions, queries
from fangcun.core.operators.access import (
    contact_or_404,
    contracts_for,
    facility_or_404,
    may_manage,
    operator_or_404,
    operators_for,
    running_for,
)
from fangcun.core.operators.forms import (
    ContactForm,
    EditOperatorForm,
    OperatorFilterForm,
    OperatorForm,
)
from fangcun.core.operators.models import Operator
from fangcun.core.places.forms import ConfirmForm
from fangcun.core.places.queries import Version, history_of
from fangcun.core.places.views.lists import page_of
from fangcun.core.places.views.saving import Words, fill_in, is_done, newer_versions


@staff_page(Right.READ_OPERATORS)
def operators(request: SignedInRequest) -> HttpResponse:
    """Page: operators, what they run, and whether their credentials hold."""
    form = OperatorFilterForm(request.GET)
    today = timezone.localdate()
    found = queries.operators_matching(operators_for(request.user), text=form.wanted(), on=today)
    return render(
        request,
        "operators/operators.html",
        {
            "form": form,
            "page": page_of(request, found),
            "today": today,
            "may_manage": request.user.may(Right.MANAGE_OPERATORS),
        },
    )


@staff_page(Right.READ_OPERATORS)
def operator(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one operator: whom to call, what it can show, what it runs."""
    shown = operator_or_404(request.user, pk)
    return render(
        request,
        "operators/operator.html",
        {
            "operator": shown,
            "contacts": queries.contacts_of(shown),
            "credentials": queries.credentials_of(shown),
            "contracts": contracts_for(request.user, shown),
            "versions": history_of(shown),
            "today": timezone.localdate(),
            "may_manage": may_manage(request.user, shown),
            "may_see_history": request.user.may(Right.READ_HISTORY),
        },
    )


@staff_page(Right.MANAGE_OPERATORS)
def new_operator(request: SignedInRequest) -> HttpResponse:
    """Page: put an operator on record."""
    form = OperatorForm(request.POST or None)
    if form.is_valid():
        opened: list[Operator] = []
        by, now = signature(request.user), timezone.now()
        if is_done(
            form,
            lambda: opened.append(actions.open_operator(written=form.written(), by=by, now=now)),
        ):
            messages.success(request, _("已登记。接着可以登记证照、签合同。"))
            return redirect("operators:operator", pk=opened[0].pk)
    title = _("登记运营机构")
    return fill_in(request, form, Words(title, reverse("operators:operators")))


@staff_page(Right.MANAGE_OPERATORS)
def edit_operator(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct what is said of an operator."""
    shown = operator_or_404(request.user, pk, Right.MANAGE_OPERATORS)
    form = EditOperatorForm(request.POST or None, initial=EditOperatorForm.values_of(shown))
    newer: list[Version] | None = []
    if form.is_valid():
        newer = newer_versions(
            form,
            shown,
            lambda: actions.correct_operator(
                operator=shown,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            ),
        )
        if newer is None:
            return saved(request, shown)
    title = _("修改{name}").format(name=shown)
    return fill_in(request, form, Words(title, address(shown)), newer or [])


@staff_page(Right.MANAGE_OPERATORS)
def new_contact(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one more person to talk to."""
    shown = operator_or_404(request.user, pk, Right.MANAGE_OPERATORS)
    form = ContactForm(request.POST or None)
    if form.is_valid():
        actions.add_contact(operator=shown, written=form.written())
        return saved(request, shown)
    title = _("新增{name}的联系人").format(name=shown)
    return fill_in(request, form, Words(title, address(shown)))


@staff_page(Right.MANAGE_OPERATORS)
def drop_contact(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: somebody is not to be called any more."""
    contact = contact_or_404(request.user, pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.drop_contact(contact=contact, on=timezone.localdate())
        return saved(request, contact.operator)
    title = _("移除联系人{name}").format(name=contact.name)
    words = Words(title, address(contact.operator), button=_("移除"), is_grave=True)
    return fill_in(request, form, words)


@staff_page(Right.READ_OPERATORS)
def of_facility(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who runs a facility: a part of its page, or a page of its own without JavaScript."""
    facility = facility_or_404(request.user, pk)
    page = (
        "operators/_of_facility.html"
        if request.headers.get("HX-Request")
        else "operators/of_facility.html"
    )
    return render(
        request,
        page,
        {
            "facility": facility,
            "contracts": queries.running_contracts(facility, timezone.localdate()),
            "may_sign": request.user.may(Right.MANAGE_OPERATORS, facility),
        },
    )


@staff_page(Right.READ_OPERATORS)
def running(request: SignedInRequest) -> HttpResponse:
    """Who runs the facilities of a list, each put into its row."""
    found = running_for(request.user, timezone.localdate())
    return render(request, "operators/_running.html", {"running": found.items()})


def saved(request: SignedInRequest, shown: Operator) -> HttpResponse:
    messages.success(request, _("已保存。"))
    return redirect("operators:operator", pk=shown.pk)


def address(shown: Operator) -> str:
    return reverse("operators:operator", args=[shown.pk])
