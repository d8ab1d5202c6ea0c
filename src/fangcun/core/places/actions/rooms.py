"""Rooms, and what stands on their doors."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from fangcun.base.errors import Refusal
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.models import Facility, Room, RoomException, RoomHours
from fangcun.core.places.queries.hours import posted_lines
from fangcun.core.places.states import OnHolidays, OnWorkedWeekends, RoomKind

DOOR_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another
DOOR_LENGTH = 8


class NameTaken(Refusal):
    """The facility has a room of this name."""


class HoursOverlap(Refusal):
    """Two spans of one kind of day overlap, or one does not end after it starts."""


@dataclass(frozen=True, slots=True)
class WrittenRoom:
    """What may be said of a room."""

    name: str
    kind: RoomKind
    floor: int = 1
    floor_area_m2: float | None = None
    capacity: int | None = None
    equipment: str = ""
    is_step_free: bool = False
    has_accessible_toilet: bool = False
    has_hearing_aid_loop: bool = False


@dataclass(frozen=True, slots=True)
class PostedSpan:
    """One span in which a room is open on one kind of day (`DayKind`); 00:00 is midnight."""

    day_kind: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class WrittenHours:
    """What is to stand on the door."""

    spans: Sequence[PostedSpan]
    on_holidays: OnHolidays = OnHolidays.CLOSED
    on_worked_weekends: OnWorkedWeekends = OnWorkedWeekends.AS_WORKDAY


@dataclass(frozen=True, slots=True)
class WrittenException:
    """Days on which a room is closed (no hours) or open at other hours, and why."""

    starts_on: date
    ends_on: date
    why: str
    opens: time | None = None
    closes: time | None = None


@transaction.atomic
def open_room(
    *, facility: Facility, written: WrittenRoom, by: str, now: datetime, is_demo: bool = False
) -> Room:
    """Add a room to a facility, with a door code of its own; NameTaken if there is one so named."""
    room = Room(facility=facility, door_code=_new_door_code(), is_demo=is_demo, **asdict(written))
    room._history_user, room._history_date = by, now  # type: ignore[attr-defined]
    with _refusing_taken_names(written.name), transaction.atomic():
        room.save(force_insert=True)
    return room


@transaction.atomic
def change_room(*, room: Room, revision: int, written: WrittenRoom, by: str, now: datetime) -> Room:
    """Correct what is said of a room; ChangedMeanwhile if `revision` is not the newest."""
    with _refusing_taken_names(written.name), transaction.atomic():
        return write_revision(row=room, revision=revision, values=asdict(written), by=by, now=now)


@transaction.atomic
def close_room(*, room: Room, revision: int, on: date, by: str, now: datetime) -> Room:
    """Give a room up from a day on; its rows stay, and its door code says that it is closed."""
    return write_revision(row=room, revision=revision, values={"closed_on": on}, by=by, now=now)


@transaction.atomic
def reopen_room(*, room: Room, revision: int, by: str, now: datetime) -> Room:
    """Use a room again that was given up."""
    return write_revision(row=room, revision=revision, values={"closed_on": None}, by=by, now=now)


@transaction.atomic
def set_hours(*, room: Room, revision: int, written: WrittenHours, by: str, now: datetime) -> Room:
    """Post the hours of a room anew; HoursOverlap where two spans of a day do."""
    _refuse_overlaps(written.spans)
    policy = {
        "on_holidays": written.on_holidays,
        "on_worked_weekends": written.on_worked_weekends,
    }
    Room.objects.select_for_update().get(pk=room.pk)
    RoomHours.objects.filter(room=room).delete()
    RoomHours.objects.bulk_create(
        RoomHours(room=room, day_kind=span.day_kind, opens=span.opens, closes=span.closes)
        for span in written.spans
    )
    values = {**policy, "posted_hours": _in_words(room, written)}
    return write_revision(row=room, revision=revision, values=values, by=by, now=now)


@transaction.atomic
def write_exception(
    *, room: Room, written: WrittenException, by: str, now: datetime
) -> RoomException:
    """Close a room for some days, or open it at other hours; the same words twice are one."""
    Room.objects.select_for_update().get(pk=room.pk)
    same = RoomException.objects.filter(room=room, withdrawn_at=None, **asdict(written)).first()
    return same or RoomException.objects.create(
        room=room, written_by=by, written_at=now, **asdict(written)
    )


@transaction.atomic
def withdraw_exception(*, exception: RoomException, by: str, now: datetime) -> None:
    """The room keeps its usual hours after all."""
    RoomException.objects.filter(pk=exception.pk, withdrawn_at=None).update(
        withdrawn_at=now, withdrawn_by=by
    )


@contextmanager
def _refusing_taken_names(name: str) -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        if "a_room_has_its_own_name_in_a_facility" not in str(error):
            raise
        raise NameTaken(
            _("这处设施已有名为「{name}」的房间，请换一个名称。").format(name=name)
        ) from error


def _refuse_overlaps(spans: Sequence[PostedSpan]) -> None:
    midnight = time()
    before: PostedSpan | None = None
    for span in sorted(spans, key=lambda span: (span.day_kind, span.opens)):
        if span.closes <= span.opens and span.closes != midnight:
            raise HoursOverlap(_("关门时间应晚于开门时间。"))
        if before and before.day_kind == span.day_kind and _overlap(before, span):
            raise HoursOverlap(_("同一天的两段开放时间不能重叠。"))
        before = span


def _overlap(first: PostedSpan, second: PostedSpan) -> bool:
    return first.closes == time() or first.closes > second.opens


def _in_words(room: Room, written: WrittenHours) -> str:
    """For history and for lists; in the language of the house, whoever writes it."""
    told = Room(
        pk=room.pk,
        on_holidays=written.on_holidays,
        on_worked_weekends=written.on_worked_weekends,
    )
    with override("zh-hans"):
        return "；".join(f"{days} {hours}" for days, hours in posted_lines(told))


def _new_door_code() -> str:
    return "".join(secrets.choice(DOOR_LETTERS) for _number in range(DOOR_LENGTH))
