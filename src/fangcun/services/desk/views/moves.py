"""The table of moves: when each may be made, by whom, and how it is called."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from fangcun.base.rights import Right
from fangcun.services.desk import actions
from fangcun.services.desk.forms import moves as forms
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.queries.log import was_tried_in_vain
from fangcun.services.desk.states import OPEN_STATES, RequestState
from fangcun.services.desk.views import acts
from fangcun.services.desk.views.move import Move

RECEIVED, DISPATCHED = RequestState.RECEIVED, RequestState.DISPATCHED
WAITING, DONE = RequestState.WAITING, RequestState.DONE
CLOSED, CANCELLED = RequestState.CLOSED, RequestState.CANCELLED
MERGED = RequestState.MERGED
WORKED_ON = frozenset({RECEIVED, DISPATCHED, WAITING})
ASKED_ABOUT = WORKED_ON | {DONE}

RIGHT_OF = {
    "desk:move": Right.TAKE_REQUESTS,
    "desk:answer": Right.ANSWER_REQUESTS,
    "desk:decide": Right.DECIDE_REQUESTS,
}


def moves_for(request: ServiceRequest, may: Callable[[Right], bool]) -> list[Move]:
    """What state and right allow, the usual first."""
    pages = {page for page, right in RIGHT_OF.items() if may(right)}
    return [move for move in MOVES if move.page in pages and move.fits(request)]


def move_named(page: str, code: str) -> Move | None:
    return next((move for move in MOVES if (move.page, move.code) == (page, code)), None)


def _is_mine(request: ServiceRequest) -> bool:
    return request.owner_operator_id is not None


def _is_undecided(request: ServiceRequest) -> bool:
    return not request.is_to_be_decided


def _waits_for_acceptance(request: ServiceRequest) -> bool:
    return _is_mine(request) and request.accepted_at is None


MOVES = (
    Move(
        code="decide",
        page="desk:decide",
        title=_("裁定归谁办理"),
        button=_("裁定"),
        form=forms.DecideForm,
        act=acts.to_owner(actions.decide_return),
        states=frozenset({RECEIVED}),
        when=lambda request: request.is_to_be_decided,
    ),
    Move(
        code="accept",
        page="desk:answer",
        title=_("接单"),
        button=_("接单"),
        form=forms.AcceptForm,
        act=acts.accept,
        states=frozenset({RECEIVED}),
        when=_waits_for_acceptance,
    ),
    Move(
        code="accept-dated",
        page="desk:answer",
        title=_("接单"),
        button=_("按约定日期接单"),
        form=forms.NothingForm,
        act=acts.accept,
        states=frozenset({DISPATCHED}),
        when=_waits_for_acceptance,
    ),
    Move(
        code="call-back",
        title=_("回访居民"),
        button=_("记下回答"),
        form=forms.CallBackForm,
        act=acts.call_back,
        states=ASKED_ABOUT,
        when=lambda request: getattr(request, "is_awaiting", False),
        help=_("没有解决或不满意，需求单会自动重新办理，并告诉办理人。"),
    ),
    Move(
        code="close-unmet",
        title=_("说明办不了，办结"),
        button=_("已向居民说明，办结"),
        form=forms.ReasonForm,
        act=acts.with_words(actions.close_unmet),
        states=frozenset({DONE}),
        kind="quiet",
        is_rare=True,
    ),
    Move(
        code="close-unreached",
        page="desk:decide",
        title=_("一直联系不上，办结"),
        button=_("不再回访，办结"),
        form=forms.ReasonForm,
        act=acts.with_words(actions.close_unreached),
        states=ASKED_ABOUT,
        when=lambda request: getattr(request, "is_awaiting", False) and was_tried_in_vain(request),
        kind="quiet",
        is_rare=True,
        help=_("办结后不算已解决，也不计入解决率和满意率。"),
    ),
    Move(
        code="contact",
        title=_("联系居民"),
        button=_("记下"),
        form=forms.ContactForm,
        act=acts.contact,
        states=OPEN_STATES,
    ),
    Move(
        code="promise",
        title=_("作出承诺"),
        button=_("记下承诺"),
        form=forms.PromiseForm,
        act=acts.promise,
        states=OPEN_STATES,
    ),
    Move(
        code="resume",
        title=_("居民已回复，继续办理"),
        button=_("继续办理"),
        form=forms.WordsForm,
        act=acts.with_words(actions.resume_request),
        states=frozenset({WAITING}),
    ),
    Move(
        code="dispatch",
        title=_("派给服务机构"),
        button=_("派单"),
        form=forms.DispatchForm,
        act=acts.dispatch,
        states=frozenset({RECEIVED}),
        when=_is_undecided,
    ),
    Move(
        code="finish",
        title=_("办完了"),
        button=_("记入台账，等回访"),
        form=forms.FinishForm,
        act=acts.finish,
        states=WORKED_ON,
        when=_is_undecided,
    ),
    Move(
        code="done",
        page="desk:answer",
        title=_("办完了"),
        button=_("记入台账"),
        form=forms.FinishForm,
        act=acts.finish,
        states=frozenset({DISPATCHED}),
        when=_is_mine,
    ),
    Move(
        code="note-down",
        page="desk:answer",
        title=_("写备注"),
        button=_("记下"),
        form=forms.NoteForm,
        act=acts.write_note,
        states=OPEN_STATES,
    ),
    Move(
        code="return",
        page="desk:answer",
        title=_("退回前台"),
        button=_("退回"),
        form=forms.ReasonForm,
        act=acts.give_back,
        states=frozenset({RECEIVED, DISPATCHED}),
        when=_is_mine,
        kind="danger",
        help=_("可以退回一次；再退由社区值班负责人裁定。"),
    ),
    Move(
        code="cannot",
        page="desk:answer",
        title=_("办不了"),
        button=_("登记未能满足"),
        form=forms.GiveUpForm,
        act=acts.give_up,
        states=frozenset({DISPATCHED}),
        when=_is_mine,
        kind="danger",
    ),
    Move(
        code="wait",
        title=_("等居民回复"),
        button=_("开始等待，停止计时"),
        form=forms.WordsForm,
        act=acts.with_words(actions.wait_for_resident),
        states=frozenset({RECEIVED, DISPATCHED}),
        is_rare=True,
        kind="quiet",
    ),
    Move(
        code="note",
        title=_("写备注"),
        button=_("记下"),
        form=forms.NoteForm,
        act=acts.write_note,
        states=frozenset(RequestState),
        is_rare=True,
        kind="quiet",
    ),
    Move(
        code="take-over",
        title=_("我来负责"),
        button=_("由我负责"),
        form=forms.NothingForm,
        act=acts.take_over,
        states=frozenset({RECEIVED, DONE}),
        when=_is_undecided,
        is_rare=True,
        kind="quiet",
    ),
    Move(
        code="pass-on",
        title=_("转交"),
        button=_("转交"),
        form=forms.PassOnForm,
        act=acts.to_owner(actions.pass_on),
        states=frozenset({RECEIVED, DONE}),
        when=_is_undecided,
        is_rare=True,
        kind="quiet",
    ),
    Move(
        code="recall",
        title=_("收回派单"),
        button=_("收回"),
        form=forms.ReasonForm,
        act=acts.with_words(actions.recall_request),
        states=frozenset({DISPATCHED}),
        is_rare=True,
        kind="quiet",
    ),
    Move(
        code="link",
        title=_("关联已有的约定"),
        button=_("关联"),
        form=forms.LinkForm,
        act=acts.link,
        states=frozenset({RECEIVED}),
        when=lambda request: request.resident_id is not None and not request.is_to_be_decided,
        is_rare=True,
        kind="quiet",
    ),
    Move(
        code="refer",
        title=_("转介到外面"),
        button=_("转介"),
        form=forms.ReferForm,
        act=acts.refer,
        states=WORKED_ON,
        is_rare=True,
        kind="quiet",
    ),
    Move(
        code="split",
        title=_("拆成几条"),
        button=_("拆分"),
        form=forms.SplitForm,
        act=acts.split,
        states=frozenset({RECEIVED}),
        when=_is_undecided,
        is_rare=True,
        kind="quiet",
    ),
    Move(
        code="merge",
        title=_("并入另一条"),
        button=_("合并"),
        form=forms.MergeForm,
        act=acts.merge,
        states=frozenset({RECEIVED}),
        when=_is_undecided,
        is_rare=True,
        kind="quiet",
    ),
    Move(
        code="give-up",
        title=_("办不了"),
        button=_("登记未能满足"),
        form=forms.GiveUpForm,
        act=acts.give_up,
        states=WORKED_ON,
        when=_is_undecided,
        is_rare=True,
        kind="danger",
    ),
    Move(
        code="cancel",
        title=_("居民不要了"),
        button=_("撤销"),
        form=forms.WordsForm,
        act=acts.with_words(actions.cancel_request),
        states=WORKED_ON,
        is_rare=True,
        kind="danger",
    ),
    Move(
        code="reopen",
        title=_("重新办理"),
        button=_("重新办理"),
        form=forms.ReasonForm,
        act=acts.with_words(actions.reopen_request),
        states=frozenset({DONE, CLOSED, CANCELLED, MERGED}),
        kind="quiet",
    ),
)
