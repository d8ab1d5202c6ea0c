"""What the desk does with most requests, the likeliest first."""

from django.utils.translation import gettext_lazy as _

from fangcun.services.desk import actions
from fangcun.services.desk.forms import moves as forms
from fangcun.services.desk.states import OPEN_STATES, RequestState
from fangcun.services.desk.views import acts
from fangcun.services.desk.views.move import Move
from fangcun.services.desk.views.moves.when import (
    ASKED_ABOUT,
    ENDED,
    WORKED_ON,
    is_awaiting,
    is_undecided,
)

USUAL = (
    Move(
        code="call-back",
        title=_("回访居民"),
        button=_("记下回答"),
        form=forms.CallBackForm,
        act=acts.call_back,
        states=ASKED_ABOUT,
        when=is_awaiting,
        help=_("没有解决或不满意，需求单会自动重新办理，并告诉办理人。"),
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
        states=frozenset({RequestState.WAITING}),
    ),
    Move(
        code="dispatch",
        title=_("派给服务机构"),
        button=_("派单"),
        form=forms.DispatchForm,
        act=acts.dispatch,
        states=frozenset({RequestState.RECEIVED}),
        when=is_undecided,
    ),
    Move(
        code="finish",
        title=_("办完了"),
        button=_("记入台账，等回访"),
        form=forms.FinishForm,
        act=acts.finish,
        states=WORKED_ON,
        when=is_undecided,
    ),
    Move(
        code="reopen",
        title=_("重新办理"),
        button=_("重新办理"),
        form=forms.ReasonForm,
        act=acts.with_words(actions.reopen_request),
        states=ENDED,
        kind="quiet",
    ),
)
