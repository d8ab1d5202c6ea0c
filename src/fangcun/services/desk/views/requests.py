"""Pages: one request, and the next move that somebody makes with it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.places.queries import changes_since
from fangcun.services.desk import actions, queries
from fangcun.services.desk.access import promise_or_404, request_or_404, requests_of
from fangcun.services.desk.forms.moves import MoveForm
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.queries.standing import awaiting_call_back
from fangcun.services.desk.queries.words import vocabulary
from fangcun.services.desk.views.move import Asked
from fangcun.services.desk.views.moves import move_named
from fangcun.services.desk.views.shown import choices_of, form_id, show
from fangcun.services.desk.views.staff import me

FIELD_OF: dict[type[Refusal], str] = {
    actions.DayMissing: "due_on",
    actions.DayPassed: "due_on",
    actions.ServiceMissing: "service",
    actions.NoContract: "operator",
    actions.AnotherCommunity: "to",
    actions.NotIntoThis: "into",
    actions.TooFewParts: "lines",
}
"""What was refused because of one field is said beside it."""


@staff_page(Right.READ_REQUESTS)
def request(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one request."""
    return show(request, _asked(request, pk, Right.READ_REQUESTS))


@staff_page(Right.TAKE_REQUESTS)
def move(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """The desk's next move."""
    return _move(request, "desk:move", pk, code, Right.TAKE_REQUESTS)


@staff_page(Right.ANSWER_REQUESTS)
def answer(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """The doer's next move."""
    return _move(request, "desk:answer", pk, code, Right.ANSWER_REQUESTS)


@staff_page(Right.DECIDE_REQUESTS)
def decide(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """The person on duty decides."""
    return _move(request, "desk:decide", pk, code, Right.DECIDE_REQUESTS)


@staff_page(Right.TAKE_REQUESTS)
def keep_promise(request: SignedInRequest, pk: int, promise: int) -> HttpResponse:
    """What was promised has been done."""
    kept = promise_or_404(staff=request.user, pk=promise)
    if kept.request_id != pk:
        raise Http404(_("没有这条记录"))
    if request.method == "POST":
        try:
            actions.keep_promise(follow_up=kept, by=me(request), now=timezone.now())
            messages.success(request, _("已记下：承诺兑现。"))
        except Refusal as refusal:
            messages.info(request, str(refusal))
    return redirect("desk:request", pk=pk)


def _move(request: SignedInRequest, page: str, pk: int, code: str, right: Right) -> HttpResponse:
    """Make one move, or show the page with its form open."""
    asked, now = _asked(request, pk, right), timezone.now()
    chosen = move_named(page, code)
    if chosen is None:
        raise Http404(_("没有这项操作"))
    choices = choices_of(request, asked, now)
    if request.method != "POST":
        return show(request, asked, opened=chosen)
    form = chosen.form(request.POST, asked=asked, choices=choices, auto_id=form_id(chosen))
    if not form.is_valid():
        return show(request, asked, opened=chosen, form=form)
    if _was_sent_before(request, asked, form):
        return redirect("desk:request", pk=pk)
    newer: list[Any] = []
    try:
        chosen.act(_told(request, asked, form, now))
        messages.success(request, _("已记下：{what}").format(what=chosen.title))
        return _after(request, pk)
    except actions.ChangedMeanwhile as refusal:
        asked = _asked(request, pk, right)
        newer = changes_since(asked, revision=form.cleaned_data["revision"])
        form.add_error(None, str(refusal))
        form.data = {**form.data.dict(), "revision": str(asked.revision)}  # type: ignore[attr-defined]
    except Refusal as refusal:
        form.add_error(_beside(refusal, form), str(refusal))
    return show(request, asked, opened=chosen, form=form, newer=newer)


def _beside(refusal: Refusal, form: MoveForm) -> str | None:
    """The field that must be filled in differently, if one is to blame."""
    field = FIELD_OF.get(type(refusal))
    return field if field in form.fields else None


def _after(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to the request; to the book, where it is not this person's any more."""
    still_sees = requests_of(request.user).filter(pk=pk).exists()
    return redirect("desk:request", pk=pk) if still_sees else redirect("desk:book")


def _told(request: SignedInRequest, asked: ServiceRequest, form: MoveForm, now: datetime) -> Asked:
    words = vocabulary(categories=queries.categories_in_use(), communities=[asked.community_id])
    return Asked(
        request=asked, filled=form.cleaned_data, form=form, by=me(request), now=now, words=words
    )


def _was_sent_before(request: SignedInRequest, asked: ServiceRequest, form: MoveForm) -> bool:
    """The same words of the same person, written after this page was shown: a second sending."""
    seen = form.cleaned_data.get("seen")
    if seen is None or "revision" in form.fields:
        return False
    words = str(form.cleaned_data.get("words", "")).strip()
    log = queries.log_of(asked)
    return log.filter(pk__gt=seen, by=me(request), words=words).exists()


def _asked(request: SignedInRequest, pk: int, right: Right) -> ServiceRequest:
    asked: Any = request_or_404(staff=request.user, pk=pk, right=right)
    one = requests_of(request.user, right).filter(pk=pk)
    asked.is_awaiting = awaiting_call_back(one).exists()
    found: ServiceRequest = asked
    return found
