"""A choice of sites counted again in the problem itself, not in its reduced model."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from fangcun_planner.covering.problem import CoveringProblem

Bools = NDArray[np.bool_]


def covered_weight(problem: CoveringProblem, is_open: Bools) -> float:
    """Weight of the demands that an open site covers."""
    return float(
        problem.weight[_is_covered(problem.cover_start, problem.cover_site, is_open)].sum()
    )


def without_idle(problem: CoveringProblem, is_open: Bools) -> Bools:
    """Close, one by one, new sites that cover nothing the others do not."""
    kept = is_open.copy()
    _close_idle(problem.weight, problem.cover_start, problem.cover_site, problem.existing, kept)
    return kept


@njit(cache=True, nogil=True)
def _is_covered(start: NDArray[np.int64], site: NDArray[np.int32], is_open: Bools) -> Bools:
    covered = np.zeros(start.size - 1, np.bool_)
    for i in range(covered.size):
        for k in range(start[i], start[i + 1]):
            if is_open[site[k]]:
                covered[i] = True
                break
    return covered


@njit(cache=True, nogil=True)
def _close_idle(
    weight: NDArray[np.float64],
    start: NDArray[np.int64],
    site: NDArray[np.int32],
    existing: Bools,
    kept: Bools,
) -> None:
    """A site is needed if it alone covers some weight; ask again after every closing."""
    needed = existing.copy()
    needs_look = True
    while needs_look:
        needed[:] = existing
        for i in range(weight.size):
            count, last = 0, -1
            for k in range(start[i], start[i + 1]):
                if kept[site[k]]:
                    count += 1
                    last = site[k]
            if count == 1 and weight[i] > 0:
                needed[last] = True
        needs_look = False
        for s in range(kept.size):
            if kept[s] and not needed[s]:
                kept[s] = False
                needs_look = True
                break
