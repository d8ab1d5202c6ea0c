"""Pages: what people are told before they answer, and the legal limits."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, row_or_404, signature, staff_page
from fangcun.base.rights import Right
from fangcun.core.consent import access, actions, queries
from fangcun.core.consent.forms import LimitForm, NoticeForm
from fangcun.core.consent.states import Purpose
from fangcun.core.places.queries import Version, changes_since


@staff_page(Right.READ_COUNTS)
def notices(request: SignedInRequest) -> HttpResponse:
    """Page: every notice and every legal limit, with its source."""
    told = {
        "notices": queries.newest_notices().values(),
        "limits": queries.limits(),
        "may_edit": access.may_edit_notices(request.user),
    }
    return render(request, "consent/notices.html", told)


@staff_page(Right.EDIT_RULES)
def edit_notice(request: SignedInRequest, purpose: str) -> HttpResponse:
    """Page: write the next notice of a purpose."""
    notice = access.notice_to_edit_or_404(request.user, purpose)
    form = NoticeForm(request.POST or None, initial=NoticeForm.values_of(notice))
    if form.is_valid():
        try:
            actions.write_notice(
                purpose=Purpose(notice.purpose),
                over_version=form.cleaned_data["version"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("新的告知书已保存，以前的同意仍对应以前的告知书。"))
            return redirect("consent:notices")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "consent/edit_notice.html", {"notice": notice, "form": form})


@staff_page(Right.EDIT_RULES)
def edit_limit(request: SignedInRequest, code: str) -> HttpResponse:
    """Page: correct a legal limit."""
    limit = row_or_404(staff=request.user, right=Right.EDIT_RULES, rows=queries.limits(), code=code)
    form = LimitForm(request.POST or None, initial=LimitForm.values_of(limit))
    newer: list[Version] = []
    if form.is_valid():
        try:
            actions.change_limit(
                limit=limit,
                revision=form.cleaned_data["revision"],
                written=form.written(),
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("consent:notices")
        except actions.ChangedMeanwhile as refusal:
            limit.refresh_from_db()
            newer = changes_since(limit, revision=form.cleaned_data["revision"])
            form.add_error(None, str(refusal))
            form.read_again(revision=limit.revision)
    told = {"limit": limit, "form": form, "newer": newer}
    return render(request, "consent/edit_limit.html", told)
