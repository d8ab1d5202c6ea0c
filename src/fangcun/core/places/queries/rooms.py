"""Rooms of facilities."""

from datetime import date
from typing import NamedTuple

from django.db.models import F, QuerySet

from fangcun.core.places.models import Facility, Room
from fangcun.core.places.queries.hours import opening_hours
from fangcun.core.places.queries.presence import Visit, visits_of
from fangcun.core.places.rules import DayHours


class RoomToday(NamedTuple):
    """A room and its hours of one day."""

    room: Room
    today: DayHours


class FacilityToday(NamedTuple):
    """What a facility is like on one day."""

    rooms: list[RoomToday]
    visits: list[Visit]


def rooms_of(facility: Facility) -> QuerySet[Room]:
    """Every room, those in use first, by floor."""
    in_order = (F("closed_on").asc(nulls_first=True), "floor", "name", "pk")
    return facility.rooms.order_by(*in_order)


def room_behind(door_code: str) -> Room | None:
    """The room whose door carries this code."""
    found = Room.objects.select_related("facility__community")
    return found.filter(door_code=door_code).first()


def rooms_in_use(facility: Facility) -> QuerySet[Room]:
    return facility.rooms.filter(closed_on=None).order_by("floor", "name", "pk")


def facility_today(facility: Facility, day: date) -> FacilityToday:
    """The rooms of a facility with their hours of a day, and who is expected. Six queries."""
    rooms = list(rooms_of(facility))
    known = opening_hours(rooms, since=day, until=day)
    return FacilityToday(
        rooms=[RoomToday(room, known.on(room, day)) for room in rooms],
        visits=visits_of(rooms, [day], known),
    )
