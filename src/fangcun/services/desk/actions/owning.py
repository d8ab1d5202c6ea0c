"""Whose a request is: always exactly one desk's, operator's or person's."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.core.places.models import Community
from fangcun.services.desk.actions.contacting import NoWords
from fangcun.services.desk.actions.dispatching import AnotherCommunity
from fangcun.services.desk.actions.ledgered import promise_comes_back, refuse_if_served
from fangcun.services.desk.actions.moved import (
    NotNow,
    Owner,
    back_at_desk,
    change_request,
    done_by,
    move_request,
    note,
    owned_by,
)
from fangcun.services.desk.models import DutyPerson, ServiceRequest
from fangcun.services.desk.states import (
    RETURNS_BEFORE_A_DECISION,
    FollowUpKind,
    RequestState,
)

AT_THE_DESK = (RequestState.RECEIVED, RequestState.DONE)


class ReturnedTwice(Refusal):
    """The duty person has decided; it cannot be returned again."""


@transaction.atomic
def take_over(*, request: ServiceRequest, revision: int, by: User, now: datetime) -> ServiceRequest:
    """I do it myself."""
    return pass_on(request=request, revision=revision, to=by, by=by, now=now)


@transaction.atomic
def pass_on(
    *,
    request: ServiceRequest,
    revision: int,
    to: Owner,
    words: str = "",
    by: User,
    now: datetime,
) -> ServiceRequest:
    """Somebody else has it now: the desk, an operator, one person."""
    passed = change_request(
        request=request,
        revision=revision,
        values=_given_to(to, request, now),
        by=by,
        now=now,
        state=request.state,
        state__in=_where_it_may_be_passed(to),
        is_to_be_decided=False,
    )
    _note_owner(request=passed, kind=FollowUpKind.PASS_ON, to=to, words=words, by=by, now=now)
    return passed


@transaction.atomic
def recall_request(
    *, request: ServiceRequest, revision: int, words: str, by: User, now: datetime
) -> ServiceRequest:
    """The desk takes back what it dispatched; what was promised to the resident holds."""
    refuse_if_served(request)
    recalled = move_request(
        request=request,
        to=RequestState.RECEIVED,
        revision=revision,
        values=back_at_desk(request),
        by=by,
        now=now,
        state=RequestState.DISPATCHED,
    )
    promise_comes_back(request=recalled, by=by, now=now)
    note(request=recalled, kind=FollowUpKind.RECALL, words=words.strip(), by=by, now=now)
    return recalled


@transaction.atomic
def return_request(
    *, request: ServiceRequest, revision: int, reason: str, by: User, now: datetime
) -> ServiceRequest:
    """The doer gives it back and says why: once to the desk, then to the person who decides."""
    _refuse_a_return(request, reason)
    refuse_if_served(request)
    is_second = request.times_returned >= RETURNS_BEFORE_A_DECISION
    values = {
        **back_at_desk(request),
        **(owned_by(_who_decides(request)) if is_second else {}),
        "is_to_be_decided": is_second,
        "times_returned": request.times_returned + 1,
        "state": RequestState.RECEIVED,
    }
    returned = change_request(
        request=request,
        revision=revision,
        values=values,
        by=by,
        now=now,
        state__in=(RequestState.RECEIVED, RequestState.DISPATCHED),
        owner_operator=request.owner_operator,
    )
    promise_comes_back(request=returned, by=by, now=now)
    note(request=returned, kind=FollowUpKind.RETURN, words=reason.strip(), by=by, now=now)
    return returned


@transaction.atomic
def decide_return(
    *,
    request: ServiceRequest,
    revision: int,
    to: Owner,
    words: str,
    by: User,
    now: datetime,
) -> ServiceRequest:
    """The person on duty decides whose it is; whoever gets it cannot return it any more."""
    if not words.strip():
        raise NoWords(_("请写明裁定的理由。"))
    decided = change_request(
        request=request,
        revision=revision,
        values={**_given_to(to, request, now), "is_to_be_decided": False},
        by=by,
        now=now,
        state=RequestState.RECEIVED,
        is_to_be_decided=True,
    )
    _note_owner(request=decided, kind=FollowUpKind.DECISION, to=to, words=words, by=by, now=now)
    return decided


def _given_to(to: Owner, request: ServiceRequest, now: datetime) -> dict[str, object]:
    if isinstance(to, Community) and to.pk != request.community_id:
        raise AnotherCommunity(_("请在那个社区的登记本上登记，再撤销这一条。"))
    if isinstance(to, Operator):
        return done_by(operator=to, request=request, now=now)
    if request.state == RequestState.DONE:  # its doer still reads what the resident says
        return owned_by(to)
    return {**back_at_desk(request), **owned_by(to)}


def _where_it_may_be_passed(to: Owner) -> tuple[RequestState, ...]:
    """An operator's part is over when it is done; what is dispatched is recalled first."""
    return (RequestState.RECEIVED,) if isinstance(to, Operator) else AT_THE_DESK


def _refuse_a_return(request: ServiceRequest, reason: str) -> None:
    if not reason.strip():
        raise NoWords(_("请写明退回的原因。"))
    if request.owner_operator is None:
        raise NotNow(_("这条需求不在您的机构名下，不能退回。"))
    if request.times_returned > RETURNS_BEFORE_A_DECISION:
        raise ReturnedTwice(_("值班负责人已裁定由您办理，不能再退回。有困难请联系社区。"))


def _who_decides(request: ServiceRequest) -> Owner:
    duty = (
        DutyPerson.objects.filter(community=request.community, user__is_active=True)
        .select_related("user")
        .first()
    )
    return duty.user if duty else request.community


def _note_owner(
    *,
    request: ServiceRequest,
    kind: FollowUpKind,
    to: Owner,
    words: str,
    by: User,
    now: datetime,
) -> None:
    said = _("归口：{owner}").format(owner=_("前台") if isinstance(to, Community) else to)
    text = f"{said}。{words.strip()}" if words.strip() else said
    note(request=request, kind=kind, words=text, by=by, now=now)
