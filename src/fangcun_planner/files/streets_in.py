"""The street sheet as a network: ends that lie on one another are one node."""

import numpy as np

from fangcun_planner.district import StreetNetwork
from fangcun_planner.files.positions import positions_of
from fangcun_planner.files.problems import Problem, Severity
from fangcun_planner.files.tables import Table
from fangcun_planner.geo.crs import Crs
from fangcun_planner.text import Text
from fangcun_planner.walking.earth import points_in_space

SAME_PLACE_DIGITS = 6  # about 0.1 m
SHORTEST_M = 0.01


def streets_of(table: Table, crs: Crs) -> tuple[StreetNetwork | None, list[Problem]]:
    """The network of the segments, or None where there are none; lengths default to the line."""
    if not table.records:
        return None, []
    start, problems = positions_of(table, crs, lon="from_lon", lat="from_lat")
    end, more = positions_of(table, crs, lon="to_lon", lat="to_lat")
    problems += more
    if problems:
        return None, problems
    count = len(table.records)
    places = np.column_stack(
        [np.concatenate([start.lon, end.lon]), np.concatenate([start.lat, end.lat])]
    )
    _, first, node = np.unique(
        places.round(SAME_PLACE_DIGITS), axis=0, return_index=True, return_inverse=True
    )
    node = node.reshape(-1)
    points = points_in_space(places[:, 0], places[:, 1])
    straight_m = np.linalg.norm(points[:count] - points[count:], axis=1)
    given_m = [record["length_m"] for record in table.records]
    length_m = np.array(
        [line if given is None else given for given, line in zip(given_m, straight_m, strict=True)]
    )
    is_real = node[:count] != node[count:]
    problems += [
        table.problem(table.records[row], "to_lon", table.records[row]["to_lon"], severity, reason)
        for row, severity, reason in [
            *((row, Severity.WARNING, _NO_LENGTH) for row in np.flatnonzero(~is_real)),
            *(
                (row, Severity.WARNING, _TOO_SHORT)
                for row in np.flatnonzero(is_real & (length_m < 0.9 * straight_m))
            ),
        ]
    ]
    if not is_real.any():
        return None, problems
    return (
        StreetNetwork(
            lon=places[first, 0],
            lat=places[first, 1],
            from_node=node[:count][is_real].astype(np.int32),
            to_node=node[count:][is_real].astype(np.int32),
            length_m=np.maximum(length_m[is_real], SHORTEST_M),
        ),
        problems,
    )


_NO_LENGTH = Text("起点和终点相同，没有读取", "both ends are one place: not read")
_TOO_SHORT = Text("比直线还短，请核对长度", "shorter than the straight line: check the length")
