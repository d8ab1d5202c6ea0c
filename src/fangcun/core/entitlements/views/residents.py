"""Pages about one resident: circumstances, benefits, enrolments."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.entitlements import access, actions, queries
from fangcun.core.entitlements.forms import (
    CircumstanceForm,
    EditCircumstanceForm,
    EndForm,
    EnrolForm,
    NumberForm,
)
from fangcun.core.people.access import resident_or_404, resident_to_write_or_404
from fangcun.core.places.queries import Version, changes_since, history_of

PEOPLE = {"section": "people"}


@staff_page(Right.READ_PERSONS)
def resident(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: what is known of a resident's circumstances, and what is due to him and why."""
    shown = resident_or_404(request.user, pk)
    panel = access.panel_for(request.user, shown, now=timezone.now())
    return render(
        request, "entitlements/resident.html", {**PEOPLE, "resident": shown, "entitlements": panel}
    )


@staff_page(Right.WRITE_PERSONS)
def add_circumstance(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: write down one more circumstance with its evidence."""
    shown = resident_to_write_or_404(request.user, pk)
    now = timezone.now()
    start = {"from_on": timezone.localdate(now), "kind": request.GET.get("kind", "")}
    form = CircumstanceForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            actions.add_circumstance(
                resident=shown, written=form.written(), by=signature(request.user), now=now
            )
            messages.success(request, _("已登记。"))
            return redirect("entitlements:resident", pk=pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, form, resident=shown, title=_("登记情况"))


@staff_page(Right.WRITE_PERSONS)
def edit_circumstance(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct a circumstance, or enter its new paper."""
    row = access.circumstance_or_404(request.user, pk)
    form = EditCircumstanceForm(
        request.POST or None, initial=EditCircumstanceForm.values_of(row), circumstance=row
    )
    newer: list[Version] = []
    if form.is_valid():
        try:
            actions.change_circumstance(
                circumstance=row,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("entitlements:resident", pk=row.resident_id)
        except actions.ChangedMeanwhile as refusal:
            row = access.circumstance_or_404(request.user, pk)
            newer = changes_since(row, revision=form.cleaned_data["revision"])
            form.add_error(None, str(refusal))
            form.read_again(revision=row.revision)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(
        request,
        "entitlements/edit_circumstance.html",
        {
            **PEOPLE,
            "form": form,
            "newer": newer,
            "row": row,
            "resident": row.resident,
            "versions": _versions(request, row),
            "may_see_number": row.has_number and request.user.may(Right.SEE_SENSITIVE, row),
        },
    )


@staff_page(Right.WRITE_PERSONS)
def end_circumstance(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: a circumstance is not true any more."""
    row = access.circumstance_or_404(request.user, pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            actions.end_circumstance(
                circumstance=row,
                by=signature(request.user),
                now=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("已终止。"))
            return redirect("entitlements:resident", pk=row.resident_id)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    title = _("终止“{what}”").format(what=row)
    return _form_page(request, form, resident=row.resident, title=title)


@staff_page(Right.SEE_SENSITIVE)
def certificate_number(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: the whole number of a paper, with a reason that the resident can read."""
    row = access.circumstance_or_404(request.user, pk, right=Right.SEE_SENSITIVE)
    form, number = NumberForm(request.POST or None), ""
    if form.is_valid():
        try:
            number = actions.look_at_number(
                circumstance=row, viewer=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
    return render(
        request,
        "entitlements/number.html",
        {**PEOPLE, "form": form, "row": row, "number": number, "resident": row.resident},
    )


@staff_page(Right.WRITE_PERSONS)
def enrol(request: SignedInRequest, pk: int, pack: str, rule: str) -> HttpResponse:
    """Page: put a resident on the list of a benefit."""
    shown = resident_to_write_or_404(request.user, pk)
    now = timezone.now()
    benefit = access.rule_or_404(f"{pack}/{rule}", now=now)
    form = EnrolForm(request.POST or None)
    if form.is_valid():
        try:
            actions.enrol(
                resident=shown,
                rule=benefit,
                by=signature(request.user),
                today=timezone.localdate(now),
                now=now,
                **form.cleaned_data,
            )
            messages.success(request, _("已办理。"))
            return redirect("entitlements:resident", pk=pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    title = _("办理“{what}”").format(what=benefit)
    gift = queries.gift_in_words(benefit)
    return _form_page(request, form, resident=shown, title=title, lead=gift)


@staff_page(Right.WRITE_PERSONS)
def end_enrolment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: take a resident off the list of a benefit."""
    row = access.enrolment_or_404(request.user, pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            actions.end_enrolment(
                enrolment=row, by=signature(request.user), now=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("已终止。"))
            return redirect("entitlements:resident", pk=row.resident_id)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    title = _("终止“{what}”").format(what=row.rule)
    return _form_page(request, form, resident=row.resident, title=title)


def _form_page(
    request: SignedInRequest, form: object, *, resident: object, title: str, lead: str = ""
) -> HttpResponse:
    told = {**PEOPLE, "form": form, "resident": resident, "title": title, "lead": lead}
    return render(request, "entitlements/form.html", told)


def _versions(request: SignedInRequest, row: object) -> list[Version]:
    """Who changed it, for those who may read histories."""
    return history_of(row) if request.user.may(Right.READ_HISTORY) else []
