"""Putting a line right: what was read from it, and one line that is two, or two that are one."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.people.models import Resident
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.queries import work_calendar
from fangcun.services.desk.actions.dispatching import AnotherCommunity
from fangcun.services.desk.actions.families import finish_parent
from fangcun.services.desk.actions.ledgered import refuse_if_promised
from fangcun.services.desk.actions.moved import back_at_desk, move_request, note
from fangcun.services.desk.actions.taking import WrittenLine, keep_line
from fangcun.services.desk.models import Category, ServiceRequest
from fangcun.services.desk.queries.log import pauses_of
from fangcun.services.desk.queries.rulebook import within_of
from fangcun.services.desk.rules.due import due_at
from fangcun.services.desk.rules.phones import plain_number
from fangcun.services.desk.states import OPEN_STATES, FollowUpKind, RequestState

FEWEST_PARTS = 2


class TooFewParts(Refusal):
    """One line is split into two or more."""


class NotIntoThis(Refusal):
    """A duplicate is merged into another request that is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedRequest:
    """What may be put right of a line; the line itself stays as it was typed."""

    channel: str
    category: Category | None
    service: ServiceKind | None
    wanted: str
    answers: dict[str, str]
    wished_on: date | None
    wished_half: str
    resident: Resident | None
    caller_name: str
    caller_phone: str
    place: str
    is_urgent: bool


@transaction.atomic
def correct_request(
    *,
    request: ServiceRequest,
    revision: int,
    values: CorrectedRequest,
    by: User,
    now: datetime,
) -> ServiceRequest:
    """Put right what was read; ChangedMeanwhile if `revision` is no longer the newest.

    Until it is answered, another category gives it another time, from when it was received.
    """
    standing = ServiceRequest.objects.select_for_update().get(pk=request.pk)
    written: dict[str, Any] = {field.name: getattr(values, field.name) for field in fields(values)}
    written["caller_phone"] = plain_number(values.caller_phone)
    written |= _due_anew(standing, values)
    return write_revision(row=request, revision=revision, values=written, by=signature(by), now=now)


@transaction.atomic
def split_request(
    *,
    request: ServiceRequest,
    revision: int,
    parts: Sequence[WrittenLine],
    by: User,
    now: datetime,
) -> list[ServiceRequest]:
    """One line asked for several things: each gets a line of its own, its time already running."""
    if len(parts) < FEWEST_PARTS:
        raise TooFewParts(_("请至少写成两条。"))
    if any(part.book.community_id != request.community_id for part in parts):
        raise AnotherCommunity(_("拆分的需求要登记在本社区的登记本上。"))
    refuse_if_promised(request)
    whole = move_request(
        request=request,
        to=RequestState.SPLIT,
        revision=revision,
        values=back_at_desk(request),
        by=by,
        now=now,
        is_to_be_decided=False,
    )
    children = [
        keep_line(
            written=replace(part, written_at=request.received_at), parent=whole, by=by, now=now
        )
        for part in parts
    ]
    words = _("拆成{count}条").format(count=len(children))
    note(request=whole, kind=FollowUpKind.SPLIT, words=words, by=by, now=now)
    return children


@transaction.atomic
def merge_requests(
    *, request: ServiceRequest, revision: int, into: ServiceRequest, by: User, now: datetime
) -> ServiceRequest:
    """The same need was written twice: this line follows the other one."""
    _lock_both(request, into)
    kept = ServiceRequest.objects.get(pk=into.pk)
    if kept.pk == request.pk or kept.state not in OPEN_STATES:
        raise NotIntoThis(_("只能并入另一条还没有办结的需求。"))
    if kept.community_id != request.community_id:
        raise AnotherCommunity(_("只能并入本社区的需求。"))
    refuse_if_promised(request)
    merged = move_request(
        request=request,
        to=RequestState.MERGED,
        revision=revision,
        values={**back_at_desk(request), "merged_into": kept},
        by=by,
        now=now,
        is_to_be_decided=False,
    )
    for row, words in ((merged, _("并入第{number}号")), (kept, _("第{number}号并入这一条"))):
        other = kept if row is merged else merged
        text = words.format(number=other.pk)
        note(request=row, kind=FollowUpKind.MERGE, words=text, by=by, now=now)
    finish_parent(child=merged, by=by, now=now)
    return merged


def _due_anew(standing: ServiceRequest, values: CorrectedRequest) -> dict[str, datetime]:
    before = within_of(category=standing.category, is_urgent=standing.is_urgent)
    after = within_of(category=values.category, is_urgent=values.is_urgent)
    if before == after or standing.answered_at is not None:
        return {}
    return {
        "due_at": due_at(
            opened_at=standing.opened_at,
            within=after,
            calendar=work_calendar(),
            pauses=pauses_of(standing),
        )
    }


def _lock_both(one: ServiceRequest, other: ServiceRequest) -> None:
    """In the order of their numbers, so that two who merge crosswise wait for each other."""
    rows = ServiceRequest.objects.select_for_update().filter(pk__in=[one.pk, other.pk])
    list(rows.order_by("pk").values_list("pk"))
