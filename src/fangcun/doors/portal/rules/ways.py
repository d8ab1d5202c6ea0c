"""Which way a place lies, how long one walks, and how a position is written in an address line."""

from collections.abc import Sequence
from math import atan2, ceil, cos, degrees, radians
from typing import NamedTuple

POSITION_DIGITS = 3
"""About 100 m: enough to find what is near, too little to find the door somebody stands at."""

SECTORS = 8


class Position(NamedTuple):
    """Degrees of WGS-84."""

    lon: float
    lat: float


def position_from(written: str) -> Position | None:
    """A position as `lat,lon`, rounded; None for anything that is none."""
    parts = written.split(",")
    try:
        lat, lon = (round(float(part), POSITION_DIGITS) for part in parts)
    except ValueError:
        return None
    is_on_earth = abs(lat) <= 90 and abs(lon) <= 180
    return Position(lon, lat) if is_on_earth else None


def sector_of(start: Position, end: Position) -> int:
    """In which of eight directions `end` lies: 0 north, 2 east, 4 south, 6 west."""
    east = (end.lon - start.lon) * cos(radians(start.lat))
    north = end.lat - start.lat
    return round(degrees(atan2(east, north)) / (360 / SECTORS)) % SECTORS


def minutes_of(metres: float, *, pace: float) -> int:
    """How long one walks, in whole minutes; nobody is promised less than one."""
    return max(1, ceil(metres / pace))


def rounded(metres: float) -> int:
    """As people say it: to ten metres."""
    return round(metres / 10) * 10


def nearest_first(metres: Sequence[float | None]) -> list[int]:
    """Places in the order in which one reaches them; those that nobody can reach last."""
    return sorted(range(len(metres)), key=lambda n: (metres[n] is None, metres[n] or 0.0, n))
