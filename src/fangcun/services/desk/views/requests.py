"""Pages: one request, everything about it, and what can be done with it next."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.people.access import residents_of
from fangcun.core.people.models import Resident
from fangcun.core.places.queries import changes_since, history_of
from fangcun.ledger.queries import commitments_from, open_commitments
from fangcun.services.desk import actions, queries
from fangcun.services.desk.access import promise_or_404, request_or_404, requests_of
from fangcun.services.desk.actions.moved import source_of
from fangcun.services.desk.forms.corrected import CorrectForm
from fangcun.services.desk.forms.entry import questions_of
from fangcun.services.desk.forms.moves import Choices, MoveForm
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.queries.standing import awaiting_call_back
from fangcun.services.desk.queries.words import vocabulary
from fangcun.services.desk.states import LinkKind
from fangcun.services.desk.views.lines import beside
from fangcun.services.desk.views.move import Asked, Move
from fangcun.services.desk.views.moves import move_named, moves_for
from fangcun.services.desk.views.staff import me


class ShownMove(NamedTuple):
    """A move with its form, as the page shows it."""

    code: str
    title: Any
    button: Any
    page: str
    kind: str
    help: Any
    is_rare: bool
    form: MoveForm
    is_open: bool


@staff_page(Right.READ_REQUESTS)
def request(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one request."""
    return _show(request, _asked(request, pk, Right.READ_REQUESTS))


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


