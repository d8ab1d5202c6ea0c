"""Streets from a CSV edge table: one segment a row, with both ends."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fangcun_planner.columns import Columns, NumberColumn, problem_in, read_columns
from fangcun_planner.district import StreetNetwork
from fangcun_planner.problems import Problem, Severity
from fangcun_planner.text import Text
from fangcun_planner.walking.earth import points_in_space

LONGEST_M = 100_000.0  # nobody walks farther between two crossings
CLEARLY_SHORTER = 0.99  # of the straight line: rounded positions explain less than this
NODE_MOVES_DEGREES = 1e-4  # about 10 m

NUMBERS = (
    NumberColumn("from_lon", -180.0, 180.0),
    NumberColumn("from_lat", -90.0, 90.0),
    NumberColumn("to_lon", -180.0, 180.0),
    NumberColumn("to_lat", -90.0, 90.0),
    NumberColumn("length_m", 0.0, LONGEST_M, optional=True),
)


def read_edge_table(path: Path) -> tuple[StreetNetwork | None, list[Problem]]:
    """Read ``from_node,to_node,from_lon,from_lat,to_lon,to_lat,length_m``.

    Segments are walked both ways. Without `length_m` a segment is as long as its straight
    line. The network is None if there is an error; warnings leave it usable.
    """
    columns = read_columns(path, texts=("from_node", "to_node"), numbers=NUMBERS)
    if columns.problems:
        return None, columns.problems
    number, count = columns.number, len(columns.row)
    # Ends in the order of the file, two a row, so that "earlier" means a row further up.
    names = np.column_stack((columns.text["from_node"], columns.text["to_node"])).ravel()
    lon = np.column_stack((number["from_lon"], number["to_lon"])).ravel()
    lat = np.column_stack((number["from_lat"], number["to_lat"])).ravel()
    _, first, node = np.unique(names, return_index=True, return_inverse=True)
    ends = node.reshape(count, 2)
    problems = _moving_nodes(path, columns, lon - lon[first][node], lat - lat[first][node])
    points = points_in_space(lon, lat).reshape(count, 2, 3)
    straight_m = np.linalg.norm(points[:, 0] - points[:, 1], axis=1)
    problems += _odd_lengths(path, columns, straight_m)
    given_m = number["length_m"]
    length_m = np.where(np.isnan(given_m), straight_m, given_m)
    is_loop = ends[:, 0] == ends[:, 1]
    problems += _no_streets(path, length_m, is_loop)
    if any(problem.severity == "error" for problem in problems):
        return None, sorted(problems, key=lambda problem: problem.row or 0)
    real = ~is_loop & (length_m > 0)
    return (
        StreetNetwork(
            lon=lon[first],
            lat=lat[first],
            from_node=ends[real, 0].astype(np.int32),
            to_node=ends[real, 1].astype(np.int32),
            length_m=length_m[real],
        ),
        problems,
    )


def _moving_nodes(
    path: Path, columns: Columns, east: NDArray[np.float64], north: NDArray[np.float64]
) -> list[Problem]:
    """A node has one place; a row that puts it somewhere else is wrong."""
    moves = np.maximum(np.abs(east), np.abs(north)) > NODE_MOVES_DEGREES
    reason = Text("同一节点在前面的行中位置不同", "an earlier row puts this node somewhere else")
    problems = []
    for place in np.flatnonzero(moves):
        row, end = int(place) // 2, ("from_node", "to_node")[int(place) % 2]
        problems.append(problem_in(path, columns.row[row], end, columns.text[end][row], reason))
    return problems


def _odd_lengths(path: Path, columns: Columns, straight_m: NDArray[np.float64]) -> list[Problem]:
    """No street is shorter than the straight line between its ends; no length is 0."""
    length_m = columns.number["length_m"]
    too_short = Text("比直线距离还短，请核对", "shorter than the straight line: please check")
    nothing = Text("长度为0，没有读取", "the length is 0: not read")
    problems = []
    for place in np.flatnonzero(length_m < CLEARLY_SHORTER * straight_m):
        reason = nothing if length_m[place] == 0 else too_short
        row, value = columns.row[int(place)], f"{length_m[place]:g}"
        problems.append(problem_in(path, row, "length_m", value, reason, Severity.WARNING))
    return problems


def _no_streets(
    path: Path, length_m: NDArray[np.float64], is_loop: NDArray[np.bool_]
) -> list[Problem]:
    if (~is_loop & (length_m > 0)).any():
        return []
    reason = Text("没有一条连接两个不同节点的道路", "no segment joins two different nodes")
    return [problem_in(path, None, "", "", reason)]
