"""Pages: finding residents, writing one down, correcting an entry."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.people import actions, queries
from fangcun.core.people.access import (
    communities_to_read,
    communities_to_write,
    resident_to_write_or_404,
    residents_of,
)
from fangcun.core.people.forms import CorrectForm, FindForm, GoneForm, RegisterForm
from fangcun.core.people.rules.finding import plain_number
from fangcun.core.places.views.lists import page_of

FOUND_A_PAGE = 50


@staff_page(Right.READ_PERSONS)
def residents(request: SignedInRequest) -> HttpResponse:
    """Page: the book of residents, and the box to find one in."""
    communities = communities_to_read(request.user)
    form = FindForm(request.GET, communities=communities)
    asked = form.cleaned_data if form.is_valid() else {}
    shown: dict[str, Any] = _found(request, asked)
    is_part = request.headers.get("HX-Target") == "people-found"
    page = "people/_found.html" if is_part else "people/residents.html"
    shown["may_write"] = request.user.may(Right.WRITE_PERSONS)
    shown["may_forget"] = request.user.may(Right.FORGET_PERSONS)
    return render(request, page, {"form": form, **shown})


@staff_page(Right.WRITE_PERSONS)
def register(request: SignedInRequest) -> HttpResponse:
    """Page: write a person down; who may be the same person is shown first."""
    communities = communities_to_write(request.user)
    form = RegisterForm(
        request.POST or None, communities=communities, initial=_carried_over(request)
    )
    alike: list[queries.Likeness] = []
    if form.is_valid():
        alike = _alike(request, form)
        if not alike or form.cleaned_data["is_another"]:
            try:
                return _registered(request, form)
            except Refusal as refusal:
                form.add_error(_field_of(refusal), str(refusal))
    return render(request, "people/register.html", {"form": form, "alike": alike})


@staff_page(Right.WRITE_PERSONS)
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: correct what is written of a person."""
    resident = resident_to_write_or_404(request.user, pk)
    form = CorrectForm(
        request.POST or None,
        communities=communities_to_write(request.user),
        initial=CorrectForm.values_of(resident),
    )
    newer: list[Any] = []
    if form.is_valid():
        try:
            actions.correct_resident(
                resident=resident,
                revision=form.cleaned_data["revision"],
                given=form.given(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("workspace:resident", pk=pk)
        except actions.ChangedMeanwhile as refusal:
            resident = resident_to_write_or_404(request.user, pk)
            newer = _since(resident, form.cleaned_data["revision"])
            form.add_error(None, str(refusal))
            form.read_again(revision=resident.revision)
        except Refusal as refusal:
            form.add_error(_field_of(refusal), str(refusal))
    return render(
        request, "people/correct.html", {"resident": resident, "form": form, "newer": newer}
    )


@staff_page(Right.WRITE_PERSONS)
def gone(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: a resident has moved away, or died; or it was a mistake."""
    resident = resident_to_write_or_404(request.user, pk)
    form = GoneForm(
        request.POST or None,
        initial={
            "revision": resident.revision,
            "left_on": resident.left_on,
            "died_on": resident.died_on,
        },
    )
    newer: list[Any] = []
    if form.is_valid():
        try:
            actions.note_gone(
                resident=resident,
                **form.cleaned_data,
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("workspace:resident", pk=pk)
        except actions.ChangedMeanwhile as refusal:
            resident = resident_to_write_or_404(request.user, pk)
            newer = _since(resident, form.cleaned_data["revision"])
            form.add_error(None, str(refusal))
            form.read_again(revision=resident.revision)
    return render(request, "people/gone.html", {"resident": resident, "form": form, "newer": newer})


def _found(request: SignedInRequest, asked: dict[str, Any]) -> dict[str, Any]:
    """Whom the words find; without words everybody, page by page."""
    among = residents_of(request.user)
    community = asked.get("community")
    if words := asked.get("q", ""):
        among = among.filter(community=community) if community else among
        found = queries.find(words=words, among=among, limit=FOUND_A_PAGE + 1)
        people = [one.resident for one in found[:FOUND_A_PAGE]]
        return {"words": words, "people": people, "there_are_more": len(found) > FOUND_A_PAGE}
    page = page_of(request, queries.people_in(among=among, community=community))
    return {"page": page, "people": page.object_list}


def _carried_over(request: SignedInRequest) -> dict[str, Any]:
    """What was typed into the box and found nobody: a name, or a telephone."""
    typed = request.GET.get("q", "").strip()[:60]
    if len(plain_number(typed)) >= 7:
        return {"phones": typed}
    return {"name": typed} if typed.isalpha() else {}


def _alike(request: SignedInRequest, form: RegisterForm) -> list[queries.Likeness]:
    among = residents_of(request.user)
    sent_as = form.cleaned_data["sent_as"]
    return queries.alike(among=among, given=form.given(), sent_as=sent_as)


def _registered(request: SignedInRequest, form: RegisterForm) -> HttpResponse:
    resident = actions.register_resident(
        given=form.given(),
        by=signature(request.user),
        now=timezone.now(),
        sent_as=form.cleaned_data["sent_as"],
    )
    messages.success(request, _("已登记{name}。").format(name=resident.name))
    return redirect("workspace:resident", pk=resident.pk)


def _since(resident: Any, revision: int) -> list[Any]:
    """What others have written since this visitor read the entry."""
    return [one for one in queries.versions_of(resident) if one.number > revision]


def _field_of(refusal: Refusal) -> str | None:
    """Beside which field a refusal stands."""
    fields = {"CardTaken": "card_number", "WrongIdNumber": "id_number"}
    return fields.get(refusal.code)
