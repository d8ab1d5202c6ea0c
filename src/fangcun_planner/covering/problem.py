"""The maximal covering question (Church & ReVelle 1974): where to open p sites."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fangcun_planner.errors import BadProblem

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class CoveringProblem:
    """Open at most `open_at_most` of S sites so that most weight of N demands is covered.

    Parameters
    ----------
    weight
        (N,) What covering the demand is worth, >= 0.
    cover_start, cover_site
        (N+1,), (K,) The sites that can cover demand i are
        ``cover_site[cover_start[i]:cover_start[i + 1]]``, ascending.
    site_count
        S.
    open_at_most
        Number of open sites allowed, the existing ones included.
    existing
        (S,) True where a site is open already and stays so.
    """

    weight: Floats
    cover_start: Longs
    cover_site: Ints
    site_count: int
    open_at_most: int
    existing: Bools

    def __post_init__(self) -> None:
        _check_weights(self.weight)
        _check_rows(self)
        if self.existing.shape != (self.site_count,):
            raise BadProblem(f"existing must be ({self.site_count},), got {self.existing.shape}")
        built = int(self.existing.sum())
        if self.open_at_most < built:
            raise BadProblem(
                f"open_at_most counts existing sites too and must be at least {built}, "
                f"got {self.open_at_most}"
            )


def _check_weights(weight: Floats) -> None:
    if weight.ndim != 1:
        raise BadProblem(f"weight must be (N,), got {weight.shape}")
    wrong = np.flatnonzero(~(np.isfinite(weight) & (weight >= 0)))
    if wrong.size:
        raise BadProblem(f"weight[{wrong[0]}] must be a number >= 0, got {weight[wrong[0]]}")


def _check_rows(problem: CoveringProblem) -> None:
    start, site = problem.cover_start, problem.cover_site
    if start.shape != (problem.weight.size + 1,) or start[0] != 0 or start[-1] != site.size:
        raise BadProblem(
            f"cover_start must run from 0 to {site.size} in {problem.weight.size + 1} numbers"
        )
    if (np.diff(start) < 0).any():
        raise BadProblem(f"cover_start must not fall, it does at {np.diff(start).argmin()}")
    if not site.size:
        return
    if site.min() < 0 or site.max() >= problem.site_count:
        raise BadProblem(
            f"cover_site must lie in 0..{problem.site_count - 1}, got {site.min()}..{site.max()}"
        )
    rises = np.diff(site) > 0
    rises[start[1:-1][(start[1:-1] > 0) & (start[1:-1] < site.size)] - 1] = True
    if not rises.all():
        place = int(np.flatnonzero(~rises)[0])
        demand = int(np.searchsorted(start, place, side="right")) - 1
        raise BadProblem(f"cover_site must rise within every demand, it does not in {demand}")
