"""Offers: opened, changed, stopped, opened again."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
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
from fangcun.core.people.models import Group
from fangcun.core.places.actions.begun import begin
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.models import Community, Facility, Room
from fangcun.ledger.actions.changed import (
    bookable_or_refuse,
    locked_promises,
    promised,
    write_offer,
)
from fangcun.ledger.actions.interests import wake
from fangcun.ledger.actions.moving_up import free
from fangcun.ledger.actions.records import RoomElsewhere
from fangcun.ledger.actions.seats import count_claims_again, lock_offer
from fangcun.ledger.actions.told import tell_of_change
from fangcun.ledger.actions.versions import keep_versions
from fangcun.ledger.actions.written import written_once
from fangcun.ledger.models import Commitment, Offer
from fangcun.ledger.states import STANDING, OfferState


class WrongTimes(Refusal):
    """The times of an offer do not follow one another."""


class WrongNumbers(Refusal):
    """The numbers of an offer make no sense together."""


class BelowTaken(Refusal):
    """What people were promised is not taken from them by a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffer:
    """So many units of a service in a window of time, for whom, until when."""

    service: ServiceKind
    community: Community
    starts_at: datetime
    ends_at: datetime
    books_from: datetime
    books_until: datetime
    cancel_until: datetime
    title: str = ""
    facility: Facility | None = None
    room: Room | None = None
    operator: Operator | None = None
    source: str = ""  # the row of the trade that it belongs to
    capacity: int | None = None  # None: as many as come
    price_fen: int = 0
    most_per_person: int | None = None
    most_per_household: int | None = None
    least_units: int | None = None
    decide_at: datetime | None = None
    has_waiting_list: bool = False
    accept_minutes: int = 0  # 0: whoever moves up has the place at once
    communities: tuple[Community, ...] = ()  # none: for residents of every community
    least_age: int | None = None
    most_age: int | None = None
    benefit: str = ""
    group: Group | None = None
    is_demo: bool = False
    written_key: UUID | None = None  # the same key twice opens one offer


CHANGEABLE = frozenset(field.name for field in fields(NewOffer)) - {
    *("service", "community", "facility", "operator", "source", "is_demo", "written_key")
}
"""What may be changed of an offer that people have booked."""


@transaction.atomic
def open_offer(*, offer: NewOffer, by: User, now: datetime) -> Offer:
    """Publish an offer, and tell those who have been waiting for one."""
    return written_once(table=Offer, key=offer.written_key, write=lambda: _open(offer, by, now))


@transaction.atomic
def change_offer(
    *, offer: Offer, revision: int, changes: Mapping[str, Any], by: User, now: datetime
) -> Offer:
    """Correct an offer, if nobody else has meanwhile; never below what is taken.

    More places go to those who wait. Whoever has a place is told when the time or room changes.
    """
    if strange := set(changes) - CHANGEABLE:
        raise KeyError(f"not changeable: {sorted(strange)}")
    before = lock_offer(offer.pk)
    bookable_or_refuse(before)
    columns = {name: value for name, value in changes.items() if name != "communities"}
    _check({name: columns.get(name, getattr(before, name)) for name in COLUMNS_CHECKED})
    _leave_what_is_taken(before, columns)
    after = write_revision(row=before, revision=revision, values=columns, by=signature(by), now=now)
    if "communities" in changes:
        after.communities.set(changes["communities"])
    _follow(before, after, by, now)
    return after


@transaction.atomic
def stop_offer(*, offer: Offer, by: User, now: datetime) -> Offer:
    """No more bookings; what was promised stays promised."""
    return _turn(offer, OfferState.STOPPED, by, now)


@transaction.atomic
def reopen_offer(*, offer: Offer, by: User, now: datetime) -> Offer:
    """Bookings again; whoever waited and fits moves up first."""
    opened = _turn(offer, OfferState.OPEN, by, now)
    free(opened, units=0, by=by, now=now)
    return opened


