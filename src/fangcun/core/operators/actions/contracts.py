"""Contracts: signing, correcting, ending, and handing a facility to another operator.

Every action locks the facility first, so that two contracts cannot take the same room at once.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.operators.actions.lines import WrittenLine, promise_line
from fangcun.core.operators.models import Contract, Operator
from fangcun.core.operators.rules import Term, clash, last_day
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.models import Facility, Room


class RoomsTaken(Refusal):
    """Another operator runs one of the rooms on one of the days."""


class RoomElsewhere(Refusal):
    """A room of another facility."""


class NotRunning(Refusal):
    """The contract has ended, or has not begun."""


class SameOperator(Refusal):
    """The facility is to be handed to the operator that runs it."""


@dataclass(frozen=True, slots=True)
class NewContract:
    """What a contract says; no rooms: the whole facility."""

    operator: Operator
    facility: Facility
    starts_on: date
    ends_on: date
    rooms: tuple[Room, ...] = ()
    number: str = ""
    signed_on: date | None = None
    liaison: str = ""
    lines: tuple[WrittenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenContract:
    """What may be corrected of a contract; its operator and facility stay."""

    starts_on: date
    ends_on: date
    rooms: tuple[Room, ...] = ()
    number: str = ""
    signed_on: date | None = None
    liaison: str = ""


@transaction.atomic
def sign_contract(*, new: NewContract, by: str, now: datetime, is_demo: bool = False) -> Contract:
    """Let an operator run a facility, or rooms of it; RoomsTaken if another runs one of them."""
    return _open_contract(new=new, follows=None, by=by, now=now, is_demo=is_demo)


@transaction.atomic
def correct_contract(
    *, contract: Contract, revision: int, written: WrittenContract, by: str, now: datetime
) -> Contract:
    """Correct a contract; RoomsTaken as above, ChangedMeanwhile if `revision` is not the newest."""
    _lock(contract.facility)
    _refuse_clash(contract.facility, written, but=contract)
    values = {
        "starts_on": written.starts_on,
        "ends_on": written.ends_on,
        "number": written.number,
        "signed_on": written.signed_on,
        "liaison": written.liaison,
        "rooms_named": _named(written.rooms),
    }
    changed = write_revision(row=contract, revision=revision, values=values, by=by, now=now)
    changed.rooms.set(written.rooms)
    return changed


@transaction.atomic
def end_contract(
    *, contract: Contract, revision: int, reason: str, by: str, now: datetime
) -> Contract:
    """End a contract this minute: its operator's people get in no more. Nothing is deleted."""
    _lock(contract.facility)
    current = Contract.objects.get(pk=contract.pk)
    today = timezone.localdate(now)
    if current.ended_at is not None or not current.starts_on <= today <= current.ends_on:
        raise NotRunning(_("这份合同现在没有在执行，不能终止。"))
    values = {"ended_at": now, "end_reason": reason}
    return write_revision(row=contract, revision=revision, values=values, by=by, now=now)


@transaction.atomic
def change_operator(
    *,
    contract: Contract,
    revision: int,
    new: NewContract,
    reason: str,
    by: str,
    now: datetime,
) -> Contract:
    """Hand a facility to another operator this minute; returns the new contract.

    The old contract ends now, and with it the access of the old operator's people; the new one
    begins today. Rooms, hours, visitors, records and open promises stay with the community.
    """
    if new.operator == contract.operator:
        raise SameOperator(_("新机构与原机构相同。如果是续约，请新签一份合同。"))
    old = end_contract(contract=contract, revision=revision, reason=reason, by=by, now=now)
    starting = replace(new, facility=old.facility, starts_on=timezone.localdate(now))
    return _open_contract(new=starting, follows=old, by=by, now=now, is_demo=old.is_demo)


def _open_contract(
    *, new: NewContract, follows: Contract | None, by: str, now: datetime, is_demo: bool
) -> Contract:
    _lock(new.facility)
    _refuse_clash(new.facility, new)
    contract = Contract(
        operator=new.operator,
        facility=new.facility,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        number=new.number,
        signed_on=new.signed_on,
        liaison=new.liaison,
        rooms_named=_named(new.rooms),
        follows=follows,
        is_demo=is_demo,
    )
    contract._history_user, contract._history_date = by, now  # type: ignore[attr-defined]
    contract.save(force_insert=True)
    contract.rooms.set(new.rooms)
    for line in new.lines:
        promise_line(contract=contract, written=line, by=by, now=now, is_demo=is_demo)
    return contract


def _lock(facility: Facility) -> None:
    Facility.objects.select_for_update().get(pk=facility.pk)


def _refuse_clash(
    facility: Facility, wanted: NewContract | WrittenContract, *, but: Contract | None = None
) -> None:
    """No room is run by two at once, and none of another facility."""
    if any(room.facility_id != facility.pk for room in wanted.rooms):
        raise RoomElsewhere(_("有房间不属于这处设施，请重新选择。"))
    term = Term(wanted.starts_on, wanted.ends_on, frozenset(room.pk for room in wanted.rooms))
    others = Contract.objects.filter(facility=facility)
    if but is not None:
        others = others.exclude(pk=but.pk)
    for other in others.select_related("operator").prefetch_related("rooms"):
        if clash(term, _term_of(other)):
            raise RoomsTaken(
                _(
                    "「{operator}」在{first}至{last}运营同样的房间，请先终止那份合同，或改选房间和日期。"
                ).format(operator=other.operator, first=other.starts_on, last=other.ends_on)
            )


def _term_of(contract: Contract) -> Term:
    ended_at = contract.ended_at and timezone.localtime(contract.ended_at)
    return Term(
        contract.starts_on,
        last_day(ends_on=contract.ends_on, ended_at=ended_at),
        frozenset(room.pk for room in contract.rooms.all()),
    )


def _named(rooms: tuple[Room, ...]) -> str:
    return "、".join(sorted(room.name for room in rooms))
