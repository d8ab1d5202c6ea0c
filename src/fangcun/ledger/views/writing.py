"""Pages: writing down what was given and what was not, taking back what was wrong."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.people.models import Resident
from fangcun.ledger import access, actions
from fangcun.ledger.forms import CrowdForm, NeedForm, ReasonForm, ServiceForm
from fangcun.ledger.models import ServiceRecord, UnmetNeed


@staff_page(Right.RECORD_SERVICES)
def record_service(request: SignedInRequest) -> HttpResponse:
    """Page: one person has been served at the counter."""
    resident = access.resident_asked(request.user, _wanted(request, "resident"))
    today = timezone.localdate()
    given = {"served_on": today, **_given(request, "service", "facility")}
    form = ServiceForm(request.POST or None, staff=request.user, today=today, initial=given)
    if form.is_valid():
        try:
            actions.record_service(
                delivered=form.delivered(resident), by=_me(request), now=timezone.now()
            )
            messages.success(request, _("已登记。"))
            return redirect("ledger:records")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _writing_page(request, "ledger/record_service.html", form, resident)


@staff_page(Right.RECORD_SERVICES)
def record_crowd(request: SignedInRequest) -> HttpResponse:
    """Page: so many came to a class or a market."""
    today = timezone.localdate()
    form = CrowdForm(
        request.POST or None, staff=request.user, today=today, initial={"served_on": today}
    )
    if form.is_valid():
        try:
            actions.record_crowd(
                delivered=form.delivered(None),
                person_times=form.cleaned_data["person_times"],
                counted_by=form.cleaned_data["counted_by"],
                by=_me(request),
                now=timezone.now(),
            )
            messages.success(request, _("已登记。"))
            return redirect("ledger:records")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "ledger/record_crowd.html", {"form": form})


@staff_page(Right.RECORD_SERVICES)
def record_unmet(request: SignedInRequest) -> HttpResponse:
    """Page: somebody wanted something that we could not give."""
    resident = access.resident_asked(request.user, _wanted(request, "resident"))
    form = NeedForm(
        request.POST or None,
        staff=request.user,
        today=timezone.localdate(),
        initial=_given(request, "service", "facility"),
    )
    if form.is_valid() and (wanted := form.need(resident)) is not None:
        try:
            actions.record_unmet(need=wanted, by=_me(request), now=timezone.now())
            messages.success(request, _("已登记。"))
            return redirect("ledger:needs")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _writing_page(request, "ledger/record_unmet.html", form, resident)


@staff_page(Right.CORRECT_LEDGER)
def reverse_record(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: take a service record back, with a reason."""
    row = access.record_or_404(request.user, pk, Right.CORRECT_LEDGER)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.reverse_record(
                record=row,
                reason=form.cleaned_data["reason"],
                by=_me(request),
                now=timezone.now(),
            )
            messages.success(request, _("已冲正。如果实际情况不同，请重新登记正确的内容。"))
            return redirect("ledger:record", pk=row.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _reversing_page(request, row, form)


@staff_page(Right.CORRECT_LEDGER)
def reverse_need(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: take an unmet need back, with a reason."""
    row = access.need_or_404(request.user, pk, Right.CORRECT_LEDGER)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.reverse_need(
                need=row,
                reason=form.cleaned_data["reason"],
                by=_me(request),
                now=timezone.now(),
            )
            messages.success(request, _("已冲正。如果实际情况不同，请重新登记正确的内容。"))
            return redirect("ledger:need", pk=row.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _reversing_page(request, row, form)


def _writing_page(
    request: SignedInRequest, template: str, form: Any, resident: Resident | None
) -> HttpResponse:
    words = request.GET.get("find", "").strip()
    found = access.residents_found(request.user, words) if words and not resident else []
    return render(
        request,
        template,
        {"form": form, "resident": resident, "words": words, "found": found},
    )


def _reversing_page(
    request: SignedInRequest, row: ServiceRecord | UnmetNeed, form: ReasonForm
) -> HttpResponse:
    shown = {
        "row": row,
        "form": form,
        "may_name": access.may_name(request.user, row),
        "promise": getattr(row, "commitment", None),
        "back": "ledger:record" if isinstance(row, ServiceRecord) else "ledger:need",
    }
    return render(request, "ledger/reverse.html", shown)


def _wanted(request: SignedInRequest, name: str) -> str:
    return request.POST.get(name) or request.GET.get(name, "")


def _given(request: SignedInRequest, *names: str) -> dict[str, str]:
    """What a link fills in: the row that was taken back, or the person's page."""
    return {name: value for name in names if (value := request.GET.get(name, "")).isdecimal()}


def _me(request: SignedInRequest) -> Any:
    return request.user
