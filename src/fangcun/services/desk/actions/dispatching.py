"""Giving a request to a doer, or to what solves it."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Facility
from fangcun.ledger.models import Commitment
from fangcun.services.desk.actions.ledgered import (
    promise_service,
    refuse_if_promised,
    refuse_if_served,
    service_or_refuse,
)
from fangcun.services.desk.actions.moved import (
    NotNow,
    answered,
    change_request,
    done_by,
    end_of,
    move_request,
    note,
)
from fangcun.services.desk.models import Link, ServiceRequest
from fangcun.services.desk.states import FollowUpKind, LinkKind, RequestState


class DayPassed(Refusal):
    """Nothing is promised for a day that is over."""


class DayMissing(Refusal):
    """Whoever accepts a request says when he comes."""


class AlreadyLinked(Refusal):
    """A promise solves one request."""


class AnotherCommunity(Refusal):
    """What belongs to another community is written in its own book."""


@transaction.atomic
def dispatch_request(
    *,
    request: ServiceRequest,
    revision: int,
    operator: Operator,
    service: ServiceKind | None = None,
    due_on: date,
    price_fen: int = 0,
    facility: Facility | None = None,
    note: str = "",
    by: User,
    now: datetime,
) -> ServiceRequest:
    """An operator shall do it until a day: promised in the ledger, and the operator owns it."""
    values = done_by(operator=operator, request=request, now=now)
    if facility is not None:
        values["facility"] = facility
    return _dispatched(
        request=request,
        revision=revision,
        values=values,
        service=service,
        due_on=due_on,
        price_fen=price_fen,
        words=note,
        kind=FollowUpKind.DISPATCH,
        by=by,
        now=now,
    )


@transaction.atomic
def accept_request(
    *,
    request: ServiceRequest,
    revision: int,
    by: User,
    now: datetime,
    service: ServiceKind | None = None,
    due_on: date | None = None,
    price_fen: int = 0,
) -> ServiceRequest:
    """The doer accepts it. What a rule or a decision gave him gets its day now."""
    if request.state == RequestState.DISPATCHED:
        accepted = change_request(
            request=request,
            revision=revision,
            values={"accepted_at": now},
            by=by,
            now=now,
            state=RequestState.DISPATCHED,
            accepted_at=None,
        )
        note(request=accepted, kind=FollowUpKind.ACCEPT, by=by, now=now)
        return accepted
    if request.owner_operator is None:
        raise NotNow(_("这条需求不在您的机构名下，不能接单。"))
    if due_on is None:
        raise DayMissing(_("请填写约定日期，居民要知道哪天来。"))
    values = {
        **done_by(operator=request.owner_operator, request=request, now=now),
        "accepted_at": now,
    }
    return _dispatched(
        request=request,
        revision=revision,
        values=values,
        service=service,
        due_on=due_on,
        price_fen=price_fen,
        words="",
        kind=FollowUpKind.ACCEPT,
        by=by,
        now=now,
    )


@transaction.atomic
def link_commitment(
    *,
    request: ServiceRequest,
    revision: int,
    commitment: Commitment,
    kind: str = LinkKind.RESERVATION,
    by: User,
    now: datetime,
) -> ServiceRequest:
    """A reservation, visit or order that was made elsewhere solves this request."""
    if commitment.community_id != request.community_id:
        raise AnotherCommunity(_("这项约定属于别的社区。"))
    refuse_if_promised(request)
    linked = move_request(
        request=request,
        to=RequestState.DISPATCHED,
        revision=revision,
        values={
            **_doer_of(commitment, request, now),
            **answered(request, now),
            "due_at": max(end_of(commitment.due_on), now),
        },
        by=by,
        now=now,
        is_to_be_decided=False,
    )
    _link(linked, commitment, kind, now)
    note(request=linked, kind=FollowUpKind.LINK, words=str(commitment.service), by=by, now=now)
    return linked


def _dispatched(
    *,
    request: ServiceRequest,
    revision: int,
    values: dict[str, Any],
    service: ServiceKind | None,
    due_on: date,
    price_fen: int,
    words: str,
    kind: FollowUpKind,
    by: User,
    now: datetime,
) -> ServiceRequest:
    refuse_a_day_that_passed(due_on, now)
    refuse_if_served(request)
    service = service_or_refuse(request, service)
    sent = move_request(
        request=request,
        to=RequestState.DISPATCHED,
        revision=revision,
        values={**values, **answered(request, now), "service": service, "due_at": end_of(due_on)},
        by=by,
        now=now,
        is_to_be_decided=False,
        state=RequestState.RECEIVED,
    )
    promise_service(
        request=sent,
        service=service,
        due_on=due_on,
        price_fen=price_fen,
        note=words,
        by=by,
        now=now,
    )
    told = _who_and_when(sent, due_on, words)
    note(request=sent, kind=kind, words=told, due_on=due_on, by=by, now=now)
    return sent


def _who_and_when(request: ServiceRequest, due_on: date, words: str) -> str:
    """What the log must still tell when it has been returned and sent to another."""
    said = _("{operator}，约定{month}月{day}日").format(
        operator=request.doer, month=due_on.month, day=due_on.day
    )
    return f"{said}。{words.strip()}" if words.strip() else said


def refuse_a_day_that_passed(day: date, now: datetime) -> None:
    if day < timezone.localdate(now):
        raise DayPassed(_("{day}已经过去，请另选日期。").format(day=f"{day:%Y-%m-%d}"))


def _doer_of(commitment: Commitment, request: ServiceRequest, now: datetime) -> dict[str, Any]:
    """Who promised it does it; the community itself: the request stays whose it is."""
    if commitment.operator is None:
        return {}
    return done_by(operator=commitment.operator, request=request, now=now)


def _link(request: ServiceRequest, commitment: Commitment, kind: str, now: datetime) -> None:
    try:
        with transaction.atomic():
            Link.objects.create(request=request, kind=kind, commitment=commitment, at=now)
    except IntegrityError as error:
        raise AlreadyLinked(_("这项约定已经关联到另一条需求。")) from error
