"""Deliveries: written down, and taken back by a row that says why."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Community, Facility, Room
from fangcun.ledger.actions.reversed import reverse
from fangcun.ledger.actions.written import written_once
from fangcun.ledger.models import Commitment, ServiceRecord
from fangcun.ledger.states import CountMethod


class NotYet(Refusal):
    """A service is written down once it has been given."""


class RoomElsewhere(Refusal):
    """The room is not in the facility named."""


class NobodysCommunity(Refusal):
    """Neither person nor place says which community this is counted for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One service as it was given: to one person, or to one counted crowd."""

    service: ServiceKind
    served_on: date
    resident: Resident | None = None  # None: a person without a name, or a crowd
    community: Community | None = None  # None: the person's, else the facility's
    facility: Facility | None = None
    room: Room | None = None
    operator: Operator | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    units: int = 1
    price_fen: int = 0  # in all, the subsidy included
    subsidy_fen: int = 0
    person_times: int = 1
    counted_by: CountMethod = CountMethod.PERSON
    session: str = ""  # rows of one class, market or meal share it: `activities:31`
    source: str = ""  # the row it comes from: `desk:12`
    note: str = ""  # no names: the row can never be changed
    written_key: UUID | None = None  # the same key twice writes once

    @classmethod
    def as_promised(cls, commitment: Commitment, **given: Any) -> "Delivered":
        """What the promise says, with what was really `given`: at least `served_on`."""
        promised = {
            "service": commitment.service,
            "resident": commitment.resident,
            "community": commitment.community,
            "facility": commitment.facility,
            "operator": commitment.operator,
            "units": commitment.units,
            "price_fen": commitment.price_fen,
            "source": commitment.source,
        }
        return cls(**{**promised, **given})


@transaction.atomic
def record_service(*, delivered: Delivered, by: User, now: datetime) -> ServiceRecord:
    """Write down one service that was given."""
    if delivered.served_on > timezone.localdate(now):
        raise NotYet(_("服务日期在今天之后。请在服务完成后登记；还没有提供的服务请登记为约定。"))
    place = _place_of(delivered)
    return written_once(
        table=ServiceRecord,
        key=delivered.written_key,
        write=lambda: _write(place, by, now),
    )


@transaction.atomic
def record_crowd(
    *,
    delivered: Delivered,
    person_times: int,
    counted_by: CountMethod,
    by: User,
    now: datetime,
) -> ServiceRecord:
    """Write down one counted crowd: so many came, counted in this way."""
    crowd = replace(delivered, resident=None, person_times=person_times, counted_by=counted_by)
    return record_service(delivered=crowd, by=by, now=now)


@transaction.atomic
def reverse_record(*, record: ServiceRecord, reason: str, by: User, now: datetime) -> ServiceRecord:
    """Take back a record that was wrong, and say why; no figure counts either row any more.

    A promise that the record had kept stays settled, for it was settled by somebody at that
    moment. What is true instead is written next: the record as it should be, or an unmet need.
    """
    return reverse(row=record, reason=reason, by=by, now=now)


def _place_of(delivered: Delivered) -> Delivered:
    """With the facility that the room is in, and the community that this is counted for."""
    facility = delivered.facility or (delivered.room.facility if delivered.room else None)
    if delivered.room and facility and delivered.room.facility_id != facility.pk:
        raise RoomElsewhere(
            _("{room}不在{facility}，请重新选择房间。").format(
                room=delivered.room, facility=facility
            )
        )
    community = delivered.community
    if community is None:
        whose = delivered.resident or facility
        community = whose.community if whose else None
    if community is None:
        raise NobodysCommunity(_("请选择居民、设施或社区，否则不知道计入哪个社区。"))
    return replace(delivered, facility=facility, community=community)


def _write(delivered: Delivered, by: User, now: datetime) -> ServiceRecord:
    assert delivered.community is not None  # noqa: S101  # `_place_of` has found it
    return ServiceRecord.objects.create(
        service=delivered.service,
        resident=delivered.resident,
        person_times=delivered.person_times,
        counted_by=delivered.counted_by,
        community=delivered.community,
        facility=delivered.facility,
        room=delivered.room,
        operator=delivered.operator,
        served_on=delivered.served_on,
        starts_at=delivered.starts_at,
        ends_at=delivered.ends_at,
        units=delivered.units,
        price_fen=delivered.price_fen,
        subsidy_fen=delivered.subsidy_fen,
        session=delivered.session,
        source=delivered.source,
        written_key=delivered.written_key,
        note=delivered.note.strip(),
        recorded_by=by,
        recorded_at=now,
    )
