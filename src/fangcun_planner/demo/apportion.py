"""Share out whole persons without losing one."""

import numpy as np
from numpy.typing import NDArray


def apportion(*, total: int, weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """(N,) Whole numbers in proportion to (N,) `weights` that sum to `total`.

    The method of the largest remainder: whole shares first, what is left to the largest rest.
    """
    exact = total * weights / weights.sum()
    whole: NDArray[np.int64] = np.floor(exact).astype(np.int64)
    left = total - int(whole.sum())
    winners = np.argsort(whole - exact, kind="stable")[:left]
    whole[winners] += 1
    return whole
