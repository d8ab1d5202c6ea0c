"""How far people walk: from every door to every other, by brute force.

Straight lines go through the earth, as the planner's do by design (a millimetre less than along
the ground over 10 km), times the detour factor; where streets are known, the nearest point of any
street, and then the shortest way along them by a textbook Dijkstra.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator
from math import cos, radians, sin, sqrt
from typing import Any

import numpy as np

from fangcun_planner.district import District, ExistingFacility, IdleSpace, StreetNetwork
from fangcun_planner.verify.claims import Place

ROUNDING_M = 1e-6
"""Sums of the same lengths in another order differ by less."""

SEMI_MAJOR_M, FLATTENING = 6_378_137.0, 1 / 298.257223563  # WGS-84

Metres = dict[str, dict[Place, float]]
"""By building and place."""


def walks(district: District, *, limit_m: float) -> Metres:
    """Every walk of at most `limit_m` from a building to a place, in metres."""
    places: dict[Place, IdleSpace | ExistingFacility] = {
        Place(False, one.id): one for one in district.spaces
    }
    places |= {Place(True, one.id): one for one in district.facilities}
    homes = {one.id: one for one in district.buildings}
    if district.streets is not None:
        return _along_streets(district.streets, homes, places, limit_m)
    return _straight(district.rule("detour_factor"), homes, places, limit_m)


def _straight(detour: float, homes: Any, places: Any, limit_m: float) -> Metres:
    doors = np.array([_in_space(one.lon, one.lat) for one in places.values()]).reshape(-1, 3)
    found: Metres = {}
    for home, building in homes.items():
        away = np.array(_in_space(building.lon, building.lat)) - doors
        metres = detour * np.sqrt((away * away).sum(axis=1))
        found[home] = {
            place: float(there)
            for place, there in zip(places, metres, strict=True)
            if there <= limit_m + ROUNDING_M
        }
    return found


def _in_space(lon: float, lat: float) -> tuple[float, float, float]:
    """Metres from the centre of the earth."""
    east, north = radians(lon), radians(lat)
    squeezed = FLATTENING * (2 - FLATTENING)
    normal_m = SEMI_MAJOR_M / sqrt(1 - squeezed * sin(north) ** 2)
    across = normal_m * cos(north)
    return across * cos(east), across * sin(east), normal_m * (1 - squeezed) * sin(north)


class _Door:
    """Where a door meets the streets: segment, metres from its tail, metres to the door."""

    def __init__(self, segment: int, along_m: float, access_m: float) -> None:
        self.segment, self.along_m, self.access_m = segment, along_m, access_m


def _along_streets(streets: StreetNetwork, homes: Any, places: Any, limit_m: float) -> Metres:
    meet = _nearest_street(streets)
    ways = _ways(streets)
    on_segment: dict[int, list[tuple[str, _Door]]] = defaultdict(list)
    for home, building in homes.items():
        door = meet(building.lon, building.lat)
        on_segment[door.segment].append((home, door))
    found: Metres = {home: {} for home in homes}
    for place, there in places.items():
        source = meet(there.lon, there.lat)
        reached = _dijkstra(ways, _steps_out(streets, source), limit_m)
        for home, metres in _entered(streets, source, reached, on_segment):
            if metres <= limit_m + ROUNDING_M:
                found[home][place] = min(metres, found[home].get(place, metres))
    return found


def _nearest_street(streets: StreetNetwork) -> Any:
    nodes = np.array([_in_space(*at) for at in zip(streets.lon, streets.lat, strict=True)])
    tail, head = nodes[streets.from_node], nodes[streets.to_node]
    along = head - tail
    length_2 = np.maximum((along * along).sum(axis=1), 1e-300)

    def meet(lon: float, lat: float) -> _Door:
        point = np.array(_in_space(lon, lat))
        share = np.clip(((point - tail) * along).sum(axis=1) / length_2, 0.0, 1.0)
        away = tail + share[:, None] * along - point
        squared = (away * away).sum(axis=1)
        nearest = int(np.argmin(squared))
        along_m = float(share[nearest] * streets.length_m[nearest])
        return _Door(nearest, along_m, sqrt(float(squared[nearest])))

    return meet


def _ways(streets: StreetNetwork) -> dict[int, list[tuple[int, float]]]:
    ways: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for tail, head, metres in zip(
        streets.from_node.tolist(), streets.to_node.tolist(), streets.length_m.tolist(), strict=True
    ):
        ways[tail].append((head, metres))
        ways[head].append((tail, metres))
    return ways


def _steps_out(streets: StreetNetwork, door: _Door) -> list[tuple[float, int]]:
    length_m = float(streets.length_m[door.segment])
    return [
        (door.access_m + door.along_m, int(streets.from_node[door.segment])),
        (door.access_m + length_m - door.along_m, int(streets.to_node[door.segment])),
    ]


def _dijkstra(
    ways: dict[int, list[tuple[int, float]]], begin: list[tuple[float, int]], limit_m: float
) -> dict[int, float]:
    """Metres to every crossing within the limit (Dijkstra 1959)."""
    settled: dict[int, float] = {}
    heap = list(begin)
    heapq.heapify(heap)
    while heap:
        metres, node = heapq.heappop(heap)
        if node in settled or metres > limit_m + ROUNDING_M:
            continue
        settled[node] = metres
        for other, length_m in ways[node]:
            if other not in settled:
                heapq.heappush(heap, (metres + length_m, other))
    return settled


def _entered(
    streets: StreetNetwork,
    source: _Door,
    reached: dict[int, float],
    on_segment: dict[int, list[tuple[str, _Door]]],
) -> Iterator[tuple[str, float]]:
    """Every home whose street is reached, from either end, or along the source's own segment."""
    for segment, doors in on_segment.items():
        length_m = float(streets.length_m[segment])
        tail, head = int(streets.from_node[segment]), int(streets.to_node[segment])
        for home, door in doors:
            if tail in reached:
                yield home, reached[tail] + door.along_m + door.access_m
            if head in reached:
                yield home, reached[head] + length_m - door.along_m + door.access_m
            if segment == source.segment:
                between = abs(door.along_m - source.along_m)
                yield home, source.access_m + between + door.access_m
