"""Pages: two entries that are one person."""

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
    merge_or_404,
    resident_to_write_or_404,
    residents_to_write,
)
from fangcun.core.people.forms import MergeForm

FOUND_TO_MERGE = 10


@staff_page(Right.WRITE_PERSONS)
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: which other entry is the same person?"""
    resident = resident_to_write_or_404(request.user, pk)
    words = request.GET.get("q", "").strip()[:60] or resident.name
    among = residents_to_write(request.user).exclude(pk=pk)
    found = queries.find(words=words, among=among, limit=FOUND_TO_MERGE)
    return render(
        request,
        "people/choose_merge.html",
        {"resident": resident, "words": words, "found": [one.resident for one in found]},
    )


@staff_page(Right.WRITE_PERSONS)
def merge(request: SignedInRequest, pk: int, other: int) -> HttpResponse:
    """Page: both entries side by side, which value stays, and what comes along."""
    kept = resident_to_write_or_404(request.user, pk)
    gone = resident_to_write_or_404(request.user, other)
    if gone.merged_into_id == kept.pk:  # sent twice, or come back to
        messages.info(request, _("这两条记录已经合并。"))
        return redirect("workspace:resident", pk=pk)
    preview = queries.merge_preview(kept=kept, gone=gone)
    form = MergeForm(
        request.POST or None,
        preview=preview,
        initial={"revision_kept": kept.revision, "revision_gone": gone.revision},
    )
    if form.is_valid():
        try:
            actions.merge_residents(
                kept=kept,
                gone=gone,
                take=form.taken,
                revisions=form.revisions,
                by=signature(request.user),
                now=timezone.now(),
            )
            messages.success(request, _("已合并。如有不对，可以在居民页面撤销。"))
            return redirect("workspace:resident", pk=pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    shown = {"kept": kept, "gone": gone, "preview": preview, "form": form}
    return render(request, "people/merge.html", shown)


@staff_page(Right.WRITE_PERSONS)
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: two people after all."""
    row = merge_or_404(request.user, pk)
    if row.undone_at is not None:  # sent twice, or come back to
        messages.info(request, _("这次合并已经撤销，两条记录是分开的。"))
        return redirect("workspace:resident", pk=row.gone_id)
    refusal = ""
    if request.method == "POST":
        try:
            actions.unmerge(merge=row, by=signature(request.user), now=timezone.now())
            messages.success(request, _("已撤销合并，两条记录已分开。"))
            return redirect("workspace:resident", pk=row.gone_id)
        except Refusal as error:
            refusal = str(error)
    return render(request, "people/unmerge.html", {"merge": row, "refusal": refusal})
