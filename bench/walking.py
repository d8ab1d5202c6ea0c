"""Bench: walks of at most 1,000 m from 2,000 places, against scipy's limited Dijkstra.

Both get the same synthetic street grid and the same sources in the same run, and must find
the same nodes at the same distances. Times leave out imports and compilation.

    .venv/bin/python bench/walking.py
"""

import time

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from fangcun_planner.district import StreetNetwork
from fangcun_planner.walking import WalkProblem
from fangcun_planner.walking.graph import graph_of, walks_from_nodes
from fangcun_planner.walking.solve import solve

LIMIT_M = 1_000.0
SOURCES = 2_000
AT_ONCE = 50  # sources that scipy gets at a time: its answer is a dense matrix


def street_grid(nodes: int, *, seed: int = 1) -> StreetNetwork:
    """Blocks of about 100 m, one street in ten missing, somewhere near 32° N 120° E."""
    rng = np.random.default_rng(seed)
    side = int(np.sqrt(nodes))
    number = np.arange(side * side).reshape(side, side)
    east, north = np.meshgrid(np.arange(side), np.arange(side))
    x = east.ravel() * 100.0 + rng.normal(0, 15, number.size)
    y = north.ravel() * 100.0 + rng.normal(0, 15, number.size)
    tail = np.concatenate((number[:, :-1].ravel(), number[:-1].ravel()))
    head = np.concatenate((number[:, 1:].ravel(), number[1:].ravel()))
    kept = rng.random(tail.size) < 0.9
    tail, head = tail[kept].astype(np.int32), head[kept].astype(np.int32)
    length_m = np.hypot(x[tail] - x[head], y[tail] - y[head])
    return StreetNetwork(120 + x / 94_400, 32 + y / 110_900, tail, head, length_m)


def by_scipy(streets: StreetNetwork, sources: NDArray[np.int32]) -> tuple[int, float]:
    """How many nodes are within the limit, and the sum of the walks to them."""
    nodes = streets.lon.size
    graph = csr_array((streets.length_m, (streets.from_node, streets.to_node)), (nodes, nodes))
    count, total_m = 0, 0.0
    for first in range(0, sources.size, AT_ONCE):
        some = sources[first : first + AT_ONCE]
        metres = dijkstra(graph, directed=False, indices=some, limit=LIMIT_M)
        within = metres[np.isfinite(metres)]
        count, total_m = count + within.size, total_m + within.sum()
    return count, total_m


def main() -> None:
    warm = street_grid(100)
    walks_from_nodes(graph_of(warm), np.arange(3, dtype=np.int32), limit_m=LIMIT_M)
    solve(WalkProblem(warm.lon, warm.lat, warm.lon, warm.lat, LIMIT_M, warm))
    print(f"walks of at most {LIMIT_M:,.0f} m from {SOURCES:,} sources")
    print("| nodes | segments | walks | ours s | scipy s | faster | doors to doors s |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for nodes in (50_000, 500_000):
        streets = street_grid(nodes)
        rng = np.random.default_rng(2)
        sources = rng.choice(streets.lon.size, SOURCES, replace=False).astype(np.int32)
        started = time.perf_counter()
        walks = walks_from_nodes(graph_of(streets), sources, limit_m=LIMIT_M)
        ours_s = time.perf_counter() - started
        started = time.perf_counter()
        count, total_m = by_scipy(streets, sources)
        scipy_s = time.perf_counter() - started
        assert count == walks.other.size
        assert np.isclose(total_m, walks.metres.sum(), rtol=1e-12)
        print(
            f"| {streets.lon.size:,} | {streets.length_m.size:,} | {count:,} | {ours_s:.3f} | "
            f"{scipy_s:.2f} | {scipy_s / ours_s:,.0f} x | {doors_s(streets):.2f} |"
        )
    print("doors to doors: 20,000 buildings and 2,000 spaces brought to their nearest street, too")


def doors_s(streets: StreetNetwork) -> float:
    """Seconds for the whole question, with doors that lie beside the streets."""
    rng = np.random.default_rng(3)
    low, high = (streets.lon.min(), streets.lat.min()), (streets.lon.max(), streets.lat.max())
    homes, spaces = rng.uniform(low, high, (20_000, 2)), rng.uniform(low, high, (2_000, 2))
    started = time.perf_counter()
    solve(WalkProblem(*homes.T, *spaces.T, LIMIT_M, streets))
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
