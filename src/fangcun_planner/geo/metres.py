"""Metres on the ground: CGCS2000, three-degree Gauss-Krueger, central meridian 120° E."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

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


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)
