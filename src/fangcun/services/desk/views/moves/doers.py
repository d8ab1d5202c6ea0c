"""What a doer answers: takes it, does it, gives it back, cannot."""

from django.utils.translation import gettext_lazy as _

from fangcun.services.desk.forms import moves as forms
from fangcun.services.desk.states import OPEN_STATES, RequestState
from fangcun.services.desk.views import acts
from fangcun.services.desk.views.move import Move
from fangcun.services.desk.views.moves.when import is_mine, may_be_returned, waits_for_acceptance

DOERS = (
    Move(
        code="accept",
        page="desk:answer",
        title=_("接单"),
        button=_("接单"),
        form=forms.AcceptForm,
        act=acts.accept,
        states=frozenset({RequestState.RECEIVED}),
        when=waits_for_acceptance,
    ),
    Move(
        code="accept-dated",
        page="desk:answer",
        title=_("接单"),
        button=_("按约定日期接单"),
        form=forms.NothingForm,
        act=acts.accept,
        states=frozenset({RequestState.DISPATCHED}),
        when=waits_for_acceptance,
    ),
    Move(
        code="done",
        page="desk:answer",
        title=_("办完了"),
        button=_("记入台账"),
        form=forms.FinishForm,
        act=acts.finish,
        states=frozenset({RequestState.DISPATCHED}),
        when=is_mine,
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
        states=frozenset({RequestState.RECEIVED, RequestState.DISPATCHED}),
        when=may_be_returned,
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
        states=frozenset({RequestState.DISPATCHED}),
        when=is_mine,
        kind="danger",
    ),
)
