"""How hard to try: `solve` turns a covering question and an effort into an answer with proof."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from fangcun_planner.covering.answer import CoveringAnswer
from fangcun_planner.covering.problem import CoveringProblem
from fangcun_planner.errors import BadProblem


@dataclass(frozen=True, slots=True)
class SolveParams:
    """Effort, never the question.

    Parameters
    ----------
    time_s
        Stop after about this many seconds; there is always an answer.
    gap
        Stop once no choice of sites can be better by more than this share; 0: prove it.
    seed
        Same problem, seed and `rounds`: same answer.
    rounds
        Stop after this many rounds of work (None: time and gap alone decide).
    """

    time_s: float = 10.0
    gap: float = 0.0
    seed: int = 1
    rounds: int | None = None

    def __post_init__(self) -> None:
        for name in ("time_s", "gap"):
            if not getattr(self, name) >= 0:
                raise BadProblem(f"{name} must be a number >= 0, got {getattr(self, name)}")
        if not 0 <= self.seed < 2**32:
            raise BadProblem(f"seed must lie in 0..4294967295, got {self.seed}")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: best choice so far, proven bound, share that may still be missing."""

    seconds: float
    rounds: int
    objective: float
    bound: float
    gap: float


OnProgress = Callable[[Progress], bool]
"""Called several times a second; answering False stops the run and keeps the best so far."""


def solve(
    problem: CoveringProblem,
    params: SolveParams | None = None,
    *,
    on_progress: OnProgress | None = None,
) -> CoveringAnswer:
    """Find sites that cover the most weight, with a proof of how good they are.

    The clock starts when the compiled loops are there: they load in half a second, and in half
    a minute the first time ever, when they are compiled.
    """
    from fangcun_planner.covering.run import Run, load_compiled_loops

    load_compiled_loops()
    return Run(_in_order(problem), params or SolveParams(), on_progress or _go_on).answer()


def _in_order(problem: CoveringProblem) -> CoveringProblem:
    """The same problem in the memory layout that the loops are compiled for."""
    return replace(
        problem,
        weight=np.ascontiguousarray(problem.weight, np.float64),
        cover_start=np.ascontiguousarray(problem.cover_start, np.int64),
        cover_site=np.ascontiguousarray(problem.cover_site, np.int32),
        existing=np.ascontiguousarray(problem.existing, np.bool_),
    )


def _go_on(_: Progress) -> bool:
    return True
