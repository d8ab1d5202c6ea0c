"""Two-step floating catchments.

With ``w(d)`` the weight of the zone that a walk of length d falls into (0 beyond the last),

    step 1, each target:  R_j = S_j / Σ_i D_i · w(d_ij)
    step 2, each origin:  A_i = Σ_j R_j · w(d_ij)

(Luo & Wang 2003, with one zone; Luo & Qi 2009, with several). Whatever is within anybody's reach is
handed out whole: Σ_i D_i · A_i = Σ_j S_j over the targets that somebody asks.
"""

# ruff: noqa: PLR0917 - compiled functions take no keyword arguments

import numpy as np
from numba import njit
from numpy.typing import NDArray

from fangcun_planner.access.problem import CatchmentProblem

Floats = NDArray[np.float64]


def floating_catchment(problem: CatchmentProblem) -> Floats:
    """(N,) Units of supply for each person at an origin; 0 where nothing is in reach."""
    walks = problem.walks
    limits = np.array([zone.limit_m for zone in problem.zones], dtype=np.float64)
    weights = np.array([zone.weight for zone in problem.zones], dtype=np.float64)
    asked = _asked(
        walks.start,
        walks.target,
        walks.metres,
        limits,
        weights,
        problem.demand,
        problem.supply.size,
    )
    ratio = np.divide(problem.supply, asked, out=np.zeros_like(asked), where=asked > 0)
    return np.asarray(_offered(walks.start, walks.target, walks.metres, limits, weights, ratio))


@njit(cache=True, nogil=True)
def _asked(start, target, metres, limits, weights, demand, targets):  # type: ignore[no-untyped-def]
    """(M,) Weighted persons who can walk to each target."""
    asked = np.zeros(targets)
    for i in range(start.size - 1):
        persons = demand[i]
        if persons > 0.0:
            for k in range(start[i], start[i + 1]):
                for zone in range(limits.size):
                    if metres[k] <= limits[zone]:
                        asked[target[k]] += persons * weights[zone]
                        break
    return asked


@njit(cache=True, nogil=True)
def _offered(start, target, metres, limits, weights, ratio):  # type: ignore[no-untyped-def]
    """(N,) Weighted sum of what each target has for a person."""
    offered = np.zeros(start.size - 1)
    for i in range(start.size - 1):
        total = 0.0
        for k in range(start[i], start[i + 1]):
            for zone in range(limits.size):
                if metres[k] <= limits[zone]:
                    total += ratio[target[k]] * weights[zone]
                    break
        offered[i] = total
    return offered
