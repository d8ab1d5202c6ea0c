"""Who lies within reach: against every distance counted one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangcun_planner.covering.points import EARTH_RADIUS_M, from_points
from fangcun_planner.errors import BadProblem


def rows_of(demand, site, reach_m, planar):
    demand, site = np.array(demand, float).reshape(-1, 2), np.array(site, float).reshape(-1, 2)
    problem = from_points(
        demand_x=demand[:, 0].copy(),
        demand_y=demand[:, 1].copy(),
        weight=np.ones(len(demand)),
        site_x=site[:, 0].copy(),
        site_y=site[:, 1].copy(),
        reach_m=reach_m,
        planar=planar,
        open_at_most=1,
    )
    return [row.tolist() for row in np.split(problem.cover_site, problem.cover_start[1:-1])]


def haversine_m(lon, lat, other_lon, other_lat):
    lon, lat, other_lon, other_lat = map(np.radians, (lon, lat, other_lon, other_lat))
    h = (
        np.sin((other_lat - lat) / 2) ** 2
        + np.cos(lat) * np.cos(other_lat) * np.sin((other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(h))


class TestFromPoints:
    @given(
        seed=st.integers(0, 10_000),
        size=st.sampled_from([1.0, 1e3, 1e6]),
        share=st.floats(0, 1.5),
    )
    @settings(max_examples=60, deadline=None)
    def test_finds_every_pair_on_a_plane(self, seed, size, share):
        rng = np.random.default_rng(seed)
        demand, site = rng.uniform(-size, size, (40, 2)), rng.uniform(-size, size, (15, 2))

        rows = rows_of(demand, site, share * size, planar=True)

        distance = np.linalg.norm(demand[:, None] - site, axis=2)
        assert rows == [np.flatnonzero(row <= share * size).tolist() for row in distance]

    @given(
        seed=st.integers(0, 10_000),
        middle=st.sampled_from([(120.9, 32.0), (180.0, 0.0), (-40.0, 89.9), (0.0, -90.0)]),
        reach_m=st.sampled_from([1.0, 500.0, 5_000.0, 2e7, 3e7]),
    )
    @settings(max_examples=60, deadline=None)
    def test_finds_every_pair_on_the_earth(self, seed, middle, reach_m):
        rng = np.random.default_rng(seed)
        points = rng.uniform(-0.1, 0.1, (50, 2)) + middle
        lon, lat = (points[:, 0] + 180) % 360 - 180, points[:, 1].clip(-90, 90)
        points = np.column_stack((lon, lat))
        demand, site = points[:35], points[35:]

        rows = rows_of(demand, site, reach_m, planar=False)

        metres = haversine_m(*demand.T[:, :, None], *site.T[:, None, :])
        assert rows == [np.flatnonzero(row <= reach_m).tolist() for row in metres]

    def test_counts_a_distance_of_exactly_the_reach(self):
        assert rows_of([(0, 0)], [(3, 4), (3, 4.001)], 5.0, planar=True) == [[0]]

    def test_counts_a_great_circle_of_exactly_the_reach(self):
        reach_m = haversine_m(120.9, 32.0, 120.91, 32.005)

        assert rows_of([(120.9, 32.0)], [(120.91, 32.005)], reach_m, planar=False) == [[0]]
        assert rows_of([(120.9, 32.0)], [(120.91, 32.005)], reach_m - 0.01, planar=False) == [[]]

    def test_covers_the_point_itself_at_reach_zero(self):
        assert rows_of([(7, 7), (8, 8)], [(7, 7)], 0.0, planar=True) == [[0], []]

    @pytest.mark.parametrize(
        ("demand", "reach_m", "named"),
        [
            ([(0, 91)], 5.0, "demand_y"),
            ([(181, 0)], 5.0, "demand_x"),
            ([(float("nan"), 0)], 5.0, "demand_x"),
            ([(0, 0)], -1.0, "reach_m"),
            ([(0, 0)], float("inf"), "reach_m"),
        ],
    )
    def test_names_what_is_wrong(self, demand, reach_m, named):
        with pytest.raises(BadProblem, match=named):
            rows_of(demand, [(0, 0)], reach_m, planar=False)
