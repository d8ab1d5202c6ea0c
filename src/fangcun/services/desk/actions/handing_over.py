"""The end of a shift: what one steward leaves to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.places.models import Community
from fangcun.services.desk.actions.dispatching import AnotherCommunity
from fangcun.services.desk.actions.moved import change_request, note, owned_by
from fangcun.services.desk.models import HandOver, HandOverLine, ServiceRequest
from fangcun.services.desk.states import OPEN_STATES, FollowUpKind

LONGEST_NOTE = 200


class NotYetAccepted(Refusal):
    """The last hand-over is still open: a desk hands over once at a time."""


class AcceptedBefore(Refusal):
    """A hand-over is accepted once."""


class OwnHandOver(Refusal):
    """Nobody takes over from himself."""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """One request that the next shift must know of, and what to say of it."""

    request: ServiceRequest
    note: str = ""


@transaction.atomic
def hand_over(
    *,
    community: Community,
    note: str,
    lines: Sequence[LeftOver],
    by: User,
    now: datetime,
) -> HandOver:
    """Leave the desk to the next shift; it counts when somebody else accepts it."""
    if any(line.request.community_id != community.pk for line in lines):
        raise AnotherCommunity(_("只能交接本社区的需求。"))
    try:
        with transaction.atomic():
            given = HandOver.objects.create(
                community=community, given_by=by, given_at=now, note=note.strip()
            )
    except IntegrityError as error:
        raise NotYetAccepted(_("上一次交接还没有人接班，请先由接班人确认。")) from error
    rows = (
        HandOverLine(
            hand_over=given,
            request=line.request,
            state=line.request.state,
            note=line.note.strip()[:LONGEST_NOTE],
        )
        for line in {line.request.pk: line for line in lines}.values()
    )
    HandOverLine.objects.bulk_create(rows)
    return given


@transaction.atomic
def accept_hand_over(*, hand_over: HandOver, by: User, now: datetime) -> HandOver:
    """Take over the desk: what was the other's own among the lines is now mine."""
    if hand_over.given_by_id == by.pk:
        raise OwnHandOver(_("交接要由另一位同事确认接班。"))
    waiting = HandOver.objects.filter(pk=hand_over.pk, accepted_at__isnull=True).exclude(
        given_by=by
    )
    if not waiting.update(accepted_by=by, accepted_at=now):
        taken = HandOver.objects.select_related("accepted_by").get(pk=hand_over.pk)
        raise AcceptedBefore(_("{who}已经接班。").format(who=taken.accepted_by))
    hand_over.refresh_from_db()
    for line in hand_over.lines.select_related("request__community", "request__book"):
        _taken_over(line, hand_over, by, now)
    return hand_over


def _taken_over(line: HandOverLine, given: HandOver, by: User, now: datetime) -> None:
    request = line.request
    if request.state in OPEN_STATES and request.owner_person_id == given.given_by_id:
        change_request(
            request=request,
            values=owned_by(by),
            by=by,
            now=now,
            owner_person=given.given_by,
        )
    words = _("由{giver}交给{taker}").format(giver=given.given_by, taker=by)
    text = f"{words}。{line.note}" if line.note else words
    note(request=request, kind=FollowUpKind.HAND_OVER, words=text, by=by, now=now)
