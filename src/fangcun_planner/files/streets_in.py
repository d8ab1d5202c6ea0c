"""The street sheet as a network: ends that lie on one another are one node."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from fangcun_planner.district import StreetNetwork
from fangcun_planner.files.positions import positions_of
from fangcun_planner.files.tables import Table
from fangcun_planner.geo.crs import Crs
from fangcun_planner.problems import Problem, Severity
from fangcun_planner.text import Text
from fangcun_planner.walking.earth import points_in_space

Floats = NDArray[np.float64]

SAME_PLACE_DIGITS = 6  # about 0.1 m
SHORTEST_M = 0.01
SHORTER = 0.9  # of the straight line: no street is, but lengths are rounded


def streets_of(table: Table, crs: Crs) -> tuple[StreetNetwork | None, list[Problem]]:
    """The network of the segments, or None where there are none; lengths default to the line."""
    start, problems = positions_of(table, crs, lon="from_lon", lat="from_lat")
    end, more = positions_of(table, crs, lon="to_lon", lat="to_lat")
    problems += more
    if problems or not table.records:
        return None, problems
    places = np.column_stack(
        [np.concatenate([start.lon, end.lon]), np.concatenate([start.lat, end.lat])]
    )
    straight_m = _straight_m(places)
    given_m = np.array([record["length_m"] or np.nan for record in table.records])
    length_m = np.where(np.isnan(given_m), straight_m, given_m)
    streets, leads_on = _network(places, length_m)
    problems += _odd_segments(table, leads_on, leads_on & (length_m < SHORTER * straight_m))
    return streets, problems


def _straight_m(places: Floats) -> Floats:
    """(E,) Straight line of E segments; the first E places are their starts, the others ends."""
    first, second = np.split(points_in_space(places[:, 0], places[:, 1]), 2)
    metres: Floats = np.linalg.norm(first - second, axis=1)
    return metres


def _network(places: Floats, length_m: Floats) -> tuple[StreetNetwork | None, NDArray[np.bool_]]:
    """The network, and which of the E segments lead from one place to another."""
    _, first, node = np.unique(
        places.round(SAME_PLACE_DIGITS), axis=0, return_index=True, return_inverse=True
    )
    from_node, to_node = np.split(node.reshape(-1).astype(np.int32), 2)
    leads_on = from_node != to_node
    if not leads_on.any():
        return None, leads_on
    streets = StreetNetwork(
        lon=places[first, 0],
        lat=places[first, 1],
        from_node=from_node[leads_on],
        to_node=to_node[leads_on],
        length_m=np.maximum(length_m[leads_on], SHORTEST_M),
    )
    return streets, leads_on


def _odd_segments(
    table: Table, leads_on: NDArray[np.bool_], is_short: NDArray[np.bool_]
) -> Iterable[Problem]:
    for rows, key, reason in (
        (np.flatnonzero(~leads_on), "to_lon", _NO_LENGTH),
        (np.flatnonzero(is_short), "length_m", _TOO_SHORT),
    ):
        for row in rows:
            record = table.records[row]
            yield table.problem(record, key, record[key], Severity.WARNING, reason)


_NO_LENGTH = Text("起点和终点相同，没有读取", "both ends are one place: not read")
_TOO_SHORT = Text("比直线还短，请核对长度", "shorter than the straight line: check the length")
