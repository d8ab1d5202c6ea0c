"""How hard to try: `solve` turns a siting problem and an effort into an answer with its proof."""

from collections.abc import Callable
from dataclasses import dataclass

from fangcun_planner.siting.answer import Multipliers, SitingAnswer
from fangcun_planner.siting.problem import Ints, SitingProblem


@dataclass(frozen=True, slots=True)
class SolveParams:
    """Effort, never the question.

    Parameters
    ----------
    time_s
        Stop after this many seconds, at the latest.
    gap
        Stop once no plan can be better by more than this share.
    seed
        Same problem, seed and `rounds`: same answer.
    rounds
        Stop after this many rounds of work (None: time and gap alone decide).
    start
        (S, F) Modules of an earlier answer to start from; what no longer fits is dropped.
    start_prices
        Prices of an earlier answer, where the rows of need are the same.
    """

    time_s: float = 30.0
    gap: float = 0.01
    seed: int = 1
    rounds: int | None = None
    start: Ints | None = None
    start_prices: Multipliers | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: best plan so far, proven bound, share that may still be missing."""

    seconds: float
    rounds: int
    objective: float
    bound: float
    gap: float


OnProgress = Callable[[Progress], bool]
"""Called several times a second; answering False stops the run and keeps the best so far."""


def solve(
    problem: SitingProblem,
    params: SolveParams | None = None,
    *,
    on_progress: OnProgress | None = None,
) -> SitingAnswer:
    """Find a plan that serves the most weighted need, with a proof of how good it is."""
    raise NotImplementedError
