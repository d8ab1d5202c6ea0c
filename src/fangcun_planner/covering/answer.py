"""The answer to a covering question: the open sites, and the proof of how good they are."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Status(StrEnum):
    """How much is known about an answer; never more is claimed than is proven."""

    PROVEN = "proven"  # no choice of sites is better (within 1e-6, relative)
    WITHIN_GAP = "within_gap"  # no choice is better by more than the gap asked for
    FEASIBLE = "feasible"  # keeps the limit; the gap is larger than asked for


@dataclass(frozen=True, slots=True, eq=False)
class CoveringAnswer:
    """Open sites, with a proven upper bound on the best objective.

    Parameters
    ----------
    is_open
        (S,) Existing sites included.
    objective, bound, gap
        Covered weight; no choice of sites covers more than `bound`;
        ``gap = (bound - objective) / objective`` (0 when both are 0).
    covered_share
        `objective` as a share of all weight, 0 to 1; 1 when there is no weight.
    rounds
        Units of work done; the same problem, seed and rounds give the same answer.
    """

    status: Status
    is_open: NDArray[np.bool_]
    objective: float
    bound: float
    gap: float
    covered_share: float
    seconds: float
    seed: int
    rounds: int