COLUMNS_CHECKED = (
    *("starts_at", "ends_at", "books_from", "books_until"),
    *("capacity", "least_units", "decide_at", "least_age", "most_age"),
    *("most_per_person", "most_per_household"),
)


def _open(offer: NewOffer, by: User, now: datetime) -> Offer:
    columns = {
        field.name: getattr(offer, field.name)
        for field in fields(NewOffer)
        if field.name != "communities"
    }
    _check(columns)
    if offer.room and offer.facility and offer.room.facility_id != offer.facility.pk:
        raise RoomElsewhere(
            _("{room}不在{facility}，请重新选择房间。").format(
                room=offer.room, facility=offer.facility
            )
        )
    made = Offer(**columns, opened_by=by, opened_at=now)
    begin(made, by=signature(by), now=now)
    if offer.communities:
        made.communities.set(offer.communities)
    wake(offer=made, now=now)
    return made


def _check(given: Mapping[str, Any]) -> None:
    """What the database would refuse, in words."""
    if not given["starts_at"] <= given["ends_at"]:
        raise WrongTimes(_("结束时间不能早于开始时间。"))
    if not given["books_from"] <= given["books_until"] <= given["ends_at"]:
        raise WrongTimes(_("预订要先开始后截止，截止不晚于结束时间。"))
    if (given["least_units"] is None) != (given["decide_at"] is None):
        raise WrongTimes(_("成行最少人数和判定时间要一起填写。"))
    if given["decide_at"] is not None and given["decide_at"] > given["starts_at"]:
        raise WrongTimes(_("判定时间不能晚于开始时间，否则来不及告诉大家。"))
    numbers = ("least_units", "most_per_person", "most_per_household")
    if any(given[name] == 0 for name in numbers):
        raise WrongNumbers(_("限量和最少人数至少为1；不限请留空。"))
    least, most = given["least_age"], given["most_age"]
    if least is not None and most is not None and most < least:
        raise WrongNumbers(_("最大年龄不能小于最小年龄。"))
    capacity, least_units = given["capacity"], given["least_units"]
    if capacity is not None and least_units is not None and least_units > capacity:
        raise WrongNumbers(_("成行最少人数不能多于总量。"))


def _leave_what_is_taken(before: Offer, changes: Mapping[str, Any]) -> None:
    capacity = changes.get("capacity", before.capacity)
    if capacity is not None and capacity < before.taken:
        raise BelowTaken(
            _("已订出{taken}，总量不能少于这个数。需要减少请先与居民商量取消。").format(
                taken=before.taken
            )
        )


def _follow(before: Offer, after: Offer, by: User, now: datetime) -> None:
    """What a change means for those who have a place, and for those who wait."""
    if after.has_caps and not before.has_caps:
        count_claims_again(after)
    when_and_where = ("starts_at", "ends_at", "room_id")
    if any(getattr(before, name) != getattr(after, name) for name in when_and_where):
        _move_days(before, after, by, now)
        tell_of_change(promised(after, waiting=True), after, now)
    free(after, units=0, by=by, now=now)


def _move_days(before: Offer, after: Offer, by: User, now: datetime) -> None:
    old, new = (timezone.localdate(one.starts_at) for one in (before, after))
    if old == new:
        return
    rows = list(locked_promises(after, STANDING).filter(due_on=old))
    Commitment.objects.filter(pk__in=[one.pk for one in rows]).update(
        due_on=new, revision=F("revision") + 1
    )
    for one in rows:
        one.due_on, one.revision = new, one.revision + 1
    keep_versions(rows, by, now)


def _turn(offer: Offer, state: OfferState, by: User, now: datetime) -> Offer:
    """Stop or open again; what is so already stays so."""
    locked = lock_offer(offer.pk)
    bookable_or_refuse(locked)
    if locked.state != state:
        write_offer(locked, {"state": state}, by, now)
    return locked