@staff_page(Right.TAKE_REQUESTS)
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: put right what was read from the line."""
    asked = request_or_404(staff=request.user, pk=pk, right=Right.TAKE_REQUESTS)
    categories = list(queries.categories_in_use())
    form = CorrectForm(
        request.POST or None,
        asked=asked,
        categories=categories,
        residents=_likely_residents(request, asked),
    )
    newer: list[Any] = []
    if form.is_valid():
        try:
            actions.correct_request(
                request=asked,
                revision=form.cleaned_data["revision"],
                values=form.written(),
                by=me(request),
                now=timezone.now(),
            )
            messages.success(request, _("已保存。"))
            return redirect("desk:request", pk=pk)
        except actions.ChangedMeanwhile as refusal:
            asked = request_or_404(staff=request.user, pk=pk, right=Right.TAKE_REQUESTS)
            newer = changes_since(asked, revision=form.cleaned_data["revision"])
            form.add_error(None, str(refusal))
            form.read_again(revision=asked.revision)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    page = {
        "asked": asked,
        "form": form,
        "newer": newer,
        "questions": questions_of(asked.category, asked.answers),
    }
    return render(request, "desk/correct.html", page)


def _move(request: SignedInRequest, page: str, pk: int, code: str, right: Right) -> HttpResponse:
    """Make one move, or show the page with its form open."""
    asked, now = _asked(request, pk, right), timezone.now()
    chosen = move_named(page, code)
    if chosen is None:
        raise Http404(_("没有这项操作"))
    choices = _choices(request, asked, now)
    if request.method != "POST":
        return _show(request, asked, opened=chosen)
    form = chosen.form(request.POST, asked=asked, choices=choices, auto_id=_ids(chosen))
    if not form.is_valid():
        return _show(request, asked, opened=chosen, form=form)
    if _was_sent_before(request, asked, form):
        return redirect("desk:request", pk=pk)
    newer: list[Any] = []
    try:
        chosen.act(_told(request, asked, form, now))
        messages.success(request, _("已记下：{what}").format(what=chosen.title))
        return redirect("desk:request", pk=pk)
    except actions.ChangedMeanwhile as refusal:
        asked = _asked(request, pk, right)
        newer = changes_since(asked, revision=form.cleaned_data["revision"])
        form.add_error(None, str(refusal))
        form.data = {**form.data.dict(), "revision": str(asked.revision)}  # type: ignore[attr-defined]
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return _show(request, asked, opened=chosen, form=form, newer=newer)


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


def _show(
    request: SignedInRequest,
    asked: ServiceRequest,
    *,
    opened: Move | None = None,
    form: MoveForm | None = None,
    newer: Any = (),
) -> HttpResponse:
    now = timezone.now()
    log = list(queries.log_of(asked))
    moves = _shown_moves(request, asked, log=log, now=now, opened=opened, form=form)
    may_take = request.user.may(Right.TAKE_REQUESTS, asked)
    page = {
        "asked": asked,
        "now": timezone.localtime(now),
        "log": log,
        "moves": moves,
        "has_rare": any(one.is_rare for one in moves),
        "opens_rare": any(one.is_rare and one.is_open for one in moves),
        "newer": newer,
        "may_take": may_take,
        "may_read_person": _may_read_person(request, asked),
        "answered": _answered(asked),
        "commitments": list(commitments_from(source_of(asked))),
        "referrals": list(asked.links.filter(kind=LinkKind.REFERRAL)),
        "children": list(asked.children.order_by("pk")),
        "beside": _others(request, asked) if may_take else None,
        "versions": history_of(asked) if request.user.may(Right.READ_HISTORY, asked) else [],
    }
    return render(request, "desk/request.html", page, status=422 if form else 200)


def _shown_moves(
    request: SignedInRequest,
    asked: ServiceRequest,
    *,
    log: list[Any],
    now: datetime,
    opened: Move | None,
    form: MoveForm | None,
) -> list[ShownMove]:
    possible = moves_for(asked, lambda right: request.user.may(right, asked))
    if opened is not None and form is not None and opened not in possible:
        possible = [opened, *possible]
    if not possible:
        return []
    choices = _choices(request, asked, now)
    seen = log[0].pk if log else 0
    first = _first_values(request, asked, now) | {"seen": seen, "revision": asked.revision}
    return [
        _shown(
            one,
            form
            if form is not None and one is opened
            else one.form(initial=dict(first), asked=asked, choices=choices, auto_id=_ids(one)),
            is_open=one is opened,
        )
        for one in possible
    ]


def _shown(move: Move, form: MoveForm, *, is_open: bool) -> ShownMove:
    return ShownMove(
        code=move.code,
        title=move.title,
        button=move.button,
        page=move.page,
        kind=move.kind,
        help=move.help,
        is_rare=move.is_rare,
        form=form,
        is_open=is_open,
    )


def _ids(move: Move) -> str:
    """Several forms on one page: each field needs a name of its own."""
    return f"id_{move.code}_%s"


def _first_values(request: SignedInRequest, asked: ServiceRequest, now: datetime) -> dict[str, Any]:
    """What is most likely meant, so that a button is often enough."""
    today = timezone.localdate(now)
    wished = asked.wished_on if asked.wished_on and asked.wished_on >= today else None
    return {
        "due_on": wished or today,
        "served_on": today,
        "promised_by": me(request).pk,
        "operator": asked.doer_id,
    }


def _choices(request: SignedInRequest, asked: ServiceRequest, now: datetime) -> Choices:
    return Choices(
        operators=queries.operators_at_work(on=timezone.localdate(now)),
        people=queries.people_at_work(community=asked.community, now=now),
        services=ServiceKind.objects.filter(is_offered=True).order_by("position", "pk"),
        commitments=open_commitments().filter(
            resident=asked.resident_id, community=asked.community_id, asked_by=None
        ),
        categories=queries.categories_in_use(),
        requests=requests_of(request.user, Right.TAKE_REQUESTS),
    )


def _may_read_person(request: SignedInRequest, asked: ServiceRequest) -> bool:
    return asked.resident_id is not None and (
        residents_of(request.user).filter(pk=asked.resident_id).exists()
    )


def _answered(asked: ServiceRequest) -> list[dict[str, str]]:
    return [one for one in questions_of(asked.category, asked.answers) if one["answer"]]


def _others(request: SignedInRequest, asked: ServiceRequest) -> Any:
    """Other lines from the same number."""
    found = beside(request, asked.caller_phone)
    if found is None:
        return None
    others = [line for line in found.lines if line.pk != asked.pk]
    promises = [one for one in found.promises if one.request_id != asked.pk]
    return found._replace(people=[], lines=others, promises=promises)


def _likely_residents(request: SignedInRequest, asked: ServiceRequest) -> Any:
    """Who may have called: people of this number, and who is linked already."""
    mine = residents_of(request.user)
    numbers = [asked.caller_phone, request.POST.get("caller_phone", "")]
    known = mine.filter(phones__number__in=[number for number in numbers if number])
    linked = mine.filter(pk=asked.resident_id or 0)
    either = Resident.objects.filter(pk__in=[*known.values_list("pk", flat=True)[:20]])
    return (either | Resident.objects.filter(pk__in=linked.values("pk"))).order_by("name", "pk")
