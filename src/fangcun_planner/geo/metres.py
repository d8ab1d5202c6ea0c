"""Metres on the ground: CGCS2000, three-degree Gauss-Krueger, central meridian 120° E."""

from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]

METRES = "EPSG:4549"
DEGREES = "EPSG:4490"  # CGCS2000, equal to WGS-84 within centimetres


def to_metres(*, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Eastings and northings in metres; infinite where the projection has no value.

    Made for places within a few degrees of 120° E; farther away distances grow too long.
    """
    x, y = _transformer(DEGREES, METRES).transform(lon, lat)
    return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)


def to_degrees(*, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Longitudes and latitudes of eastings and northings."""
    lon, lat = _transformer(METRES, DEGREES).transform(x, y)
    return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)


def in_metres(area: BaseGeometry) -> BaseGeometry:
    """A shape in degrees as one in metres."""
    return shapely.transform(
        area, lambda at: np.column_stack(to_metres(lon=at[:, 0], lat=at[:, 1]))
    )


def in_degrees(area: BaseGeometry) -> BaseGeometry:
    """A shape in metres as one in degrees."""
    return shapely.transform(area, lambda at: np.column_stack(to_degrees(x=at[:, 0], y=at[:, 1])))


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)
