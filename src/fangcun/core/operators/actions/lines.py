"""What a contract promises, line by line."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Contract, PromisedLine
from fangcun.core.operators.states import CountedIn, Per
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.models import Room


class RoomNotInContract(Refusal):
    """A line promises a service in a room that the contract does not cover."""


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """How much of one service, where, when and at what price; no room: anywhere, at home too."""

    service: ServiceKind
    quantity: int
    per: Per
    counted_in: CountedIn = CountedIn.PERSON_TIMES
    room: Room | None = None
    weekday: int | None = None
    starts: time | None = None
    ends: time | None = None
    when: str = ""
    price_fen: int = 0
    note: str = ""

    @classmethod
    def of(cls, line: PromisedLine) -> "WrittenLine":
        """The same words again, for a contract that follows."""
        return cls(**{name: getattr(line, name) for name in cls.__slots__})

    def values(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


@transaction.atomic
def promise_line(
    *, contract: Contract, written: WrittenLine, by: str, now: datetime, is_demo: bool = False
) -> PromisedLine:
    """Add a promise to a contract; the same words twice are one promise."""
    Contract.objects.select_for_update().get(pk=contract.pk)
    _refuse_rooms_elsewhere(contract, written.room)
    same = PromisedLine.objects.filter(contract=contract, dropped_on=None, **written.values())
    if (found := same.first()) is not None:
        return found
    line = PromisedLine(contract=contract, is_demo=is_demo, **written.values())
    line._history_user, line._history_date = by, now  # type: ignore[attr-defined]
    line.save(force_insert=True)
    return line


@transaction.atomic
def correct_line(
    *, line: PromisedLine, revision: int, written: WrittenLine, by: str, now: datetime
) -> PromisedLine:
    """Correct a promise; ChangedMeanwhile if `revision` is not the newest."""
    _refuse_rooms_elsewhere(line.contract, written.room)
    return write_revision(row=line, revision=revision, values=written.values(), by=by, now=now)


@transaction.atomic
def drop_line(
    *, line: PromisedLine, revision: int, on: date, why: str, by: str, now: datetime
) -> PromisedLine:
    """A promise holds no more from a day on, by agreement; it stays on record."""
    values = {"dropped_on": on, "dropped_why": why}
    return write_revision(row=line, revision=revision, values=values, by=by, now=now)


def _refuse_rooms_elsewhere(contract: Contract, room: Room | None) -> None:
    if room is None:
        return
    covered = list(contract.rooms.all())
    is_inside = room in covered if covered else room.facility_id == contract.facility_id
    if not is_inside:
        raise RoomNotInContract(_("「{room}」不在这份合同的范围内，请改选房间。").format(room=room))
