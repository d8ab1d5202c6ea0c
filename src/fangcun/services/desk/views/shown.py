"""One request as its page shows it: the log, what is beside it, the moves that fit."""

from datetime import datetime
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fangcun.base.http import SignedInRequest
from fangcun.base.rights import Right
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.people.access import residents_of
from fangcun.core.places.queries import history_of
from fangcun.ledger.queries import commitments_from, open_commitments
from fangcun.services.desk import queries
from fangcun.services.desk.access import requests_of
from fangcun.services.desk.actions.moved import source_of
from fangcun.services.desk.forms.entry import questions_of
from fangcun.services.desk.forms.moves import Choices, MoveForm
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.queries.standing import with_standing
from fangcun.services.desk.states import LinkKind
from fangcun.services.desk.views.lines import beside
from fangcun.services.desk.views.move import Move
from fangcun.services.desk.views.moves import moves_for
from fangcun.services.desk.views.staff import me


class ShownMove(NamedTuple):
    """A move as the page shows it; a rare one has its form a page further (None)."""

    move: Move
    form: MoveForm | None
    is_open: bool


def show(
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
        "has_rare": any(one.form is None for one in moves),
        "newer": newer,
        "may_take": may_take,
        "may_read_person": _may_read_person(request, asked),
        "answered": _answered(asked),
        "commitments": list(commitments_from(source_of(asked))),
        "referrals": list(asked.links.filter(kind=LinkKind.REFERRAL)),
        "children": list(with_standing(asked.children.order_by("pk"))),
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
    choices = choices_of(request, asked, now)
    seen = log[0].pk if log else 0
    first = _first_values(request, asked, now) | {"seen": seen, "revision": asked.revision}

    def form_of(move: Move) -> MoveForm | None:
        if move is opened and form is not None:
            return form
        if move.is_rare and move is not opened:
            return None
        return move.form(initial=dict(first), asked=asked, choices=choices, auto_id=form_id(move))

    return [ShownMove(move, form_of(move), move is opened) for move in possible]


def form_id(move: Move) -> str:
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


def choices_of(request: SignedInRequest, asked: ServiceRequest, now: datetime) -> Choices:
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
