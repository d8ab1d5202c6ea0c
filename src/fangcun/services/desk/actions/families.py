"""A request that was split is done when the last of its parts has ended."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.core.accounts.models import User
from fangcun.services.desk.actions.moved import answered, move_request, note
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.states import OPEN_STATES, FollowUpKind, RequestState

NOT_ENDED = (*OPEN_STATES, RequestState.SPLIT)


@transaction.atomic
def finish_parent(*, child: ServiceRequest, by: User, now: datetime) -> None:
    """Look at the whole when one part has ended.

    The parent is locked first: of two last parts that end at once, the second sees the first.
    """
    if child.parent_id is None:
        return
    parent = ServiceRequest.objects.select_for_update().get(pk=child.parent_id)
    has_open_parts = parent.children.filter(state__in=NOT_ENDED).exists()
    if parent.state != RequestState.SPLIT or has_open_parts:
        return
    values = {"done_at": now, **answered(parent, now)}
    done = move_request(request=parent, to=RequestState.DONE, values=values, by=by, now=now)
    words = _("拆分的需求都已办结")
    note(request=done, kind=FollowUpKind.DONE, words=words, by=by, now=now)
