"""The question of a floating catchment: who asks, who offers, who can walk where."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from fangcun_planner.errors import BadProblem
from fangcun_planner.walking import Walks
from fangcun_planner.walking.problem import Degrees as Floats


class Zone(NamedTuple):
    """Walks of at most `limit_m` metres count `weight` times, unless a nearer zone has them."""

    limit_m: float
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class CatchmentProblem:
    """How much of a supply falls to each person, over who can walk to it.

    Parameters
    ----------
    walks
        From N origins to M targets.
    demand
        (N,) Persons who ask, at each origin, ≥ 0.
    supply
        (M,) What each target offers, in any unit, ≥ 0.
    zones
        Nearest first. One zone of weight 1 is the two-step floating catchment area (Luo & Wang
        2003), several with falling weights the enhanced one (Luo & Qi 2009).
    """

    walks: Walks
    demand: Floats
    supply: Floats
    zones: tuple[Zone, ...]

    def __post_init__(self) -> None:
        origins = self.walks.start.size - 1
        _check("demand", self.demand, size=origins)
        _check("supply", self.supply, size=self.supply.size)
        if self.walks.target.size and self.walks.target.max() >= self.supply.size:
            raise BadProblem(
                f"supply must have a value for target {self.walks.target.max()},"
                f" got {self.supply.size}"
            )
        _check_zones(self.zones)


def _check(name: str, values: Floats, *, size: int) -> None:
    if values.shape != (size,):
        raise BadProblem(f"{name} must have shape ({size},), got {values.shape}")
    wrong = np.flatnonzero(~(np.isfinite(values) & (values >= 0)))
    if wrong.size:
        raise BadProblem(f"{name}[{wrong[0]}] must be at least 0, got {values[wrong[0]]}")


def _check_zones(zones: tuple[Zone, ...]) -> None:
    if not zones:
        raise BadProblem("zones must name at least one zone")
    limits = [zone.limit_m for zone in zones]
    if not all(np.isfinite(limits)) or limits[0] <= 0 or sorted(set(limits)) != limits:
        raise BadProblem(f"zones must reach farther one after the other, got {limits}")
    for zone in zones:
        if not (np.isfinite(zone.weight) and zone.weight >= 0):
            raise BadProblem(f"the weight of a zone must be at least 0, got {zone.weight}")
