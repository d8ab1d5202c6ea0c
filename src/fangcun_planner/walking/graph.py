"""Streets as a graph in compressed rows, and the shortest walks in it up to a limit.

Dijkstra (1959) with a binary heap, stopped at the limit. The arrays that hold distances are
made once and only the entries that a search touched are cleaned, so that a search costs what
it reaches, not the size of the city.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from fangcun_planner.district import StreetNetwork
from fangcun_planner.walking.neighbours import Pairs

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]


class StreetGraph(NamedTuple):
    """Node v leads to ``to[start[v]:start[v + 1]]``, ``metres`` away; both directions."""

    start: Longs  # (V+1,)
    to: Ints  # (2E,)
    metres: Floats  # (2E,)


class Desk(NamedTuple):
    """The arrays a search works on, made once for all searches.

    reached_m
        (V,) Walk to each node, inf where the search has not been; inf between searches.
    touched
        (V,) The nodes where it has been.
    heap_m, heap_node
        (2E + 2,) The nodes to look at next, the nearest first.
    """

    reached_m: Floats
    touched: Ints
    heap_m: Floats
    heap_node: Ints


def graph_of(streets: StreetNetwork) -> StreetGraph:
    """The streets from each node's point of view."""
    return StreetGraph(
        *_rows_by_node(streets.lon.size, streets.from_node, streets.to_node, streets.length_m)
    )


def walks_from_nodes(graph: StreetGraph, nodes: Ints, *, limit_m: float) -> Pairs:
    """All nodes within `limit_m` of each node of `nodes` (N,), itself included, ascending."""
    return Pairs(*_walks_from_nodes(graph, nodes, limit_m))


@njit(cache=True, nogil=True)
def _rows_by_node(
    nodes: int, from_node: Ints, to_node: Ints, length_m: Floats
) -> tuple[Longs, Ints, Floats]:
    start = np.zeros(nodes + 1, np.int64)
    for e in range(from_node.size):
        start[from_node[e] + 1] += 1
        start[to_node[e] + 1] += 1
    start = np.cumsum(start)
    free = start[:-1].copy()
    to = np.empty(2 * from_node.size, np.int32)
    metres = np.empty(2 * from_node.size, np.float64)
    for e in range(from_node.size):
        for here, there in ((from_node[e], to_node[e]), (to_node[e], from_node[e])):
            to[free[here]] = there
            metres[free[here]] = length_m[e]
            free[here] += 1
    return start, to, metres


@njit(cache=True, nogil=True)
def _walks_from_nodes(
    graph: StreetGraph, nodes: Ints, limit_m: float
) -> tuple[Longs, Ints, Floats]:
    desk = set_up(graph)
    start = np.zeros(nodes.size + 1, np.int64)
    node, metres = np.empty(1024, np.int32), np.empty(1024, np.float64)
    for i in range(nodes.size):
        desk.reached_m[nodes[i]] = 0.0
        desk.touched[0] = nodes[i]
        count = settle(graph, limit_m, desk, 1)
        start[i + 1] = start[i] + count
        node, metres = write(node, metres, start[i], np.sort(desk.touched[:count]), desk.reached_m)
    return start, node[: start[-1]].copy(), metres[: start[-1]].copy()


@njit(cache=True, nogil=True)
def set_up(graph: StreetGraph) -> Desk:
    """A clean desk for searches in this graph."""
    nodes, most = graph.start.size - 1, graph.to.size + 2  # every segment is noted once each way
    return Desk(
        np.full(nodes, np.inf),
        np.empty(nodes, np.int32),
        np.empty(most, np.float64),
        np.empty(most, np.int32),
    )


@njit(cache=True, nogil=True)
def write(
    numbers: Ints, metres: Floats, first: int, found: Ints, found_m: Floats
) -> tuple[Ints, Floats]:
    """Write the walks to `found` from place `first` on, and clean their `found_m`.

    Answers the two arrays, which are longer ones if there was no room.
    """
    size = first + found.size
    if size > numbers.size:
        longer, longer_m = np.empty(2 * size, np.int32), np.empty(2 * size, np.float64)
        longer[:first], longer_m[:first] = numbers[:first], metres[:first]
        numbers, metres = longer, longer_m
    for k in range(found.size):
        numbers[first + k] = found[k]
        metres[first + k] = found_m[found[k]]
        found_m[found[k]] = np.inf
    return numbers, metres


@njit(cache=True, nogil=True)
def settle(graph: StreetGraph, limit_m: float, desk: Desk, seeds: int) -> int:
    """Shortest walks from the first `seeds` nodes of `desk.touched`, whose `reached_m` is set.

    Leaves the walk to every node within the limit in `desk.reached_m` and these nodes in
    `desk.touched`; answers how many there are.
    """
    reached_m, touched = desk.reached_m, desk.touched
    count, size = seeds, 0
    for k in range(seeds):
        size = _push(desk, size, reached_m[touched[k]], touched[k])
    while size:
        here_m, here = desk.heap_m[0], desk.heap_node[0]
        size = _pop(desk, size)
        if here_m > reached_m[here]:  # a shorter walk was found after this one was noted
            continue
        for k in range(graph.start[here], graph.start[here + 1]):
            there, there_m = graph.to[k], here_m + graph.metres[k]
            if there_m <= limit_m and there_m < reached_m[there]:
                if reached_m[there] == np.inf:
                    touched[count] = there
                    count += 1
                reached_m[there] = there_m
                size = _push(desk, size, there_m, there)
    return count


@njit(cache=True, nogil=True)
def _push(desk: Desk, size: int, metres: float, node: int) -> int:
    """Put a node onto the binary heap of `size` entries; answers the new size."""
    heap_m, heap_node = desk.heap_m, desk.heap_node
    at = size
    while at > 0:
        parent = (at - 1) >> 1
        if heap_m[parent] <= metres:
            break
        heap_m[at], heap_node[at] = heap_m[parent], heap_node[parent]
        at = parent
    heap_m[at], heap_node[at] = metres, node
    return size + 1


@njit(cache=True, nogil=True)
def _pop(desk: Desk, size: int) -> int:
    """Take the nearest node off the heap; answers the new size."""
    heap_m, heap_node = desk.heap_m, desk.heap_node
    size -= 1
    metres, node = heap_m[size], heap_node[size]
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and heap_m[child + 1] < heap_m[child]:
            child += 1
        if metres <= heap_m[child]:
            break
        heap_m[at], heap_node[at] = heap_m[child], heap_node[child]
        at = child
    heap_m[at], heap_node[at] = metres, node
    return size
