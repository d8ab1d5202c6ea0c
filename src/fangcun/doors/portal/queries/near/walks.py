"""How far it is on foot from one place to others."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from fangcun.core.catalog.models import Rule
from fangcun.core.places.models import StreetMap
from fangcun.core.places.queries import recorded_streets
from fangcun.doors.portal.rules.ways import Position
from fangcun_planner.district import StreetNetwork
from fangcun_planner.walking import WalkProblem
from fangcun_planner.walking.solve import solve

DETOUR, PACE, ELDER_PACE = (
    "detour_factor",
    "walking_speed_m_per_min",
    "elder_walking_speed_m_per_min",
)
FARTHEST_M = 5_000.0
"""Nobody is sent farther on foot."""


class Paces(NamedTuple):
    """How people walk here, as the district's rules have it."""

    detour: float
    pace: float
    elder_pace: float


def paces() -> Paces | None:
    """None before anything was imported: then nothing is said of distances."""
    found = dict(
        Rule.objects.filter(code__in=(DETOUR, PACE, ELDER_PACE)).values_list("code", "value")
    )
    return (
        Paces(found[DETOUR], found[PACE], found[ELDER_PACE])
        if len(found) == len(Paces._fields)
        else None
    )


def straight_reach(metres: int) -> float | None:
    """How far as the crow flies somebody comes who walks so far; None along recorded streets."""
    walk = None if StreetMap.objects.exists() else paces()
    return metres / walk.detour if walk else None


def walks_from(start: Position, places: Sequence[Position], *, detour: float) -> list[float | None]:
    """Metres to each place along the streets, or straight times the detour where none are recorded.

    None: farther than anybody is sent.
    """
    newest = StreetMap.objects.order_by("-created_at", "-pk").values_list("pk", flat=True).first()
    return list(_walks(newest, start, tuple(places), detour))


@lru_cache(maxsize=512)
def _walks(
    streets: int | None, start: Position, places: tuple[Position, ...], detour: float
) -> tuple[float | None, ...]:
    found = solve(
        WalkProblem(
            origin_lon=np.array([start.lon]),
            origin_lat=np.array([start.lat]),
            target_lon=np.array([place.lon for place in places]),
            target_lat=np.array([place.lat for place in places]),
            limit_m=FARTHEST_M,
            streets=None if streets is None else _streets(streets),
            detour_factor=detour,
        )
    )
    metres: list[float | None] = [None] * len(places)
    for place, distance in zip(found.target, found.metres, strict=True):
        metres[int(place)] = float(distance)
    return tuple(metres)


@lru_cache(maxsize=1)
def _streets(_number: int) -> StreetNetwork | None:
    """Read once for each newest map: a city has a hundred thousand segments."""
    return recorded_streets()
