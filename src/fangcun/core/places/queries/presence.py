"""Which professionals are where on a day."""

from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple

from django.db.models import Q, QuerySet

from fangcun.core.places.models import Facility, Presence, PresenceCancelled, Room
from fangcun.core.places.queries.hours import OpeningHours, opening_hours


class Visit(NamedTuple):
    """A professional in a room on a day; `cancelled_why` says why he does not come after all.

    `is_room_closed`: he comes this once, but the room is not to be open that day.
    """

    presence: Presence
    day: date
    starts: time
    ends: time
    cancelled_why: str | None = None
    is_room_closed: bool = False

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_why is not None


def present_on(day: date, facilities: Iterable[Facility]) -> list[Visit]:
    """Who is here on a day, the earliest first; nobody who cancelled."""
    rooms = Room.objects.filter(facility__in=list(facilities))
    return [visit for visit in visits_of(rooms, [day]) if not visit.is_cancelled]


def visits_of(
    rooms: Iterable[Room], days: list[date], known: OpeningHours | None = None
) -> list[Visit]:
    """Who is expected in rooms on some days, those who cancelled included, in order of time.

    A weekly visit falls out on days when its room is closed: on a holiday, under repair. `known`
    are the hours of these rooms and days, where somebody has asked for them already.
    """
    found = {room.pk: room for room in rooms}
    if not found or not days:
        return []
    known = known or opening_hours(found.values(), since=min(days), until=max(days))
    why = _cancelled(list(found), days)
    expected = (
        Visit(
            presence,
            day,
            presence.starts,
            presence.ends,
            cancelled_why=why.get((presence.pk, day)),
            is_room_closed=not _may_be_in(found[presence.room_id], known, day),
        )
        for presence in _presences(list(found), days)
        for day in days
        if is_expected_on(presence, day)
    )
    visits = [one for one in expected if one.presence.weekday is None or not one.is_room_closed]
    return sorted(visits, key=lambda visit: (visit.day, visit.starts, visit.presence.pk))


def presences_in(facility: Facility, today: date) -> QuerySet[Presence]:
    """Visits of a facility that are not over, weekly ones first."""
    found = Presence.objects.filter(room__facility=facility).select_related("room")
    running = found.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    return running.order_by("weekday", "starts_on", "starts", "pk")


def is_expected_on(presence: Presence, day: date) -> bool:
    """Whether a professional would come on a day by what was agreed."""
    begun = presence.starts_on <= day
    not_over = presence.ends_on is None or day <= presence.ends_on
    return begun and not_over and presence.weekday in {None, day.weekday()}


def _presences(rooms: list[int], days: list[date]) -> QuerySet[Presence]:
    found = Presence.objects.filter(room__in=rooms, starts_on__lte=max(days))
    not_over = Q(ends_on=None) | Q(ends_on__gte=min(days))
    return found.filter(not_over).select_related("room")


def _cancelled(rooms: list[int], days: list[date]) -> dict[tuple[int, date], str]:
    """Why somebody does not come, by presence and day."""
    rows = PresenceCancelled.objects.filter(presence__room__in=rooms, day__in=days)
    return {
        (presence, day): why for presence, day, why in rows.values_list("presence", "day", "why")
    }


def _may_be_in(room: Room, known: OpeningHours, day: date) -> bool:
    """A room that posts hours must be open that day; one that posts none lets everybody in."""
    return not known.posted[room.pk].week or known.on(room, day).is_open
