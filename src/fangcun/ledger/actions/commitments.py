"""Promises: made, handed on, and settled exactly once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community, Facility
from fangcun.ledger.actions.records import Delivered, record_service
from fangcun.ledger.actions.unmet import NewNeed, record_unmet
from fangcun.ledger.actions.written import written_once
from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.queries.contracts import facility_run_by
from fangcun.ledger.states import CommitmentState, WhyNot


class AlreadySettled(Refusal):
    """Somebody has settled the promise before; the sentence says who and when."""


class NobodyPromised(Refusal):
    """A promise is made to somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCommitment:
    """What is promised, to whom, by whom, until when."""

    service: ServiceKind
    community: Community
    due_on: date
    resident: Resident | None = None
    promised_to: str = ""  # where no resident is on record
    operator: Operator | None = None  # None: the community itself
    facility: Facility | None = None  # None: the one that the operator runs in the community
    units: int = 1
    price_fen: int = 0
    source: str = ""  # the row that asked for it, as `room:number`
    note: str = ""
    written_key: UUID | None = None  # the same key twice writes once


@transaction.atomic
def commit(*, promise: NewCommitment, by: User, now: datetime) -> Commitment:
    """Promise a service to somebody until a day."""
    if promise.resident is None and not promise.promised_to.strip():
        raise NobodyPromised(_("请选择居民，或写明约定对象。"))
    return written_once(
        table=Commitment, key=promise.written_key, write=lambda: _commit(promise, by, now)
    )


@transaction.atomic
def keep(*, commitment: Commitment, delivered: Delivered, by: User, now: datetime) -> ServiceRecord:
    """The promise is kept: what was given becomes its service record.

    `Delivered.as_promised(commitment, ...)` fills in what the promise says.
    """
    _still_open_or_refuse(commitment)
    record = record_service(delivered=delivered, by=by, now=now)
    ending = {"state": CommitmentState.KEPT, "record": record, "settled_why": ""}
    _settle(commitment, ending, by, now)
    return record


@transaction.atomic
def give_up(
    *, commitment: Commitment, why: WhyNot, note: str, by: User, now: datetime
) -> UnmetNeed:
    """The promise cannot be kept: the reason is written as an unmet need."""
    return _end_unmet(
        commitment=commitment, state=CommitmentState.GIVEN_UP, why=why, note=note, by=by, now=now
    )


@transaction.atomic
def cancel(*, commitment: Commitment, note: str, by: User, now: datetime) -> UnmetNeed:
    """The resident does not want it any more; not served is written down all the same."""
    return _end_unmet(
        commitment=commitment,
        state=CommitmentState.CANCELLED,
        why=WhyNot.RESIDENT_DECLINED,
        note=note,
        by=by,
        now=now,
    )


@transaction.atomic
def reassign(
    *, commitment: Commitment, operator: Operator | None, by: User, now: datetime
) -> Commitment:
    """Hand an open promise to another operator, or to the community itself (None)."""
    facility = (
        facility_run_by(
            operator=operator, community=commitment.community, on=timezone.localdate(now)
        )
        if operator
        else None
    )
    _write_if_open(commitment, {"operator": operator, "facility": facility}, by, now)
    return commitment


def _commit(promise: NewCommitment, by: User, now: datetime) -> Commitment:
    facility = promise.facility
    if facility is None and promise.operator is not None:
        facility = facility_run_by(
            operator=promise.operator, community=promise.community, on=timezone.localdate(now)
        )
    made = Commitment(
        service=promise.service,
        community=promise.community,
        due_on=promise.due_on,
        resident=promise.resident,
        promised_to=promise.promised_to.strip(),
        operator=promise.operator,
        facility=facility,
        units=promise.units,
        price_fen=promise.price_fen,
        source=promise.source,
        note=promise.note.strip(),
        written_key=promise.written_key,
        made_at=now,
        made_by=by,
    )
    Commitment.objects.bulk_create([made])  # no signal: the version below says who made it
    _keep_version(made, by, now, is_new=True)
    return made


def _end_unmet(
    *,
    commitment: Commitment,
    state: CommitmentState,
    why: WhyNot,
    note: str,
    by: User,
    now: datetime,
) -> UnmetNeed:
    _still_open_or_refuse(commitment)
    need = NewNeed(
        why=why,
        community=commitment.community,
        service=commitment.service,
        resident=commitment.resident,
        people=1 if commitment.resident_id else commitment.units,
        facility=commitment.facility,
        operator=commitment.operator,
        wished_on=commitment.due_on,
        note=note,
        source=commitment.source,
    )
    unmet = record_unmet(need=need, by=by, now=now)
    _settle(commitment, {"state": state, "unmet_need": unmet, "settled_why": note}, by, now)
    return unmet


def _settle(commitment: Commitment, ending: Mapping[str, Any], by: User, now: datetime) -> None:
    _write_if_open(commitment, {**ending, "settled_at": now, "settled_by": by}, by, now)


def _write_if_open(
    commitment: Commitment, values: Mapping[str, Any], by: User, now: datetime
) -> None:
    """Check and change in one statement: of two who settle at once, the second is refused.

    A refusal takes back, with the transaction, the row that was to say how it ended.
    """
    still_open = Commitment.objects.filter(pk=commitment.pk, state=CommitmentState.OPEN)
    if not still_open.update(**values, revision=F("revision") + 1):
        _refuse(commitment)
    commitment.refresh_from_db()
    _keep_version(commitment, by, now)


def _still_open_or_refuse(commitment: Commitment) -> None:
    """Say no early; whoever is overtaken after this is refused by `_write_if_open`."""
    if not Commitment.objects.filter(pk=commitment.pk, state=CommitmentState.OPEN).exists():
        _refuse(commitment)


def _refuse(commitment: Commitment) -> None:
    settled = Commitment.objects.select_related("settled_by").get(pk=commitment.pk)
    assert settled.settled_at is not None  # noqa: S101  # the database holds it
    raise AlreadySettled(
        _("{who}已于{when}办结这项约定（{state}），不能再次办结。请刷新页面查看结果。").format(
            who=settled.settled_by,
            when=f"{timezone.localtime(settled.settled_at):%Y-%m-%d %H:%M}",
            state=settled.get_state_display(),
        )
    )


def _keep_version(commitment: Commitment, by: User, now: datetime, *, is_new: bool = False) -> None:
    history: Any = Commitment.history
    history.bulk_history_create(
        [commitment], update=not is_new, default_user=signature(by), default_date=now
    )
