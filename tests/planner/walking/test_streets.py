"""Walks along streets: exact against a slow referee, and never shorter than the crow flies."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from fangcun_planner.district import StreetNetwork
from fangcun_planner.errors import BadProblem
from fangcun_planner.walking import WalkProblem
from fangcun_planner.walking.earth import points_in_space
from fangcun_planner.walking.graph import graph_of, walks_from_nodes
from fangcun_planner.walking.snapping import snap
from fangcun_planner.walking.solve import solve

DEGREE_M = 111_195.0  # at the equator, where the test towns lie


def streets_of(nodes_m, segments, longer=1.0):
    """Straight streets between nodes given in metres east and north of 0° 0°."""
    lon, lat = (np.array(nodes_m, float) / DEGREE_M).T
    ends = np.array(segments, np.int32)
    points = points_in_space(lon, lat)
    length_m = np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1) * longer
    return StreetNetwork(lon.copy(), lat.copy(), ends[:, 0].copy(), ends[:, 1].copy(), length_m)


def a_town(seed, nodes=30, segments=60):
    rng = np.random.default_rng(seed)
    ends = rng.integers(0, nodes, (segments, 2))
    ends = ends[ends[:, 0] != ends[:, 1]]
    return streets_of(rng.uniform(0, 1_000, (nodes, 2)), ends)


def walks_on(streets, origins_m, targets_m, limit_m, **more):
    origins = np.array(origins_m, float).reshape(-1, 2).T / DEGREE_M
    targets = np.array(targets_m, float).reshape(-1, 2).T / DEGREE_M
    return solve(WalkProblem(*origins, *targets, limit_m=limit_m, streets=streets, **more))


def dense(walks, targets):
    table = np.full((walks.start.size - 1, targets), np.inf)
    origin = np.repeat(np.arange(walks.start.size - 1), np.diff(walks.start))
    table[origin, walks.target] = walks.metres
    return table


class TestWalksFromNodes:
    @pytest.mark.parametrize("seed", range(10))
    def test_equal_the_referee_exactly(self, seed):
        streets = a_town(seed)
        lengths = csr_array(
            (np.zeros(0), (np.zeros(0, int), np.zeros(0, int))), shape=(30, 30)
        ).todense()
        lengths[:] = np.inf
        for a, b, metres in zip(
            streets.from_node, streets.to_node, streets.length_m, strict=True
        ):  # of parallel streets the shorter one
            lengths[a, b] = lengths[b, a] = min(lengths[a, b], metres)

        walks = walks_from_nodes(graph_of(streets), np.arange(30, dtype=np.int32), limit_m=700.0)

        found = np.full((30, 30), np.inf)
        found[np.repeat(np.arange(30), np.diff(walks.start)), walks.other] = walks.metres
        lengths[~np.isfinite(lengths)] = 0
        assert (found == dijkstra(lengths, directed=False, limit=700.0)).all()


class TestSnap:
    @given(seed=st.integers(0, 10_000))
    @settings(max_examples=30, deadline=None)
    def test_finds_the_nearest_point_of_all_streets(self, seed):
        streets = a_town(seed)
        doors = np.random.default_rng(seed).uniform(-300, 1_300, (20, 2)) / DEGREE_M

        snaps = snap(streets, *doors.T)

        points = points_in_space(*doors.T)
        nodes = points_in_space(streets.lon, streets.lat)
        shares = np.linspace(0, 1, 201)[:, None, None]
        tail, head = nodes[streets.from_node], nodes[streets.to_node]
        along = tail + shares * (head - tail)
        for point, access_m in zip(points, snaps.access_m, strict=True):
            best_m = np.linalg.norm(along - point, axis=2).min()
            assert best_m - 5 <= access_m <= best_m + 1e-6


class TestStreetWalks:
    def test_go_from_door_to_street_to_door(self):
        street = streets_of([(0, 0), (1_000, 0)], [(0, 1)])

        walks = walks_on(street, [(200, 30)], [(700, -50)], limit_m=600)

        assert walks.metres == pytest.approx([30 + 500 + 50], rel=0.01)

    def test_take_the_shorter_way_round(self):
        square = streets_of(
            [(0, 0), (400, 0), (400, 400), (0, 400)], [(0, 1), (1, 2), (2, 3), (3, 0)]
        )

        walks = walks_on(square, [(100, 0)], [(0, 200)], limit_m=2_000)

        assert walks.metres == pytest.approx([300], rel=0.01)

    def test_on_one_street_may_still_be_shorter_round_the_block(self):
        # Between the ends runs a winding lane of 3 km and a straight road of 400 m.
        nodes = [(0, 0), (400, 0), (200, 30)]
        lane = streets_of(nodes, [(0, 1), (0, 2), (2, 1)])
        lane.length_m[0] = 3_000.0

        walks = walks_on(lane, [(40, -1)], [(360, -1)], limit_m=3_000)

        assert walks.metres[0] == pytest.approx(2 + 300 + 300 + 404, rel=0.01)

    @given(seed=st.integers(0, 10_000))
    @settings(max_examples=30, deadline=None)
    def test_are_never_shorter_than_the_straight_line(self, seed):
        rng = np.random.default_rng(seed)
        origins, targets = rng.uniform(0, 1_000, (8, 2)), rng.uniform(0, 1_000, (12, 2))

        walks = walks_on(a_town(seed), origins, targets, limit_m=900)

        straight = np.linalg.norm(
            points_in_space(*origins.T / DEGREE_M)[:, None]
            - points_in_space(*targets.T / DEGREE_M),
            axis=2,
        )
        assert (dense(walks, 12) >= straight - 1e-6).all()

    @given(seed=st.integers(0, 10_000))
    @settings(max_examples=30, deadline=None)
    def test_are_as_long_there_as_back(self, seed):
        rng = np.random.default_rng(seed)
        few, many = rng.uniform(0, 1_000, (5, 2)), rng.uniform(0, 1_000, (9, 2))
        town = a_town(seed)

        there = dense(walks_on(town, few, many, limit_m=900), 9)
        back = dense(walks_on(town, many, few, limit_m=900), 5)

        np.testing.assert_allclose(there, back.T, atol=1e-6)

    @given(seed=st.integers(0, 10_000))
    @settings(max_examples=30, deadline=None)
    def test_equal_a_graph_with_every_door_in_it(self, seed):
        rng = np.random.default_rng(seed)
        origins, targets = rng.uniform(0, 1_000, (4, 2)), rng.uniform(0, 1_000, (6, 2))
        town = a_town(seed)

        walks = walks_on(town, origins, targets, limit_m=900)

        table = graph_with_doors(town, np.concatenate((origins, targets)))
        expected = dijkstra(table, directed=False, indices=range(4))[:, 4:10]
        expected[expected > 900] = np.inf
        np.testing.assert_allclose(dense(walks, 6), expected, atol=1e-5)

    def test_count_who_lives_far_from_every_street(self):
        street = streets_of([(0, 0), (1_000, 0)], [(0, 1)])

        walks = walks_on(street, [(0, 300), (0, 10)], [(0, 400)], 10, far_from_street_m=250)

        assert walks.snapped_far == 2
        assert walks.on_streets

    def test_refuse_streets_that_lead_to_no_node(self):
        street = streets_of([(0, 0), (1_000, 0)], [(0, 1)])
        street.to_node[0] = 7

        with pytest.raises(BadProblem, match="node 7 of 2"):
            walks_on(street, [(0, 0)], [(0, 0)], limit_m=10)


def graph_with_doors(town, doors_m):
    """Dense lengths: the D doors first, then where each meets its street, then the nodes.

    Every segment is cut at all doors that lie on it; the slow and obvious way.
    """
    snaps = snap(town, *(doors_m.T / DEGREE_M))
    count = len(doors_m)
    table = np.zeros((2 * count + town.lon.size,) * 2)

    def join(a, b, metres):
        metres = max(metres, 1e-7)  # scipy takes 0, and all that is close to it, for no edge
        table[a, b] = table[b, a] = min(table[a, b] or np.inf, metres)

    for door in range(count):
        join(door, count + door, snaps.access_m[door])
    for e in range(town.length_m.size):
        on_it = [count + int(d) for d in np.flatnonzero(snaps.segment == e)]
        on_it.sort(key=lambda stop: snaps.share[stop - count])
        stops = [2 * count + town.from_node[e], *on_it, 2 * count + town.to_node[e]]
        shares = [0.0, *(snaps.share[stop - count] for stop in on_it), 1.0]
        for k in range(len(stops) - 1):
            join(stops[k], stops[k + 1], (shares[k + 1] - shares[k]) * town.length_m[e])
    return table
