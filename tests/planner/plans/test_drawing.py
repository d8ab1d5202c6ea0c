"""A picture of the ground: north is up, lengths are true, everything asked for is inside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun_planner.plans.drawing import Frame, path

POINTS = st.lists(
    st.tuples(st.floats(120.7, 121.1), st.floats(31.7, 32.2)), min_size=1, max_size=20
)


class TestFrame:
    @given(points=POINTS, around_m=st.floats(0, 500))
    def test_holds_every_point(self, points, around_m):
        frame = Frame.around(points, width=172, margin=8, highest=80, around_m=around_m)

        assert all(frame.holds(*frame.place(lon, lat)) for lon, lat in points)
        assert frame.height <= 80 + 1e-9

    def test_puts_north_up_and_east_right(self):
        frame = Frame.around([(120.8, 32.0), (120.9, 32.1)], width=100, margin=0)

        south_west, north_east = frame.place(120.8, 32.0), frame.place(120.9, 32.1)

        assert north_east[0] > south_west[0]
        assert north_east[1] < south_west[1]

    def test_keeps_lengths_true_in_both_directions(self):
        frame = Frame.around([(120.8, 32.0), (120.9, 32.1)], width=1000, margin=10)
        x, y = frame.place(120.85, 32.05)

        east = frame.place(120.85 + 1000 / 94_240, 32.05)[0] - x  # 94.24 km a degree at 32.05°
        north = y - frame.place(120.85, 32.05 + 1000 / 111_195)[1]

        assert east == pytest.approx(frame.units(1000), rel=0.002)
        assert north == pytest.approx(frame.units(1000), rel=0.002)

    def test_knows_its_corners(self):
        frame = Frame.around([(120.8, 32.0), (120.9, 32.1)], width=100, margin=5)

        west, south, east, north = frame.degrees()

        assert frame.place(west, north) == pytest.approx((0, 0), abs=0.01)
        assert frame.place(east, south) == pytest.approx((100, frame.height), abs=0.01)


class TestPath:
    def test_closes_every_ring(self):
        frame = Frame.around([(120.8, 32.0), (120.9, 32.1)], width=100, margin=5)
        ring = ((120.8, 32.0), (120.9, 32.0), (120.9, 32.1))

        assert path(frame, [ring, ring]).count("Z") == 2
