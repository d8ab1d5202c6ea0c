"""The three ways in which Chinese maps write a position, and the way between them.

WGS-84 and CGCS2000 agree within centimetres and are treated as one. GCJ-02 (AMap, Tencent) shifts
positions in China by 100 to 700 m, BD-09 (Baidu) shifts those once more by about 1 km. The shift
is not published officially; the formulas are those in general use since 2013, which agree with
the map services' own conversions within a few metres. Outside China nothing is shifted.
"""

from collections.abc import Callable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]

SEMI_MAJOR_M = 6378245.0  # Krasovsky 1940 ellipsoid, on which the shift is computed
ECCENTRICITY_SQUARED = 0.00669342162296594323
BAIDU_PERIOD = np.pi * 3000.0 / 180.0
CHINA = (72.004, 0.8293, 137.8347, 55.8271)  # west, south, east, north of the shifted area
INVERSE_STEPS = 12  # each gains about three digits; the rest is rounding


class Crs(StrEnum):
    """A coordinate system, as a user declares it."""

    WGS84 = "WGS-84"
    CGCS2000 = "CGCS2000"
    GCJ02 = "GCJ-02"
    BD09 = "BD-09"


def to_wgs84(*, lon: Degrees, lat: Degrees, crs: Crs) -> tuple[Degrees, Degrees]:
    """The same places in WGS-84; arrays of any one shape, degrees."""
    if crs is Crs.GCJ02:
        return _undo_gcj02(lon, lat)
    if crs is Crs.BD09:
        return _undo_gcj02(*_where_shifted(_undo_bd09, lon, lat))
    return lon, lat


def from_wgs84(*, lon: Degrees, lat: Degrees, crs: Crs) -> tuple[Degrees, Degrees]:
    """The same places as the other coordinate system writes them."""
    if crs is Crs.GCJ02:
        return _do_gcj02(lon, lat)
    if crs is Crs.BD09:
        return _where_shifted(_do_bd09, *_do_gcj02(lon, lat))
    return lon, lat


def _do_gcj02(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    shift_lon, shift_lat = _gcj02_shift(lon, lat)
    return lon + shift_lon, lat + shift_lat


def _undo_gcj02(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Fixed-point iteration: take off the shift of the best guess so far."""
    shift_lon, shift_lat = _gcj02_shift(lon, lat)
    for _ in range(INVERSE_STEPS):
        shift_lon, shift_lat = _gcj02_shift(lon - shift_lon, lat - shift_lat)
    return lon - shift_lon, lat - shift_lat


def _gcj02_shift(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Shift in degrees at a WGS-84 position, zero outside China."""
    inside = _is_shifted(lon, lat)
    x, y = np.where(inside, lon, 105.0) - 105.0, np.where(inside, lat, 35.0) - 35.0
    ripple = 20.0 * (np.sin(6.0 * np.pi * x) + np.sin(2.0 * np.pi * x))
    metres_east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    metres_east += (ripple + _waves(x, (20.0, 1, 40.0, 3), (150.0, 12, 300.0, 30))) * 2.0 / 3.0
    metres_north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y
    metres_north += 0.2 * np.sqrt(np.abs(x))
    metres_north += (ripple + _waves(y, (20.0, 1, 40.0, 3), (160.0, 12, 320.0, 30))) * 2.0 / 3.0
    latitude = np.radians(y + 35.0)
    flatness = 1.0 - ECCENTRICITY_SQUARED * np.sin(latitude) ** 2
    metres_per_radian_east = SEMI_MAJOR_M / np.sqrt(flatness) * np.cos(latitude)
    metres_per_radian_north = SEMI_MAJOR_M * (1.0 - ECCENTRICITY_SQUARED) / flatness**1.5
    shift_lon = np.degrees(metres_east / metres_per_radian_east)
    shift_lat = np.degrees(metres_north / metres_per_radian_north)
    return np.where(inside, shift_lon, 0.0), np.where(inside, shift_lat, 0.0)


def _waves(t: Degrees, *pairs: tuple[float, int, float, int]) -> Degrees:
    """Sum of a·sin(πt/b), two waves per pair."""
    total = np.zeros_like(t)
    for first, first_length, second, second_length in pairs:
        total += first * np.sin(np.pi * t / first_length)
        total += second * np.sin(np.pi * t / second_length)
    return total


def _where_shifted(
    convert: Callable[[Degrees, Degrees], tuple[Degrees, Degrees]], lon: Degrees, lat: Degrees
) -> tuple[Degrees, Degrees]:
    """Convert positions in China and leave all others as they are."""
    inside = _is_shifted(lon, lat)
    new_lon, new_lat = convert(lon, lat)
    return np.where(inside, new_lon, lon), np.where(inside, new_lat, lat)


def _is_shifted(lon: Degrees, lat: Degrees) -> NDArray[np.bool_]:
    west, south, east, north = CHINA
    inside: NDArray[np.bool_] = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return inside


def _do_bd09(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * BAIDU_PERIOD)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * BAIDU_PERIOD)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def _undo_bd09(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    guess_lon, guess_lat = lon - 0.0065, lat - 0.006
    for _ in range(INVERSE_STEPS):
        again_lon, again_lat = _do_bd09(guess_lon, guess_lat)
        guess_lon, guess_lat = guess_lon + lon - again_lon, guess_lat + lat - again_lat
    return guess_lon, guess_lat
