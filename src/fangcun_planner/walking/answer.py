"""The answer to a walking question: all walks within the limit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Walks:
    """All K walks within the limit, from N origins.

    Parameters
    ----------
    start, target, metres
        (N+1,), (K,), (K,) Origin i can walk to ``target[start[i]:start[i + 1]]``, ascending,
        and walks ``metres`` at the same positions, at most the limit.
    on_streets
        True: along the streets. False: straight line times the detour factor.
    snapped_far
        How many origins and targets lie farther from every street than the problem calls far;
        their walks begin with a long straight line and deserve a look.
    """

    start: NDArray[np.int64]
    target: NDArray[np.int32]
    metres: NDArray[np.float64]
    on_streets: bool
    snapped_far: int

    @property
    def origin(self) -> NDArray[np.int64]:
        """(K,) The origin of each walk."""
        return np.repeat(np.arange(self.start.size - 1), np.diff(self.start))
