"""Places that tests of every room upstairs stand in."""

from itertools import count
from typing import Any

from fangcun.core.places.models import Community, Facility, Room
from fangcun.core.places.states import FacilityKind, RoomKind

_numbers = count(1)


def a_community(name: str = "甲社区", subdistrict: str = "东街道", **more: Any) -> Community:
    number = next(_numbers)
    fields = {
        "code": f"9{number:011d}",
        "households": 3000,
        "residents_by_age": [0, 0, 0, 0, 5000, 1000, 800, 200],
        "lon": 120.9,
        "lat": 32.0,
    }
    return Community.objects.create(name=name, subdistrict=subdistrict, **{**fields, **more})


def a_facility(community: Community | None = None, **more: Any) -> Facility:
    number = next(_numbers)
    fields = {
        "ref": f"F{number}",
        "name": f"设施{number}",
        "lon": 120.9,
        "lat": 32.0,
        "floor_area_m2": 180.0,
        "kind": FacilityKind.INTERSPERSED,
    }
    return Facility.objects.create(community=community or a_community(), **{**fields, **more})


def a_room(facility: Facility | None = None, **more: Any) -> Room:
    number = next(_numbers)
    fields = {"name": f"房间{number}", "kind": RoomKind.ACTIVITY, "door_code": f"room-{number}"}
    return Room.objects.create(facility=facility or a_facility(), **{**fields, **more})
