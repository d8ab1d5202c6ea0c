"""How much of the posted hours rooms are used."""

from typing import NamedTuple

from django.db.models import Aggregate, F, FloatField, QuerySet

from fangcun.core.places.models import Room
from fangcun.core.places.queries.hours import hours_open
from fangcun.ledger.models import ServiceRecord
from fangcun.ledger.rules import Span


class RoomHours(NamedTuple):
    """Hours a room was in use, and hours it was to be open."""

    used: float
    open: float


class _HoursCovered(Aggregate):
    """Hours of the union of all spans: what overlaps is counted once."""

    template = (
        "(SELECT SUM(EXTRACT(EPOCH FROM upper(span) - lower(span))) / 3600 FROM"
        " unnest(range_agg(tstzrange(%(expressions)s))) AS span)"
    )
    output_field = FloatField()


def hours_used(records: QuerySet[ServiceRecord]) -> dict[int, float]:
    """By room: the hours in which at least one recorded service was going on."""
    timed = records.filter(room__isnull=False, starts_at__isnull=False, ends_at__isnull=False)
    grouped = (
        timed.order_by().values("room").annotate(hours=_HoursCovered(F("starts_at"), F("ends_at")))
    )
    return {room: hours or 0.0 for room, hours in grouped.values_list("room", "hours")}


def room_hours(
    *, rooms: QuerySet[Room], records: QuerySet[ServiceRecord], period: Span
) -> dict[int, RoomHours]:
    """By room: hours used and hours open in a period; use outside the posted hours counts too."""
    found = list(rooms)
    used = hours_used(records)
    opened = hours_open(found, period.since, period.until)
    return {room.pk: RoomHours(used.get(room.pk, 0.0), opened[room.pk]) for room in found}
