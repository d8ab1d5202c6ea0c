"""Who goes to which doors with the meals, and in what order: short ways, nobody twice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, hypot, inf

Point = tuple[float, float]
Natural = list[tuple[int, int, str]]
KITCHEN: Point = (0.0, 0.0)
EXACT_UP_TO = 8
"""So many doors are tried in every order; more are walked by a good tour, not the best."""


@dataclass(frozen=True, slots=True)
class Door:
    """A meal that is brought to a door; `at` in metres east and north of the kitchen."""

    key: int
    estate: str = ""
    building: str = ""
    unit: str = ""
    room: str = ""
    at: Point | None = None


House = list[Door]


def share_out(doors: Sequence[Door], *, couriers: int) -> list[list[Door]]:
    """The doors of each courier in the order of his way; a building is never split.

    Buildings are taken in the direction in which they lie, so that each courier walks one way;
    a building that is not on the map goes with its estate, or last.
    """
    houses = _in_order(_houses(doors))
    parts = _cut([len(house) for house in houses], into=couriers)
    ways, first = [], 0
    for count in parts:
        ways.append(_way(houses[first : first + count]))
        first += count
    return ways


def tour(points: Sequence[Point]) -> list[int]:
    """In which order to visit these points from the kitchen and back."""
    if len(points) <= EXACT_UP_TO:
        return _best(points)
    return two_opt(points, nearest_first(points))


def nearest_first(points: Sequence[Point]) -> list[int]:
    """Always on to the nearest that is left."""
    left, here, order = set(range(len(points))), KITCHEN, []
    while left:
        place = here
        nearest = min(left, key=lambda one: (_metres(place, points[one]), one))
        left.remove(nearest)
        order.append(nearest)
        here = points[nearest]
    return order


def two_opt(points: Sequence[Point], order: Sequence[int]) -> list[int]:
    """Turn pieces of the way round as long as that makes it shorter."""
    best, is_shorter = list(order), True
    while is_shorter:
        is_shorter = False
        for first in range(len(best) - 1):
            for last in range(first + 1, len(best)):
                if _saved(points, best, first, last) > 1e-9:
                    best[first : last + 1] = reversed(best[first : last + 1])
                    is_shorter = True
    return best


def walk_m(points: Sequence[Point], order: Sequence[int]) -> float:
    """Metres from the kitchen through all of them and back, straight over the ground."""
    way = [KITCHEN, *(points[one] for one in order), KITCHEN]
    return sum(_metres(one, other) for one, other in pairwise(way))


def natural(text: str) -> Natural:
    """2 comes before 10, whatever is written around it."""
    parts = re.findall(r"\d+|\D+", text)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _houses(doors: Sequence[Door]) -> list[House]:
    """Doors of one building together, in the order of its units and rooms."""
    found: dict[tuple[str, str], House] = {}
    for door in doors:
        found.setdefault((door.estate, door.building), []).append(door)
    return [sorted(house, key=_inside) for house in found.values()]


def _inside(door: Door) -> tuple[Natural, Natural, int]:
    return natural(door.unit), natural(door.room), door.key


def _in_order(houses: Sequence[House]) -> list[House]:
    """By direction from the kitchen; what is not on the map behind its estate, or last."""
    on_map = [house for house in houses if _place(house) is not None]
    on_map.sort(key=lambda house: (_direction(house), _name(house)))
    return _with_the_others(on_map, [house for house in houses if _place(house) is None])


def _with_the_others(on_map: list[House], others: list[House]) -> list[House]:
    ordered = list(on_map)
    for house in sorted(others, key=_name):
        estate = house[0].estate
        behind = [at for at, one in enumerate(ordered) if estate and one[0].estate == estate]
        ordered.insert(behind[-1] + 1 if behind else len(ordered), house)
    return ordered


def _way(houses: Sequence[House]) -> list[Door]:
    placed = [(house, at) for house in houses if (at := _place(house)) is not None]
    order = tour([at for _house, at in placed])
    walked = [placed[one][0] for one in order]
    ordered = _with_the_others(walked, [house for house in houses if _place(house) is None])
    return [door for house in ordered for door in house]


def _cut(sizes: Sequence[int], *, into: int) -> list[int]:
    """How many houses each courier takes, one after the other, so that the longest is shortest."""
    most = max([*sizes, -(-sum(sizes) // into)], default=0)
    while len(parts := _pieces(sizes, most)) > into:
        most += 1
    return [*parts, *[0] * (into - len(parts))]


def _pieces(sizes: Sequence[int], most: int) -> list[int]:
    parts: list[int] = []
    doors = 0
    for size in sizes:
        if not parts or doors + size > most:
            parts.append(0)
            doors = 0
        parts[-1] += 1
        doors += size
    return parts


def _place(house: House) -> Point | None:
    return next((door.at for door in house if door.at is not None), None)


def _direction(house: House) -> float:
    east, north = _place(house) or KITCHEN
    return atan2(north, east)


def _name(house: House) -> tuple[Natural, Natural]:
    return natural(house[0].estate), natural(house[0].building)


def _best(points: Sequence[Point]) -> list[int]:
    """The shortest of all orders, built up set by set (Held and Karp 1962)."""
    if not points:
        return []
    ways = {(1 << one, one): (_metres(KITCHEN, at), [one]) for one, at in enumerate(points)}
    for _step in points[1:]:
        ways = _one_farther(points, ways)
    ends = [
        (metres + _metres(points[last], KITCHEN), way) for (_, last), (metres, way) in ways.items()
    ]
    return min(ends)[1]


Ways = dict[tuple[int, int], tuple[float, list[int]]]


def _one_farther(points: Sequence[Point], ways: Ways) -> Ways:
    farther: Ways = {}
    for (seen, last), (metres, way) in ways.items():
        for one in range(len(points)):
            if seen >> one & 1:
                continue
            key, walked = (seen | 1 << one, one), metres + _metres(points[last], points[one])
            if walked < farther.get(key, (inf, []))[0]:
                farther[key] = (walked, [*way, one])
    return farther


def _saved(points: Sequence[Point], order: Sequence[int], first: int, last: int) -> float:
    """Metres that are saved by walking order[first..last] the other way round."""
    before = points[order[first - 1]] if first else KITCHEN
    after = points[order[last + 1]] if last + 1 < len(order) else KITCHEN
    one, other = points[order[first]], points[order[last]]
    now = _metres(before, one) + _metres(other, after)
    return now - _metres(before, other) - _metres(one, after)


def _metres(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
