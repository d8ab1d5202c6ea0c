"""Facilities as a passer-by sees them: their rooms with hours, what is promised there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from fangcun.core.catalog.models import FacilityFunction, Function, ServiceKind
from fangcun.core.operators.models import PromisedLine
from fangcun.core.operators.queries import contracts_running
from fangcun.core.places.models import Facility, Room
from fangcun.core.places.queries import OpeningHours, opening_hours
from fangcun.core.places.rules import DayHours
from fangcun.doors.portal.queries.near.written import functions_of_kind, kinds_for
from fangcun.doors.portal.rules.openness import Opening, opening_at

DAYS_AHEAD = 7


class RoomThere(NamedTuple):
    """A room, the hours of its next days beginning with the day asked for, open or not."""

    room: Room
    days: list[tuple[date, DayHours]]
    opening: Opening
    is_posted: bool

    @property
    def today(self) -> DayHours:
        return self.days[0][1]


@dataclass(frozen=True, slots=True)
class Place:
    """A facility with what is known of it at a moment."""

    facility: Facility
    functions: list[Function]
    rooms: list[RoomThere] = field(default_factory=list)
    lines: list[PromisedLine] = field(default_factory=list)
    known: OpeningHours | None = None

    def rooms_for(self, function: Function) -> list[RoomThere]:
        """The rooms in which a function is found; all of them where nobody knows which."""
        kinds = kinds_for(function.code)
        named = {one.room_id for one in self.lines if one.service.function_id == function.pk}
        found = [one for one in self.rooms if one.room.kind in kinds or one.room.pk in named]
        return found or self.rooms

    def rooms_with(self, service: ServiceKind) -> list[RoomThere]:
        """The rooms that a contract names for a service, else those of its function."""
        named = {one.room_id for one in self.lines if one.service_id == service.pk}
        found = [one for one in self.rooms if one.room.pk in named]
        return found or (self.rooms_for(service.function) if service.function else self.rooms)

    def functions_in(self, room: Room) -> list[Function]:
        codes = functions_of_kind(room.kind)
        return [one for one in self.functions if one.code in codes]


def places_of(facilities: Sequence[Facility], *, at: datetime) -> dict[int, Place]:
    """Facilities with rooms, hours and promises at a moment, by key; seven queries."""
    keys = [one.pk for one in facilities]
    day = timezone.localdate(at)
    rooms, known = _rooms(keys, day, at)
    functions, lines = _functions(keys), _lines(keys, day)
    return {
        one.pk: Place(one, functions[one.pk], rooms[one.pk], lines[one.pk], known)
        for one in facilities
    }


def opening_of(rooms: Iterable[RoomThere], *, at: datetime) -> Opening:
    """Of several rooms together: it is open while one of them is."""
    weeks = [[hours.hours for _day, hours in one.days] for one in rooms]
    return opening_at(weeks, at=timezone.localtime(at))


def _rooms(
    keys: list[int], day: date, at: datetime
) -> tuple[dict[int, list[RoomThere]], OpeningHours]:
    days = [day + timedelta(days=number) for number in range(DAYS_AHEAD)]
    rows = Room.objects.filter(facility__in=keys, closed_on=None)
    rooms = list(rows.order_by("floor", "name", "pk"))
    known = opening_hours(rooms, since=days[0], until=days[-1])
    found: dict[int, list[RoomThere]] = defaultdict(list)
    for room in rooms:
        found[room.facility_id].append(_room(room, known, days, at))
    return found, known


def _room(room: Room, known: OpeningHours, days: list[date], at: datetime) -> RoomThere:
    hours = [(day, known.on(room, day)) for day in days]
    opening = opening_at([[one.hours for _day, one in hours]], at=timezone.localtime(at))
    is_posted = bool(known.posted[room.pk].week) or any(one.is_open for _day, one in hours)
    return RoomThere(room, hours, opening, is_posted)


def _functions(keys: list[int]) -> dict[int, list[Function]]:
    rows = FacilityFunction.objects.filter(facility__in=keys, capacity__gt=0)
    found: dict[int, list[Function]] = defaultdict(list)
    for one in rows.select_related("function").order_by("function__position", "pk"):
        found[one.facility_id].append(one.function)
    return found


def _lines(keys: list[int], day: date) -> dict[int, list[PromisedLine]]:
    rows = PromisedLine.objects.filter(
        dropped_on=None, contract__facility__in=keys, contract__in=contracts_running(day)
    ).select_related("service__function", "room", "contract__operator")
    found: dict[int, list[PromisedLine]] = defaultdict(list)
    for one in rows.order_by("service__position", "weekday", "starts", "pk"):
        found[one.contract.facility_id].append(one)
    return found
