"""Walks and positions: against the sphere, and against nonsense in an address line."""

from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangcun.doors.portal.queries.near import walks
from fangcun.doors.portal.rules.ways import (
    Position,
    minutes_of,
    nearest_first,
    position_from,
    sector_of,
)

HERE = Position(120.9, 32.0)
DETOUR = 1.3
NEARBY = st.builds(Position, st.floats(120.88, 120.92), st.floats(31.98, 32.02))


def on_the_sphere(start: Position, end: Position) -> float:
    """The haversine, 6,371 km: within half a per cent of the ellipsoid."""
    half = sin(radians(end.lat - start.lat) / 2) ** 2
    across = sin(radians(end.lon - start.lon) / 2) ** 2
    return (
        2 * 6_371_000 * asin(sqrt(half + cos(radians(start.lat)) * cos(radians(end.lat)) * across))
    )


@settings(max_examples=50, deadline=None)
@given(places=st.lists(NEARBY, min_size=1, max_size=12))
def test_a_walk_is_the_straight_line_times_the_detour(places):
    told = walks._walks(None, HERE, tuple(places), DETOUR)

    straight = [on_the_sphere(HERE, place) for place in places]
    assert told == pytest.approx([metres * DETOUR for metres in straight], rel=0.005, abs=0.5)
    by_sphere = sorted(range(len(places)), key=lambda n: told[n])
    assert [told[n] for n in nearest_first(told)] == [told[n] for n in by_sphere]


class TestWays:
    @pytest.mark.parametrize(
        ("east", "north", "sector"),
        [(0, 1, 0), (1, 1, 1), (1, 0, 2), (0, -1, 4), (-1, 0, 6), (-1, 1, 7)],
    )
    def test_know_the_direction(self, east, north, sector):
        step = 0.001
        end = Position(HERE.lon + east * step / cos(radians(HERE.lat)), HERE.lat + north * step)

        assert sector_of(HERE, end) == sector

    def test_promise_nobody_less_than_a_minute(self):
        assert [minutes_of(metres, pace=60) for metres in (0, 60, 61)] == [1, 1, 2]

    @pytest.mark.parametrize("written", ["", "x", "1", "1,2,3", "91,0", "0,181", "nan,1", "inf,1"])
    def test_read_no_position_where_there_is_none(self, written):
        assert position_from(written) is None

    def test_keep_of_a_position_what_finds_a_street_and_no_door(self):
        assert position_from("32.0123456,120.9876543") == (120.988, 32.012)
