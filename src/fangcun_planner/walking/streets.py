"""Walks along the streets: from the door to the street, along it, and to the other door."""

# ruff: noqa: PLR0917 - compiled functions take no keyword arguments

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from fangcun_planner.district import StreetNetwork
from fangcun_planner.walking.answer import Walks
from fangcun_planner.walking.graph import Desk, StreetGraph, graph_of, set_up, settle, write
from fangcun_planner.walking.neighbours import Pairs, rows_of_pairs
from fangcun_planner.walking.problem import ROUNDING_M, WalkProblem
from fangcun_planner.walking.snapping import Snaps, snap

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]


class Ends(NamedTuple):
    """The two ends and the length of E segments."""

    from_node: Ints
    to_node: Ints
    length_m: Floats


class Doors(NamedTuple):
    """The doors that can be entered from node v: ``door[start[v]:start[v + 1]]``.

    They lie on the segments that end there, `metres` away from the node, access included.
    """

    start: Longs
    door: Ints
    metres: Floats


class Found(NamedTuple):
    """The doors found by one search: `metres` (inf where not found), and which in `door`."""

    metres: Floats
    door: Ints


def street_walks(problem: WalkProblem, streets: StreetNetwork) -> Walks:
    """All walks along the streets within the limit."""
    origins = snap(streets, problem.origin_lon, problem.origin_lat)
    targets = snap(streets, problem.target_lon, problem.target_lat)
    limit_m = problem.limit_m + ROUNDING_M
    # A walk is as long there as back, so the search starts from the side with fewer doors.
    if problem.origin_lon.size <= problem.target_lon.size:
        pairs = _search(streets, origins, targets, limit_m=limit_m)
    else:
        pairs = _turned(_search(streets, targets, origins, limit_m=limit_m), origins.share.size)
    far = problem.far_from_street_m
    return Walks(
        pairs.start,
        pairs.other,
        pairs.metres.clip(max=problem.limit_m),
        on_streets=True,
        snapped_far=int((origins.access_m > far).sum() + (targets.access_m > far).sum()),
    )


def _search(streets: StreetNetwork, sources: Snaps, doors: Snaps, *, limit_m: float) -> Pairs:
    """Walks from all sources to all doors within the limit."""
    ends = Ends(streets.from_node, streets.to_node, streets.length_m)
    by_node = _doors_by_node(streets, doors)
    return Pairs(*_walks_from_doors(graph_of(streets), limit_m, ends, sources, doors, by_node))


def _turned(pairs: Pairs, rows: int) -> Pairs:
    """The same pairs seen from the other side, which has `rows` members."""
    source = np.repeat(np.arange(pairs.start.size - 1), np.diff(pairs.start))
    return rows_of_pairs(pairs.other, source, pairs.metres, rows)


def _doors_by_node(streets: StreetNetwork, doors: Snaps) -> Doors:
    """Every door twice, seen from both ends of its segment."""
    node = np.concatenate((streets.from_node[doors.segment], streets.to_node[doors.segment]))
    along_m = doors.share * streets.length_m[doors.segment]
    back_m = streets.length_m[doors.segment] - along_m
    metres = np.concatenate((along_m + doors.access_m, back_m + doors.access_m))
    order = np.argsort(node, kind="stable")
    start = np.zeros(streets.lon.size + 1, np.int64)
    np.cumsum(np.bincount(node, minlength=streets.lon.size), out=start[1:])
    return Doors(start, (order % max(1, doors.share.size)).astype(np.int32), metres[order])


@njit(cache=True, nogil=True)
def _walks_from_doors(
    graph: StreetGraph, limit_m: float, ends: Ends, sources: Snaps, doors: Snaps, by_node: Doors
) -> tuple[Longs, Ints, Floats]:
    desk = set_up(graph)
    found = Found(np.full(doors.share.size, np.inf), np.empty(doors.share.size, np.int32))
    start = np.zeros(sources.share.size + 1, np.int64)
    door, metres = np.empty(1024, np.int32), np.empty(1024, np.float64)
    for i in range(sources.share.size):
        count = _next_door(i, limit_m, ends, sources, doors, by_node, found)
        nodes = settle(graph, limit_m, desk, _step_out(i, limit_m, ends, sources, desk))
        count = _enter(nodes, limit_m, desk, by_node, found, count)
        start[i + 1] = start[i] + count
        door, metres = write(door, metres, start[i], np.sort(found.door[:count]), found.metres)
    return start, door[: start[-1]].copy(), metres[: start[-1]].copy()


@njit(cache=True, nogil=True)
def _next_door(
    i: int, limit_m: float, ends: Ends, sources: Snaps, doors: Snaps, by_node: Doors, found: Found
) -> int:
    """Doors on the source's own segment: the way there need not pass either of its ends."""
    count, segment = 0, sources.segment[i]
    tail, length_m = ends.from_node[segment], ends.length_m[segment]
    for k in range(by_node.start[tail], by_node.start[tail + 1]):
        j = by_node.door[k]
        if doors.segment[j] == segment:
            along_m = abs(doors.share[j] - sources.share[i]) * length_m
            there_m = sources.access_m[i] + along_m + doors.access_m[j]
            count = _note(j, there_m, limit_m, found, count)
    return count


@njit(cache=True, nogil=True)
def _step_out(i: int, limit_m: float, ends: Ends, sources: Snaps, desk: Desk) -> int:
    """Walk from the source to the ends of its segment; answers how many are within the limit."""
    count, segment = 0, sources.segment[i]
    along_m = sources.share[i] * ends.length_m[segment]
    tail_m, head_m = along_m, ends.length_m[segment] - along_m
    for node, there_m in ((ends.from_node[segment], tail_m), (ends.to_node[segment], head_m)):
        node_m = sources.access_m[i] + there_m
        if node_m <= limit_m and node_m < desk.reached_m[node]:
            if desk.reached_m[node] == np.inf:
                desk.touched[count] = node
                count += 1
            desk.reached_m[node] = node_m
    return count


@njit(cache=True, nogil=True)
def _enter(nodes: int, limit_m: float, desk: Desk, by_node: Doors, found: Found, count: int) -> int:
    """Note the doors near the first `nodes` touched nodes, and clean the desk."""
    for n in range(nodes):
        node = desk.touched[n]
        for k in range(by_node.start[node], by_node.start[node + 1]):
            there_m = desk.reached_m[node] + by_node.metres[k]
            count = _note(by_node.door[k], there_m, limit_m, found, count)
        desk.reached_m[node] = np.inf
    return count


@njit(cache=True, nogil=True)
def _note(door: int, there_m: float, limit_m: float, found: Found, count: int) -> int:
    """Keep the walk if it is the shortest to this door; answers how many doors are found."""
    if there_m > limit_m or there_m >= found.metres[door]:
        return count
    is_new = found.metres[door] == np.inf
    found.metres[door] = there_m
    if is_new:
        found.door[count] = door
        count += 1
    return count
