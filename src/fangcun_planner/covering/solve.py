"""`solve` turns a covering question and an effort into an answer with proof."""

from dataclasses import replace

import numpy as np

from fangcun_planner.covering.answer import CoveringAnswer
from fangcun_planner.covering.effort import OnProgress, Progress, SolveParams
from fangcun_planner.covering.problem import CoveringProblem

__all__ = ["OnProgress", "Progress", "SolveParams", "solve"]


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
