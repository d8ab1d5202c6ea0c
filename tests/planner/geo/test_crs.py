"""Positions keep their place when they change coordinate systems."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun_planner.geo.crs import Crs, from_wgs84, to_wgs84

METRES_PER_DEGREE = 111_320.0

somewhere_in_china = st.tuples(st.floats(73.6, 135.1), st.floats(3.9, 53.5))
shifted = pytest.mark.parametrize("crs", [Crs.GCJ02, Crs.BD09])


def there(crs: Crs, lon: float, lat: float) -> tuple[float, float]:
    x, y = from_wgs84(lon=np.array([lon]), lat=np.array([lat]), crs=crs)
    return float(x[0]), float(y[0])


class TestFromWgs84:
    def test_shifts_nantong_as_far_as_published(self):
        lon, lat = there(Crs.GCJ02, 120.9, 32.0)

        assert lon - 120.9 == pytest.approx(0.00422, abs=1e-5)
        assert lat - 32.0 == pytest.approx(-0.00218, abs=1e-5)

    @pytest.mark.parametrize("place", [(24.94, 60.17), (-73.98, 40.75), (151.2, -33.87)])
    @shifted
    def test_leaves_places_outside_china_alone(self, crs, place):
        assert there(crs, *place) == place

    def test_takes_cgcs2000_for_wgs84(self):
        assert there(Crs.CGCS2000, 120.9, 32.0) == (120.9, 32.0)


class TestToWgs84:
    @shifted
    @given(place=somewhere_in_china)
    def test_comes_home_within_a_millimetre(self, crs, place):
        lon, lat = from_wgs84(lon=np.array([place[0]]), lat=np.array([place[1]]), crs=crs)

        back_lon, back_lat = to_wgs84(lon=lon, lat=lat, crs=crs)

        error_m = METRES_PER_DEGREE * np.hypot(back_lon - place[0], back_lat - place[1])
        assert error_m[0] < 0.001

    @shifted
    @given(place=somewhere_in_china)
    def test_undoes_a_real_shift(self, crs, place):
        lon, lat = there(crs, *place)

        moved_m = METRES_PER_DEGREE * np.hypot(lon - place[0], lat - place[1])
        assert 10 < moved_m < 3000

    @shifted
    def test_survives_numbers_that_are_no_positions(self, crs):
        lon, lat = to_wgs84(lon=np.array([1e300, -1e300]), lat=np.array([0.0, 1e300]), crs=crs)

        assert lon.shape == lat.shape == (2,)
