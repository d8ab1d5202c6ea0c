"""What the person on duty decides."""

from django.utils.translation import gettext_lazy as _

from fangcun.services.desk import actions
from fangcun.services.desk.forms import moves as forms
from fangcun.services.desk.queries.log import was_tried_in_vain
from fangcun.services.desk.states import RequestState
from fangcun.services.desk.views import acts
from fangcun.services.desk.views.move import Move
from fangcun.services.desk.views.moves.when import ASKED_ABOUT, is_awaiting

DUTY = (
    Move(
        code="decide",
        page="desk:decide",
        title=_("裁定归谁办理"),
        button=_("裁定"),
        form=forms.DecideForm,
        act=acts.to_owner(actions.decide_return),
        states=frozenset({RequestState.RECEIVED}),
        when=lambda request: request.is_to_be_decided,
    ),
    Move(
        code="close-unreached",
        page="desk:decide",
        title=_("一直联系不上，办结"),
        button=_("不再回访，办结"),
        form=forms.ReasonForm,
        act=acts.with_words(actions.close_unreached),
        states=ASKED_ABOUT,
        when=lambda request: is_awaiting(request) and was_tried_in_vain(request),
        kind="quiet",
        is_rare=True,
        help=_("办结后不算已解决，也不计入解决率和满意率。"),
    ),
)
