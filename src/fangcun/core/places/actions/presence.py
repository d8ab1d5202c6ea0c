"""Professionals who visit 有医生在."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.places.actions.revised import write_revision
from fangcun.core.places.models import Presence, PresenceCancelled, Room
from fangcun.core.places.queries.presence import is_expected_on


class NotExpected(Refusal):
    """Nobody is expected on the day that is to be cancelled."""


@dataclass(frozen=True, slots=True)
class WrittenPresence:
    """Who comes, where and when: every week, or (no weekday) on the one day it starts."""

    room: Room
    name: str
    profession: str
    starts_on: date
    starts: time
    ends: time
    organisation: str = ""
    weekday: int | None = None
    ends_on: date | None = None
    note: str = ""

    def values(self) -> dict[str, object]:
        """As columns; a visit without a weekday is over the day it starts."""
        values = {name: getattr(self, name) for name in self.__slots__}
        if self.weekday is None:
            values["ends_on"] = self.starts_on
        return values


@transaction.atomic
def add_presence(
    *, written: WrittenPresence, by: str, now: datetime, is_demo: bool = False
) -> Presence:
    """Put a visit on the calendar; the same words twice are one visit."""
    Room.objects.select_for_update().get(pk=written.room.pk)
    values = written.values()
    if (same := Presence.objects.filter(**values).first()) is not None:
        return same
    presence = Presence(is_demo=is_demo, **values)
    presence._history_user, presence._history_date = by, now  # type: ignore[attr-defined]
    presence.save(force_insert=True)
    return presence


@transaction.atomic
def change_presence(
    *, presence: Presence, revision: int, written: WrittenPresence, by: str, now: datetime
) -> Presence:
    """Correct a visit, or let it end; ChangedMeanwhile if `revision` is not the newest."""
    return write_revision(row=presence, revision=revision, values=written.values(), by=by, now=now)


@transaction.atomic
def cancel_presence(
    *, presence: Presence, day: date, why: str, by: str, now: datetime
) -> PresenceCancelled:
    """Say that somebody does not come on a day; NotExpected if he would not have come anyway."""
    if not is_expected_on(presence, day):
        raise NotExpected(_("这一天本来就没有安排，不需要取消。请核对日期。"))
    row, _is_new = PresenceCancelled.objects.get_or_create(
        presence=presence, day=day, defaults={"why": why, "written_by": by, "written_at": now}
    )
    return row


@transaction.atomic
def restore_presence(*, presence: Presence, day: date) -> None:
    """He comes after all."""
    PresenceCancelled.objects.filter(presence=presence, day=day).delete()
