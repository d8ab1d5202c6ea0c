"""Rooms of the demo's facilities, with posted hours and visiting professionals."""

import tomllib
from collections.abc import Iterator
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from fangcun.core.catalog.models import FacilityFunction
from fangcun.core.places.actions import (
    PostedSpan,
    WrittenHours,
    WrittenPresence,
    WrittenRoom,
    add_presence,
    load_special_days,
    open_room,
    set_hours,
)
from fangcun.core.places.models import Facility, Room
from fangcun.core.places.states import DayKind, OnHolidays, OnWorkedWeekends, RoomKind

BY = "演示"
DATA = Path(__file__).parent / "data"
EVERY_DAY = [kind for kind in DayKind if kind <= DayKind.SUNDAY]
WORKING_WEEK = [kind for kind in DayKind if kind < DayKind.SATURDAY]
VISITING = {
    RoomKind.HEALTH_CHECK: ("演示医生", "全科医生", 1, time(9), time(11, 30)),
    RoomKind.REHABILITATION: ("演示康复师", "康复治疗师", 3, time(14), time(16, 30)),
    RoomKind.COUNSELLING: ("演示咨询师", "心理咨询师", 4, time(14), time(17)),
}
"""Who comes to a room every week: name, profession, weekday (0 is Monday), hours. Made up."""


@transaction.atomic
def open_demo_rooms(*, now: datetime) -> int:
    """Every facility gets its rooms, and every room its hours; says how many rooms."""
    load_special_days(now=now)
    rooms = 0
    for facility in Facility.objects.select_related("community").order_by("ref"):
        for written in _rooms_of(facility):
            room = open_room(
                facility=facility, written=written, by=BY, now=now, is_demo=facility.is_demo
            )
            set_hours(room=room, revision=room.revision, written=_hours(room), by=BY, now=now)
            _visits(room, now)
            rooms += 1
    return rooms


def _rooms_of(facility: Facility) -> Iterator[WrittenRoom]:
    written = _written()
    for reported in written["reported"]["facility"]:
        if reported["community"] == facility.community.code and not facility.is_demo:
            for room in reported["rooms"]:
                yield WrittenRoom(
                    name=room["name"], kind=RoomKind(room["kind"]), floor=room.get("floor", 1)
                )
            return
    yield from _made_up_rooms(facility, written["made_up"])


def _made_up_rooms(facility: Facility, made_up: dict[str, Any]) -> Iterator[WrittenRoom]:
    offered = FacilityFunction.objects.filter(facility=facility).select_related("function")
    for offer in offered.order_by("function__position"):
        room = made_up[offer.function.code]
        yield WrittenRoom(
            name=room["name"],
            kind=RoomKind(room["kind"]),
            floor_area_m2=round(facility.floor_area_m2 * room["share"], 1),
            capacity=room["capacity"],
            floor=room.get("floor", 1),
            is_step_free=room.get("step_free", True),
            has_accessible_toilet=room.get("toilet", False),
            has_hearing_aid_loop=room.get("loop", False),
        )


def _hours(room: Room) -> WrittenHours:
    hours = _written()["hours"]
    always = hours["every_day"].get(room.kind)
    spans = always or hours.get(room.kind, hours["usual"])
    return WrittenHours(
        spans=[
            PostedSpan(day, time.fromisoformat(opens), time.fromisoformat(closes))
            for day in (EVERY_DAY if always else WORKING_WEEK)
            for opens, closes in spans
        ],
        on_holidays=OnHolidays.AS_USUAL if always else OnHolidays.CLOSED,
        on_worked_weekends=(OnWorkedWeekends.AS_USUAL if always else OnWorkedWeekends.AS_WORKDAY),
    )


def _visits(room: Room, now: datetime) -> None:
    if room.kind not in VISITING:
        return
    name, profession, weekday, starts, ends = VISITING[RoomKind(room.kind)]
    add_presence(
        written=WrittenPresence(
            room=room,
            name=name,
            profession=profession,
            weekday=weekday,
            starts_on=timezone.localdate(now),
            starts=starts,
            ends=ends,
        ),
        by=BY,
        now=now,
        is_demo=True,
    )


@cache
def _written() -> dict[str, Any]:
    return tomllib.loads((DATA / "rooms.toml").read_text())
