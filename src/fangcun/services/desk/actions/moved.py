"""How a request moves: one guarded statement, one version in its history, one line in its log."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.accounts.models import User
from fangcun.core.operators.models import Operator
from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.core.places.models import Community
from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.queries.doers import facility_of
from fangcun.services.desk.states import (
    NEXT_STATES,
    OPEN_STATES,
    FollowUpKind,
    RequestState,
)

Owner = Community | Operator | User

NOT_WAITING = {"waiting_since": None, "waits_from": ""}


class NotNow(Refusal):
    """A request cannot go from where it stands to where somebody wants it."""


class NoContract(Refusal):
    """The operator has no contract today: it could not even see the request."""


class ToBeDecided(Refusal):
    """It was returned twice: the person on duty says whose it is before anything else."""


def move_request(
    *,
    request: ServiceRequest,
    to: RequestState,
    revision: int | None = None,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    **still: Any,
) -> ServiceRequest:
    """Take a request to a state that may follow, if it is `still` as it was.

    The check is inside the UPDATE: of two who move it at once, one does and one is told.
    """
    standing = {"state__in": [state for state, next_ in NEXT_STATES.items() if to in next_]}
    values = {**NOT_WAITING, **values, "state": to}
    return _write(
        request=request,
        revision=revision,
        values=values,
        by=by,
        now=now,
        still={**standing, **still},
    )


def change_request(
    *,
    request: ServiceRequest,
    revision: int | None = None,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    **still: Any,
) -> ServiceRequest:
    """Change a request that is open, wherever it stands."""
    return _write(
        request=request,
        revision=revision,
        values=values,
        by=by,
        now=now,
        still={"state__in": [*OPEN_STATES], **still},
    )


def note(
    *, request: ServiceRequest, kind: FollowUpKind, by: User, now: datetime, **more: Any
) -> FollowUp:
    """One line of the follow-up log."""
    return FollowUp.objects.create(request=request, kind=kind, by=by, at=now, **more)


def owned_by(owner: Owner) -> dict[str, Any]:
    """The three columns of which exactly one is filled."""
    return {
        "owner_desk": owner if isinstance(owner, Community) else None,
        "owner_operator": owner if isinstance(owner, Operator) else None,
        "owner_person": owner if isinstance(owner, User) else None,
    }


def back_at_desk(request: ServiceRequest) -> dict[str, Any]:
    """Nobody else does it any more."""
    return {
        **owned_by(request.community),
        "doer": None,
        "facility": request.book.facility,
        "accepted_at": None,
    }


def done_by(*, operator: Operator, request: ServiceRequest, now: datetime) -> dict[str, Any]:
    """An operator owns it and does it, from a facility where its contract runs."""
    facility = facility_of(
        operator=operator, community=request.community, on=timezone.localdate(now)
    )
    if facility is None:
        raise NoContract(_("{operator}目前没有有效合同，请另选机构。").format(operator=operator))
    return {
        **owned_by(operator),
        "doer": operator,
        "facility": facility,
        "accepted_at": None,
    }


def answered(request: ServiceRequest, now: datetime) -> dict[str, Any]:
    """What the first answer to the resident writes; later ones write nothing."""
    if request.answered_at is not None:
        return {}
    clock = request.waiting_since or now  # while the resident is awaited, it stands still
    return {"answered_at": now, "was_in_time": clock <= request.due_at}


def end_of(day: date) -> datetime:
    """The last minute of a day that was promised."""
    midnight = datetime.combine(day, time(), timezone.get_default_timezone())
    return midnight + timedelta(days=1) - timedelta(minutes=1)


def source_of(request: ServiceRequest) -> str:
    """How the ledger names the request."""
    return f"desk:{request.pk}"


def _write(
    *,
    request: ServiceRequest,
    revision: int | None,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    still: Mapping[str, Any],
) -> ServiceRequest:
    rows = ServiceRequest.objects.filter(pk=request.pk, **still)
    if revision is not None:
        rows = rows.filter(revision=revision)
    if not rows.update(**values, revision=F("revision") + 1):
        _refuse(request, revision, still)
    written = ServiceRequest.objects.select_related("book", "community").get(pk=request.pk)
    history: Any = ServiceRequest.history
    history.bulk_history_create(
        [written], update=True, default_user=signature(by), default_date=now
    )
    return written


def _refuse(request: ServiceRequest, revision: int | None, still: Mapping[str, Any]) -> None:
    current = ServiceRequest.objects.get(pk=request.pk)
    if revision is not None and current.revision != revision:
        raise ChangedMeanwhile(_("您打开后，别人已修改过这条记录。请核对后再保存。"))
    if current.is_to_be_decided and still.get("is_to_be_decided") is False:
        raise ToBeDecided(_("这条需求已退回两次，要由值班负责人先裁定归谁办理。"))
    raise NotNow(
        _("需求单现在是「{state}」，不能这样操作。请刷新页面查看最新情况。").format(
            state=current.standing_label
        )
    )
