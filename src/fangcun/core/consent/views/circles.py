"""Pages: letting a relative in, changing what he may, putting him out."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.consent import access, actions
from fangcun.core.consent.forms import EditMemberForm, MemberForm
from fangcun.core.people.access import resident_to_write_or_404
from fangcun.core.places.queries import Version, changes_since, history_of


@staff_page(Right.WRITE_PERSONS)
def add_member(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: a resident lets a relative in."""
    shown = resident_to_write_or_404(request.user, pk)
    now = timezone.now()
    today = timezone.localdate(now)
    start = {"from_on": today, "until": _in_a_year(today)}
    form = MemberForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            actions.let_in(
                resident=shown, written=form.written(), by=signature(request.user), now=now
            )
            messages.success(request, _("已加入亲情圈。"))
            return redirect("consent:resident", pk=pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "consent/member.html", {"resident": shown, "form": form})


@staff_page(Right.WRITE_PERSONS)
def edit_member(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: change what a relative may see and do, and until when."""
    member = access.member_or_404(request.user, pk)
    form = EditMemberForm(request.POST or None, initial=EditMemberForm.values_of(member))
    newer: list[Version] = []
    if form.is_valid():
        try:
            actions.change_member(
                member=member,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("consent:resident", pk=member.resident_id)
        except actions.ChangedMeanwhile as refusal:
            member = access.member_or_404(request.user, pk)
            newer = changes_since(member, revision=form.cleaned_data["revision"])
            form.add_error(None, str(refusal))
            form.read_again(revision=member.revision)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    versions = history_of(member) if request.user.may(Right.READ_HISTORY, member) else []
    told = {
        "resident": member.resident,
        "member": member,
        "form": form,
        "newer": newer,
        "versions": versions,
    }
    return render(request, "consent/member.html", told)


@require_POST
@staff_page(Right.WRITE_PERSONS)
def revoke_member(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a relative out, from this minute."""
    member = access.member_or_404(request.user, pk)
    try:
        actions.revoke_member(member=member, by=signature(request.user), now=timezone.now())
        messages.success(request, _("已取消，从现在起看不到也不能代办。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("consent:resident", pk=member.resident_id)


def _in_a_year(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
