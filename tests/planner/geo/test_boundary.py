"""Inside and outside, and the piece of the district nearest to each place."""

import contextlib
import json

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from fangcun_planner.geo.boundary import (
    FARTHEST_M,
    BadBoundary,
    area_of,
    as_geojson,
    cells,
    is_inside,
    load_boundary,
    rings_of_geojson,
)
from fangcun_planner.geo.metres import to_degrees, to_metres

SQUARE = (((120.8, 32.0), (120.9, 32.0), (120.9, 32.1), (120.8, 32.1), (120.8, 32.0)),)

json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "features", "geometry", "coordinates", "x"]),
            inner | st.sampled_from(["FeatureCollection", "Feature", "Polygon", "Point"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


NEARLY_M = 25.0  # a disc is drawn as a polygon; a line that is straight in degrees bends in metres


class TestIsInside:
    def test_tells_inside_from_outside(self):
        inside = is_inside(
            lon=np.array([120.85, 120.95]), lat=np.array([32.05, 32.05]), boundary=SQUARE
        )

        assert inside.tolist() == [True, False]

    def test_counts_the_line_itself_as_inside(self):
        assert is_inside(lon=np.array([120.8]), lat=np.array([32.0]), boundary=SQUARE).all()

    def test_lets_everything_in_without_a_boundary(self):
        assert is_inside(lon=np.array([0.0]), lat=np.array([0.0]), boundary=()).all()


class TestCells:
    @given(seed=st.integers(0, 1000), count=st.integers(1, 30))
    def test_give_ground_to_the_nearest_place_unless_it_is_far_from_all(self, seed, count):
        rng = np.random.default_rng(seed)
        lon, lat = rng.uniform(120.8, 120.9, count), rng.uniform(32.0, 32.1, count)
        somewhere = rng.uniform((120.801, 32.001), (120.899, 32.099), (100, 2))

        pieces = cells(lon=lon, lat=lat, boundary=SQUARE)

        away_m = _distances_m(somewhere, np.column_stack((lon, lat)))
        for spot, metres in zip(somewhere, away_m, strict=True):
            holders = [piece.covers(shapely.Point(spot)) for piece in pieces]
            first, *others = np.sort(metres)
            if first > FARTHEST_M + NEARLY_M:
                assert not any(holders)
            elif first < FARTHEST_M - NEARLY_M and all(
                other - first > NEARLY_M for other in others
            ):
                assert np.flatnonzero(holders).tolist() == [np.argmin(metres)]

    def test_hold_their_places_and_do_not_overlap(self):
        rng = np.random.default_rng(1)
        lon, lat = rng.uniform(120.8, 120.9, 30), rng.uniform(32.0, 32.1, 30)

        pieces = cells(lon=lon, lat=lat, boundary=SQUARE)

        together = shapely.union_all(pieces)
        assert sum(piece.area for piece in pieces) == pytest.approx(together.area, rel=1e-4)
        assert area_of(SQUARE).buffer(1e-4).covers(together)
        for piece, place in zip(pieces, shapely.points(lon, lat), strict=True):
            assert piece.distance(place) < 1e-9

    def test_give_one_cell_to_places_at_one_position(self):
        pieces = cells(lon=np.full(2, 120.85), lat=np.full(2, 32.05), boundary=SQUARE)

        assert pieces[0].equals(pieces[1])

    def test_surround_the_places_where_there_is_no_boundary(self):
        pieces = cells(lon=np.array([120.8, 120.9]), lat=np.array([32.0, 32.0]), boundary=())

        assert all(piece.area > 0 for piece in pieces)

    def test_can_be_written_as_geojson(self):
        (piece,) = cells(lon=np.array([120.85]), lat=np.array([32.05]), boundary=SQUARE)

        assert rings_of_geojson(json.loads(json.dumps(as_geojson(piece))))


class TestLoadBoundary:
    @pytest.mark.parametrize(
        "text", ["", "[]", "{}", '{"type":"Point","coordinates":[1,2]}', "[" * 9999]
    )
    def test_says_no_to_what_is_no_boundary(self, tmp_path, text):
        path = tmp_path / "boundary.geojson"
        path.write_text(text)

        with pytest.raises(BadBoundary):
            load_boundary(path)

    @given(document=json_values)
    def test_answers_any_document_with_rings_or_a_refusal(self, document):
        with contextlib.suppress(BadBoundary):
            assert rings_of_geojson(document)


class TestToMetres:
    def test_puts_nantong_where_the_grid_says(self):
        x, y = to_metres(lon=np.array([120.9]), lat=np.array([32.0]))

        assert x[0] == pytest.approx(585_045, abs=1)
        assert y[0] == pytest.approx(3_542_206, abs=1)

    def test_comes_home(self):
        x, y = to_metres(lon=np.array([120.9]), lat=np.array([32.0]))
        lon, lat = to_degrees(x=x, y=y)

        assert (lon[0], lat[0]) == pytest.approx((120.9, 32.0), abs=1e-9)


def _distances_m(spots, places):
    """(spots, places) Straight lines in metres, measured on the plane."""
    east, north = to_metres(lon=spots[:, 0], lat=spots[:, 1])
    place_east, place_north = to_metres(lon=places[:, 0], lat=places[:, 1])
    return np.hypot(east[:, None] - place_east, north[:, None] - place_north)
