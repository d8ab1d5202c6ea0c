"""The walking question: which targets can be reached from which origins within a limit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fangcun_planner.district import StreetNetwork
from fangcun_planner.errors import BadProblem

Degrees = NDArray[np.float64]

ROUNDING_M = 1e-6  # sums of the same lengths in another order differ by less


@dataclass(frozen=True, slots=True, eq=False)
class WalkProblem:
    """Walks from N origins to M targets of at most `limit_m` metres.

    Parameters
    ----------
    origin_lon, origin_lat, target_lon, target_lat
        (N,), (N,), (M,), (M,) WGS-84 degrees.
    limit_m
        The farthest walk that counts, in metres; a walk of exactly this length does.
    streets
        Where people walk; None: straight line times `detour_factor`.
    detour_factor
        How much longer a real walk is than the straight line, >= 1; only without streets.
    far_from_street_m
        Who lives farther than this from every street is counted in `Walks.snapped_far`.
    """

    origin_lon: Degrees
    origin_lat: Degrees
    target_lon: Degrees
    target_lat: Degrees
    limit_m: float
    streets: StreetNetwork | None = None
    detour_factor: float = 1.0
    far_from_street_m: float = 200.0

    def __post_init__(self) -> None:
        check_positions("origin", self.origin_lon, self.origin_lat)
        check_positions("target", self.target_lon, self.target_lat)
        _check_number("limit_m", self.limit_m, at_least=0.0)
        _check_number("detour_factor", self.detour_factor, at_least=1.0)
        _check_number("far_from_street_m", self.far_from_street_m, at_least=0.0)
        if self.streets is not None:
            _check_streets(self.streets)


def check_positions(name: str, lon: Degrees, lat: Degrees) -> None:
    """Refuse positions that are not on the earth, naming the first one."""
    if lon.ndim != 1 or lon.shape != lat.shape:
        raise BadProblem(f"{name}_lon and {name}_lat must be (N,), got {lon.shape} and {lat.shape}")
    for axis, values, most in (("lon", lon, 180.0), ("lat", lat, 90.0)):
        wrong = np.flatnonzero(~(np.abs(values) <= most))
        if wrong.size:
            first = int(wrong[0])
            raise BadProblem(
                f"{name}_{axis}[{first}] must lie within ±{most:g}, got {values[first]}"
            )


def _check_number(name: str, value: float, *, at_least: float) -> None:
    if not (np.isfinite(value) and value >= at_least):
        raise BadProblem(f"{name} must be a number of at least {at_least:g}, got {value}")


def _check_streets(streets: StreetNetwork) -> None:
    check_positions("streets.node", streets.lon, streets.lat)
    ends = (streets.from_node, streets.to_node)
    if streets.length_m.ndim != 1 or any(end.shape != streets.length_m.shape for end in ends):
        raise BadProblem("streets: from_node, to_node and length_m must be (E,) all three")
    if not streets.length_m.size:
        raise BadProblem("streets must have at least one segment, got none")
    for end in ends:
        if end.min() < 0 or end.max() >= streets.lon.size:
            raise BadProblem(f"streets: node {end.max()} of {streets.lon.size} does not exist")
    if not (np.isfinite(streets.length_m).all() and streets.length_m.min() > 0):
        raise BadProblem(f"streets.length_m must be positive, got {streets.length_m.min()}")
