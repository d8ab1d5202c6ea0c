"""The district's boundary: what lies inside, and which piece of it belongs to whom."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPoint, MultiPolygon, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

from fangcun_planner.district import Ring
from fangcun_planner.geo.metres import in_degrees, in_metres, to_metres

Degrees = NDArray[np.float64]
Metres = NDArray[np.float64]

FARTHEST_M = 3000.0  # a long walk: nobody there would call the place his community


class BadBoundary(ValueError):
    """The text is not a boundary; the message says why."""


def load_boundary(path: Path) -> tuple[Ring, ...]:
    """Read the outer rings of a GeoJSON file of polygons; BadBoundary if there are none."""
    try:
        return rings_of_geojson(json.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError, RecursionError) as error:
        raise BadBoundary(str(error)) from error


def rings_of_geojson(document: Any) -> tuple[Ring, ...]:
    """Outer rings of every polygon in a FeatureCollection, a Feature or a geometry."""
    rings = tuple(
        tuple((float(lon), float(lat)) for lon, lat in polygon.exterior.coords)
        for geometry in _geometries(document)
        for polygon in _polygons(geometry)
    )
    if not rings:
        raise BadBoundary("no polygon found")
    return rings


def area_of(boundary: tuple[Ring, ...]) -> BaseGeometry:
    """The boundary as one valid shape in degrees; empty where there is no boundary."""
    polygons = [Polygon(ring) for ring in boundary if len(ring) >= 4]
    return shapely.union_all([shapely.make_valid(polygon) for polygon in polygons])


def is_inside(*, lon: Degrees, lat: Degrees, boundary: tuple[Ring, ...]) -> NDArray[np.bool_]:
    """(N,) Which of N positions lie in the district; True for all without a boundary."""
    if not boundary:
        return np.ones(len(lon), dtype=np.bool_)
    area = area_of(boundary)
    shapely.prepare(area)
    inside: NDArray[np.bool_] = shapely.intersects_xy(area, lon, lat)
    return inside


def cells(*, lon: Degrees, lat: Degrees, boundary: tuple[Ring, ...]) -> tuple[BaseGeometry, ...]:
    """For each of N places the part of the district that is nearest to it, in degrees.

    A picture (示意) for districts without surveyed community boundaries. Places at one and the
    same position share one cell; a place far outside may get an empty one. Ground farther than
    `FARTHEST_M` from every place (a river, a port) belongs to none. Without a boundary the cells
    fill the surroundings of the places.
    """
    if len(lon) == 0:
        return ()
    places = np.column_stack(to_metres(lon=lon, lat=lat))
    area = in_metres(area_of(boundary)) if boundary else _surroundings(places)
    area = area.intersection(MultiPoint(places).buffer(FARTHEST_M))
    return tuple(in_degrees(cell) for cell in cells_in_metres(places=places, area=area))


def cells_in_metres(*, places: Metres, area: BaseGeometry) -> tuple[BaseGeometry, ...]:
    """The same for (N, 2) places and an area in metres."""
    if len(np.unique(places, axis=0)) == 1:
        return (area,) * len(places)
    pieces = list(shapely.voronoi_polygons(MultiPoint(places), extend_to=area).geoms)
    nearest = np.atleast_1d(shapely.STRtree(pieces).nearest(shapely.points(places)))
    return tuple(pieces[piece].intersection(area) for piece in nearest)


def as_geojson(area: BaseGeometry) -> dict[str, Any]:
    """The shape as a GeoJSON geometry, positions to about 0.1 m."""
    return dict(mapping(shapely.set_precision(area, 1e-6)))


def _geometries(document: Any) -> list[BaseGeometry]:
    if not isinstance(document, dict):
        raise BadBoundary("not a GeoJSON object")
    if document.get("type") == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list):
            raise BadBoundary("features is not a list")
        return [geometry for feature in features for geometry in _geometries(feature)]
    if document.get("type") == "Feature":
        return _geometries(document.get("geometry"))
    try:
        return [shape(document)]
    except Exception as error:  # shapely raises many kinds for a malformed document
        raise BadBoundary(f"not a geometry: {error}") from error


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    if isinstance(geometry, MultiPolygon):
        return list(geometry.geoms)
    return []


def _surroundings(places: Metres) -> BaseGeometry:
    return MultiPoint(places).convex_hull.buffer(1000.0)
