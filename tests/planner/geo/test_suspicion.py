"""A wrong declaration is noticed, a right one is not doubted."""

import numpy as np
import pytest

from fangcun_planner.geo.crs import Crs, from_wgs84
from fangcun_planner.geo.suspicion import better_reading

SQUARE = (((120.8, 32.0), (120.9, 32.0), (120.9, 32.1), (120.8, 32.1), (120.8, 32.0)),)
PLACES = np.random.default_rng(1).uniform([120.8, 32.0], [120.9, 32.1], (500, 2))
WRONG = [
    (Crs.WGS84, Crs.GCJ02),
    (Crs.WGS84, Crs.BD09),
    (Crs.GCJ02, Crs.WGS84),
    (Crs.GCJ02, Crs.CGCS2000),
    (Crs.GCJ02, Crs.BD09),
    (Crs.BD09, Crs.WGS84),
    (Crs.BD09, Crs.CGCS2000),
    (Crs.BD09, Crs.GCJ02),
]


def reading_of(*, written: Crs, declared: Crs, is_swapped: bool = False):
    lon, lat = from_wgs84(lon=PLACES[:, 0], lat=PLACES[:, 1], crs=written)
    if is_swapped:
        lon, lat = lat, lon
    return better_reading(lon=lon, lat=lat, declared=declared, boundary=SQUARE)


class TestBetterReading:
    @pytest.mark.parametrize("crs", list(Crs))
    def test_does_not_doubt_a_right_declaration(self, crs):
        assert reading_of(written=crs, declared=crs) is None

    @pytest.mark.parametrize(("written", "declared"), WRONG)
    def test_names_the_system_in_which_the_positions_were_written(self, written, declared):
        better = reading_of(written=written, declared=declared)

        assert better is not None
        assert (better.crs, better.is_swapped) == (written, False)
        assert better.share_inside > 0.99

    def test_notices_swapped_columns(self):
        better = reading_of(written=Crs.GCJ02, declared=Crs.GCJ02, is_swapped=True)

        assert better is not None
        assert (better.crs, better.is_swapped) == (Crs.GCJ02, True)

    def test_does_not_doubt_it_for_a_single_stray(self):
        lon, lat = np.append(PLACES[:, 0], 119.0), np.append(PLACES[:, 1], 32.0)

        assert better_reading(lon=lon, lat=lat, declared=Crs.WGS84, boundary=SQUARE) is None

    def test_has_no_opinion_without_a_boundary(self):
        lon, lat = PLACES[:, 1], PLACES[:, 0]

        assert better_reading(lon=lon, lat=lat, declared=Crs.WGS84, boundary=()) is None
