"""Promises: made, handed on, and settled exactly once."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.core.people.models import Resident
from fangcun.core.places.actions.begun import begin
from fangcun.core.places.models import Community, Facility
from fangcun.ledger.actions.deadlines import refuse_if_late
from fangcun.ledger.actions.records import Delivered, record_service
from fangcun.ledger.actions.settling import (
    WITH_A_PLACE,
    end_unmet,
    refuse,
    settle,
    write_if,
)
from fangcun.ledger.actions.written import written_once
from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.queries.contracts import facility_run_by
from fangcun.ledger.states import CommitmentState, WhyNot


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

    `Delivered.as_promised(commitment, ...)` fills in what the promise says. Whoever comes while a
    place is held for him has said yes.
    """
    _has_place_or_refuse(commitment)
    record = record_service(delivered=delivered, by=by, now=now)
    ending = {"state": CommitmentState.KEPT, "record": record, "settled_why": ""}
    settle(commitment, ending, by, now, among=WITH_A_PLACE)
    return record


@transaction.atomic
def give_up(
    *, commitment: Commitment, why: WhyNot, note: str, by: User, now: datetime
) -> UnmetNeed:
    """The promise cannot be kept: the reason is written as an unmet need."""
    return end_unmet(
        commitment=commitment, state=CommitmentState.GIVEN_UP, why=why, note=note, by=by, now=now
    )


@transaction.atomic
def cancel(*, commitment: Commitment, note: str, by: User, now: datetime) -> UnmetNeed:
    """The resident does not want it any more, or waits no longer; that is written down too.

    A place of an offer he gives back by himself until its deadline; later the desk does, and says
    why.
    """
    _in_time_or_refuse(commitment, note, by, now)
    return end_unmet(
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
    handed_on = {"operator": operator, "facility": facility}
    write_if(commitment, handed_on, by, now, among={CommitmentState.OPEN})
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
    begin(made, by=signature(by), now=now)
    return made


def _has_place_or_refuse(commitment: Commitment) -> None:
    """Say no early; whoever is overtaken after this is refused by `settle`."""
    with_place = Commitment.objects.filter(pk=commitment.pk, state__in=sorted(WITH_A_PLACE))
    if not with_place.exists():
        refuse(commitment)


def _in_time_or_refuse(commitment: Commitment, note: str, by: User, now: datetime) -> None:
    if commitment.offer is not None and commitment.state == CommitmentState.OPEN:
        refuse_if_late(commitment.offer, note=note, by=by, now=now)
