"""Straight walks: right anywhere on earth, inclusive, and honest about bad questions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from fangcun_planner.errors import BadProblem
from fangcun_planner.walking import WalkProblem
from fangcun_planner.walking.solve import solve

GEOD = Geod(ellps="WGS84")


def positions(*points):
    lon, lat = np.array(points, float).reshape(-1, 2).T
    return lon.copy(), lat.copy()


def walks_between(origins, targets, **how):
    return solve(WalkProblem(*positions(*origins), *positions(*targets), **how))


class TestStraightWalks:
    @given(
        lon=st.floats(-180, 180),
        lat=st.floats(-89.9, 89.9),
        azimuth=st.floats(0, 360),
        metres=st.floats(1, 20_000),
    )
    def test_are_right_anywhere_on_earth(self, lon, lat, azimuth, metres):
        there_lon, there_lat, _ = GEOD.fwd(lon, lat, azimuth, metres)

        walks = walks_between([(lon, lat)], [(there_lon, there_lat)], limit_m=30_000)

        assert walks.metres == pytest.approx([metres], rel=0.002)

    def test_cross_the_date_line(self):
        walks = walks_between([(179.999, 10)], [(-179.999, 10)], limit_m=500)

        assert walks.target.tolist() == [0]

    def test_are_longer_by_the_detour_factor(self):
        straight = walks_between([(120.9, 32)], [(120.91, 32)], limit_m=2_000)
        real = walks_between([(120.9, 32)], [(120.91, 32)], limit_m=2_000, detour_factor=1.3)

        assert real.metres == pytest.approx(straight.metres * 1.3)

    def test_of_exactly_the_limit_count(self):
        metres = walks_between([(120.9, 32)], [(120.91, 32)], limit_m=2_000).metres[0]

        walks = walks_between([(120.9, 32)], [(120.91, 32)], limit_m=metres)

        assert walks.metres.tolist() == [metres]

    def test_list_targets_in_ascending_order_and_know_no_streets(self):
        rng = np.random.default_rng(1)
        town = rng.uniform((120.85, 32.0), (120.87, 32.02), (40, 2))

        walks = walks_between(town, town, limit_m=600)

        rows = np.split(walks.target, walks.start[1:-1])
        assert all((np.diff(row) > 0).all() for row in rows)
        assert all(i in row for i, row in enumerate(rows))
        assert not walks.on_streets

    def test_to_nowhere_are_none(self):
        walks = walks_between([(120.9, 32)], [], limit_m=500)

        assert walks.start.tolist() == [0, 0]


class TestWalkProblem:
    @pytest.mark.parametrize(
        ("change", "named"),
        [
            ({"limit_m": -1.0}, "limit_m"),
            ({"limit_m": float("nan")}, "limit_m"),
            ({"detour_factor": 0.9}, "detour_factor"),
            ({"origin_lat": np.array([91.0])}, "origin_lat"),
            ({"target_lon": np.array([np.inf])}, "target_lon"),
            ({"target_lon": np.zeros(2)}, "target_lon"),
        ],
    )
    def test_names_what_is_wrong(self, change, named):
        one = np.zeros(1)
        question = {
            "origin_lon": one,
            "origin_lat": one,
            "target_lon": one,
            "target_lat": one,
            "limit_m": 500.0,
        }

        with pytest.raises(BadProblem, match=named):
            WalkProblem(**question | change)
