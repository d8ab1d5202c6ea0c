"""Was the coordinate system declared wrongly? Positions outside the boundary tell."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fangcun_planner.district import Ring
from fangcun_planner.geo.boundary import is_inside
from fangcun_planner.geo.crs import Crs, to_wgs84

Degrees = NDArray[np.float64]

GUESSES = (Crs.WGS84, Crs.GCJ02, Crs.BD09)  # CGCS2000 is WGS-84 within centimetres


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a table's positions.

    Parameters
    ----------
    crs, is_swapped
        Coordinate system; whether longitude and latitude changed places.
    share_inside
        Share of the positions that would lie in the district, 0 to 1.
    """

    crs: Crs
    is_swapped: bool
    share_inside: float


def better_reading(
    *, lon: Degrees, lat: Degrees, declared: Crs, boundary: tuple[Ring, ...]
) -> Reading | None:
    """The reading that explains strays best, or None if the declared one is as good.

    Another reading is only believed when it brings at least half of the strays home and loses
    nobody: a few typing errors near the boundary are no reason to doubt the declaration.
    """
    if not boundary or len(lon) == 0:
        return None
    now = _share_inside(lon, lat, declared, boundary)
    if now == 1.0:
        return None
    best = max(_other_readings(lon, lat, declared, boundary), key=lambda r: r.share_inside)
    return best if best.share_inside - now >= (1.0 - now) / 2 else None


def _other_readings(
    lon: Degrees, lat: Degrees, declared: Crs, boundary: tuple[Ring, ...]
) -> list[Reading]:
    same = (Crs.WGS84, Crs.CGCS2000)
    straight = [
        Reading(crs, False, _share_inside(lon, lat, crs, boundary))
        for crs in GUESSES
        if crs is not declared and not (crs in same and declared in same)
    ]
    swapped = [
        Reading(crs, True, _share_inside(lat, lon, crs, boundary)) for crs in (declared, *GUESSES)
    ]
    return straight + swapped


def _share_inside(lon: Degrees, lat: Degrees, crs: Crs, boundary: tuple[Ring, ...]) -> float:
    true_lon, true_lat = to_wgs84(lon=lon, lat=lat, crs=crs)
    return float(is_inside(lon=true_lon, lat=true_lat, boundary=boundary).mean())
