"""Forgetting a person: what goes, what stays, and a name typed to be sure."""

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.core.people.access import resident_to_forget_or_404
from fangcun.doors.workspace.actions import forget_person
from fangcun.doors.workspace.forms import ForgetForm
from fangcun.doors.workspace.queries.forgetting import what_goes


@staff_page(Right.FORGET_PERSONS)
def forget(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: delete a person at his request; nothing happens without his name typed out."""
    resident = resident_to_forget_or_404(request.user, pk)
    if resident.forgotten_at:  # the button was pressed twice
        return _forgotten(request)
    form = ForgetForm(request.POST or None, name=resident.name)
    if form.is_valid():
        try:
            forget_person(resident=resident, by=cast(User, request.user), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _forgotten(request)
    shown = {"resident": resident, "form": form, "goes": what_goes(resident)}
    return render(request, "workspace/forget.html", shown)


def _forgotten(request: SignedInRequest) -> HttpResponse:
    messages.success(request, _("个人信息已删除；不含姓名的统计数字保留。"))
    return redirect("people:residents")
