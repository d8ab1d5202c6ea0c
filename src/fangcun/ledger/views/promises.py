"""Pages: how a promise ends, and the board of those who keep promises."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.ledger import access, actions, queries
from fangcun.ledger.forms import GiveUpForm, KeepForm, NoteForm, ReassignForm
from fangcun.ledger.models import Commitment
from fangcun.ledger.states import RowKind


@staff_page(Right.RECORD_SERVICES)
def keep(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: the promise has been kept."""
    row = access.commitment_or_404(request.user, pk, Right.RECORD_SERVICES)
    form = KeepForm(_posted(request), commitment=row, today=timezone.localdate())
    if form.is_valid():
        try:
            actions.keep(
                commitment=row, delivered=form.delivered(), by=_me(request), now=timezone.now()
            )
            messages.success(request, _("已登记为已履行。"))
            return redirect("ledger:board")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _ending_page(request, row, form, _("登记为已履行"))


@staff_page(Right.RECORD_SERVICES)
def give_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: the promise cannot be kept, and why."""
    row = access.commitment_or_404(request.user, pk, Right.RECORD_SERVICES)
    form = GiveUpForm(_posted(request))
    if form.is_valid():
        try:
            actions.give_up(
                commitment=row, **form.cleaned_data, by=_me(request), now=timezone.now()
            )
            messages.success(request, _("已登记为未能履行，并记入未满足需求。"))
            return redirect("ledger:board")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _ending_page(request, row, form, _("登记为未能履行"))


@staff_page(Right.RECORD_SERVICES)
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: the resident does not want it any more."""
    row = access.commitment_or_404(request.user, pk, Right.RECORD_SERVICES)
    form = NoteForm(_posted(request))
    if form.is_valid():
        try:
            actions.cancel(commitment=row, **form.cleaned_data, by=_me(request), now=timezone.now())
            messages.success(request, _("已取消，并记入未满足需求（居民放弃）。"))
            return redirect("ledger:board")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _ending_page(request, row, form, _("登记为居民取消"))


@staff_page(Right.TAKE_REQUESTS)
def reassign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: another operator, or the community itself, keeps the promise."""
    row = access.commitment_or_404(request.user, pk, Right.TAKE_REQUESTS)
    form = ReassignForm(_posted(request), commitment=row, today=timezone.localdate())
    if form.is_valid():
        try:
            actions.reassign(
                commitment=row, **form.cleaned_data, by=_me(request), now=timezone.now()
            )
            messages.success(request, _("已改派。"))
            return redirect("ledger:orphans")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _ending_page(request, row, form, _("改由他人履行"))


@staff_page(Right.RECORD_SERVICES)
def board(request: SignedInRequest) -> HttpResponse:
    """Page: what is promised for today, what is late, what comes; what residents said."""
    today = timezone.localdate()
    mine = access.promises_to_keep(request.user)
    late, due, coming = queries.by_urgency(mine, today=today)
    return render(
        request,
        "ledger/board.html",
        {
            "kinds": [(kind, "") for kind in RowKind],
            "may_record": True,
            "here": "board",
            "groups": [
                (_("已逾期"), _named(request, late), "bad"),
                (_("今天"), _named(request, due), "warn"),
                (_("接下来"), _named(request, coming), "plain"),
            ],
            "opinions": access.opinions_to_read(request.user)[: queries.MOST_SHOWN],
            "today": today,
        },
    )


@require_POST
@staff_page(Right.RECORD_SERVICES)
def read_opinion(request: SignedInRequest, pk: int) -> HttpResponse:
    """The doer has read what a resident said."""
    opinion = access.opinion_or_404(request.user, pk)
    actions.mark_read(opinion=opinion, by=_me(request), now=timezone.now())
    return redirect("ledger:board")


@staff_page(Right.TAKE_REQUESTS)
def orphans(request: SignedInRequest) -> HttpResponse:
    """Page: open promises of operators that have left; somebody must take them over."""
    today = timezone.localdate()
    left = access.orphaned_promises(request.user, today)
    return render(request, "ledger/orphans.html", {"rows": _named(request, left), "today": today})


def _named(request: SignedInRequest, rows: Any) -> list[tuple[Commitment, bool]]:
    return [(row, access.may_name(request.user, row)) for row in rows]


def _ending_page(request: SignedInRequest, row: Commitment, form: Form, title: str) -> HttpResponse:
    shown: dict[str, Any] = {
        "row": row,
        "form": form,
        "title": title,
        "may_name": access.may_name(request.user, row),
        "today": timezone.localdate(),
    }
    return render(request, "ledger/end.html", shown)


def _posted(request: SignedInRequest) -> Any:
    """What was sent, even if every field was left empty."""
    return request.POST if request.method == "POST" else None


def _me(request: SignedInRequest) -> Any:
    return request.user
