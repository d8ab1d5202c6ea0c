"""Which table a party gets: the smallest that fits, or neighbours put together."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

MOST_TOGETHER = 4  # longer rows of tables do not fit between the others


class Spot(NamedTuple):
    """A free table: where it stands, how many sit at it."""

    key: int
    seats: int
    column: int
    row: int


def tables_for(*, party_size: int, free: Iterable[Spot]) -> tuple[Spot, ...]:
    """The fewest tables, then the fewest empty chairs, then those in front; empty: none fit.

    Tables are put together only if each stands beside another of them.
    """
    spots = sorted(free, key=lambda spot: (spot.row, spot.column, spot.key))
    together: set[frozenset[Spot]] = {frozenset([spot]) for spot in spots}
    for _count in range(MOST_TOGETHER):
        fitting = [group for group in together if seats_of(group) >= party_size]
        if fitting:
            return _in_order(min(fitting, key=_preference))
        together = {group | {spot} for group in together for spot in _beside(group, spots)}
    return ()


def stand_together(spots: Sequence[Spot]) -> bool:
    """Whether one can walk from each of these tables to every other along them alone."""
    reached, rest = set(spots[:1]), set(spots[1:])
    while found := {spot for spot in rest if any(_are_neighbours(spot, one) for one in reached)}:
        reached, rest = reached | found, rest - found
    return not rest


def seats_of(spots: Iterable[Spot]) -> int:
    return sum(spot.seats for spot in spots)


def _beside(group: frozenset[Spot], spots: Sequence[Spot]) -> list[Spot]:
    others = [spot for spot in spots if spot not in group]
    return [spot for spot in others if any(_are_neighbours(spot, one) for one in group)]


def _are_neighbours(one: Spot, other: Spot) -> bool:
    return abs(one.column - other.column) + abs(one.row - other.row) == 1


def _preference(group: Iterable[Spot]) -> tuple[int, list[tuple[int, int]]]:
    return seats_of(group), [(spot.row, spot.column) for spot in _in_order(group)]


def _in_order(group: Iterable[Spot]) -> tuple[Spot, ...]:
    return tuple(sorted(group, key=lambda spot: (spot.row, spot.column)))
