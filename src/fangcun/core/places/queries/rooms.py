"""Rooms of facilities."""

from django.db.models import F, QuerySet

from fangcun.core.places.models import Facility, Room


def rooms_of(facility: Facility) -> QuerySet[Room]:
    """Every room, those in use first, by floor."""
    in_order = (F("closed_on").asc(nulls_first=True), "floor", "name", "pk")
    return facility.rooms.order_by(*in_order)


def room_behind(door_code: str) -> Room | None:
    """The room whose door carries this code."""
    found = Room.objects.select_related("facility__community")
    return found.filter(door_code=door_code).first()
