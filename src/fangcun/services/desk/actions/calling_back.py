"""Closed by the desk is not solved: the resident is asked, and what he says counts."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.core.places.queries import work_calendar
from fangcun.ledger import actions as ledger
from fangcun.services.desk.actions.contacting import NoWords
from fangcun.services.desk.actions.families import NOT_ENDED, finish_parent
from fangcun.services.desk.actions.ledgered import (
    last_promise,
    settled_promise,
    take_back_unmet,
    unmet_of_this_round,
)
from fangcun.services.desk.actions.moved import (
    NotNow,
    answered,
    move_request,
    note,
    owned_by,
    source_of,
)
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.queries.log import was_tried_in_vain
from fangcun.services.desk.queries.rulebook import within_of
from fangcun.services.desk.queries.standing import WORKED_ON
from fangcun.services.desk.rules.answers import is_unhappy
from fangcun.services.desk.rules.due import due_at
from fangcun.services.desk.states import FollowUpKind, RequestState

LONGEST_OPINION = 500


class NotAnswered(Refusal):
    """A resident who was reached says whether it is solved."""


class PartsOpen(Refusal):
    """A request that was split is asked about when all its parts have ended."""


class NeverTried(Refusal):
    """Nobody is given up as not reached before somebody has tried."""


class NothingUnmet(Refusal):
    """Only a need that could not be met is closed without being solved."""


@transaction.atomic
def call_back(
    *,
    request: ServiceRequest,
    revision: int,
    reached: bool,
    is_solved: bool | None = None,
    score: int | None = None,
    words: str = "",
    is_thanks: bool = False,
    channel: str = "",
    by: User,
    now: datetime,
) -> ServiceRequest:
    """Ask the resident. Content: closed. Not content: taken up anew, and the doer is told.

    Not reached: the attempt is written down, and somebody asks again.
    """
    if not reached:
        return _not_reached(request, words, channel, by, now)
    if is_solved is None:
        raise NotAnswered(_("请问居民问题是否解决，并记下回答。"))
    home = _back_home(request, revision, by, now)
    said = {"is_solved": is_solved, "score": score, "is_thanks": is_thanks}
    if is_unhappy(is_solved=is_solved, score=score):
        asked = _taken_up_anew(home, by, now)
    else:
        asked = _closed(home, {"is_solved": True, "score": score}, by, now)
    _note_answer(home=home, said=said, words=words, channel=channel, by=by, now=now)
    _leave_opinion(home=home, said=said, words=words, by=by, now=now)
    return asked


@transaction.atomic
def close_unmet(
    *, request: ServiceRequest, revision: int, words: str, by: User, now: datetime
) -> ServiceRequest:
    """The resident has been told why it cannot be done; the need is not solved, and known."""
    if not words.strip():
        raise NoWords(_("请写明怎样向居民说明的。"))
    home = _back_home(request, revision, by, now)
    if not unmet_of_this_round(home):
        raise NothingUnmet(_("台账里没有这条需求的未满足记录。请先办理，或登记未能满足的原因。"))
    closed = _closed(home, {"is_solved": False, "score": None}, by, now)
    said = {"is_solved": False}
    _note_answer(home=home, said=said, words=words, channel="", by=by, now=now)
    _leave_opinion(home=home, said=said, words="", by=by, now=now)  # he said nothing: we did
    return closed


@transaction.atomic
def close_unreached(
    *, request: ServiceRequest, revision: int, words: str, by: User, now: datetime
) -> ServiceRequest:
    """The resident cannot be reached: it is closed, and nobody claims that it was solved.

    No rate counts it, for nobody answered.
    """
    if not words.strip():
        raise NoWords(_("请写明联系过几次、为什么不再回访。"))
    if not was_tried_in_vain(request):
        raise NeverTried(_("还没有联系不上的回访记录。请先打电话回访，没联系上也记一笔。"))
    home = _back_home(request, revision, by, now)
    closed = _closed(home, {"is_solved": None, "score": None}, by, now)
    note(
        request=home,
        kind=FollowUpKind.CALL_BACK,
        was_reached=False,
        words=words.strip(),
        by=by,
        now=now,
    )
    return closed


@transaction.atomic
def reopen_request(
    *, request: ServiceRequest, revision: int, words: str, by: User, now: datetime
) -> ServiceRequest:
    """Taken up anew: the resident was not content after all, wants it again, or it was no
    duplicate.
    """
    if not words.strip():
        raise NoWords(_("请写明为什么重新办理。"))
    if request.state == RequestState.CANCELLED:
        take_back_unmet(request=request, reason=words.strip()[:LONGEST_OPINION], by=by, now=now)
    again = _taken_up_anew(request, by, now, revision=revision, merged_into=None)
    note(request=again, kind=FollowUpKind.REOPEN, words=words.strip(), by=by, now=now)
    return again


def _not_reached(
    request: ServiceRequest, words: str, channel: str, by: User, now: datetime
) -> ServiceRequest:
    if request.state != RequestState.DONE and settled_promise(request) is None:
        raise NotNow(_("这条需求还没有办完，请先办理再回访。"))
    note(
        request=request,
        kind=FollowUpKind.CALL_BACK,
        was_reached=False,
        words=words.strip(),
        channel=channel,
        by=by,
        now=now,
    )
    return request


def _back_home(request: ServiceRequest, revision: int, by: User, now: datetime) -> ServiceRequest:
    """The request as it is asked about: what its doer has settled is done."""
    if request.children.filter(state__in=NOT_ENDED).exists():
        raise PartsOpen(_("还有拆分出的需求没有办结，请先办结它们。"))
    standing = _locked(request, revision)
    settled = settled_promise(standing)
    if standing.state not in WORKED_ON or settled is None:
        return standing
    return move_request(
        request=standing,
        to=RequestState.DONE,
        revision=revision,
        values={
            **owned_by(standing.community),
            **answered(standing, now),
            "done_at": settled.settled_at,
        },
        by=by,
        now=now,
    )


def _locked(request: ServiceRequest, revision: int) -> ServiceRequest:
    """The row as it stands, held until the answer is written."""
    rows = ServiceRequest.objects.select_for_update(of=("self",))
    standing = rows.select_related("community", "book", "doer", "facility").get(pk=request.pk)
    if standing.revision != revision:
        raise ChangedMeanwhile(_("您打开后，别人已修改过这条记录。请核对后再保存。"))
    return standing


def _closed(
    home: ServiceRequest, answer: dict[str, Any], by: User, now: datetime
) -> ServiceRequest:
    closed = move_request(
        request=home,
        to=RequestState.CLOSED,
        revision=home.revision,
        values={**answer, **owned_by(home.community), "closed_at": now},
        by=by,
        now=now,
    )
    finish_parent(child=closed, by=by, now=now)
    return closed


def _taken_up_anew(
    request: ServiceRequest,
    by: User,
    now: datetime,
    *,
    revision: int | None = None,
    **more: Any,
) -> ServiceRequest:
    """The desk has it again, with a new time; the doer of before still sees it."""
    within = within_of(category=request.category, is_urgent=request.is_urgent)
    return move_request(
        request=request,
        to=RequestState.RECEIVED,
        revision=revision or request.revision,
        values={
            **owned_by(request.community),
            **dict.fromkeys(("answered_at", "was_in_time", "done_at", "closed_at")),
            **dict.fromkeys(("is_solved", "score", "accepted_at")),
            "opened_at": now,
            "due_at": due_at(opened_at=now, within=within, calendar=work_calendar()),
            "times_returned": 0,
            **more,
        },
        by=by,
        now=now,
        state=request.state,
        state__in=(
            RequestState.DONE,
            RequestState.CLOSED,
            RequestState.CANCELLED,
            RequestState.MERGED,
        ),
    )


def _note_answer(
    *,
    home: ServiceRequest,
    said: dict[str, Any],
    words: str,
    channel: str,
    by: User,
    now: datetime,
) -> None:
    """In the log of the request."""
    note(
        request=home,
        kind=FollowUpKind.CALL_BACK,
        was_reached=True,
        words=words.strip(),
        channel=channel,
        by=by,
        now=now,
        **said,
    )


def _leave_opinion(
    *, home: ServiceRequest, said: dict[str, Any], words: str, by: User, now: datetime
) -> None:
    """In the ledger, where the doer reads it: in the words of the resident, if he had any."""
    opinion = ledger.NewOpinion(
        community=home.community,
        source=source_of(home),
        words=words.strip()[:LONGEST_OPINION],
        commitment=last_promise(home),
        operator=home.doer,
        facility=home.facility,
        **said,
    )
    ledger.leave_opinion(opinion=opinion, by=by, now=now)
