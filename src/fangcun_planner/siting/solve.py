"""How hard to try: `solve` turns a siting problem and an effort into an answer with its proof."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from fangcun_planner.siting.answer import Multipliers, SitingAnswer, Status
from fangcun_planner.siting.exact import is_small
from fangcun_planner.siting.feasible import NoPlan
from fangcun_planner.siting.merge import Merged, merge
from fangcun_planner.siting.model import COMPLEX
from fangcun_planner.siting.plan_state import COST, VALUE
from fangcun_planner.siting.prices import merged_prices, row_prices
from fangcun_planner.siting.problem import Ints, SitingProblem
from fangcun_planner.siting.relaxation import Prices
from fangcun_planner.siting.run import Run

__all__ = ["NoPlan", "OnProgress", "Progress", "SolveParams", "solve"]

PROVEN_GAP = 1e-6
TELL_EVERY_S = 0.2
ROUNDS_BEFORE_PROOF = 25


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
    """Find a plan that serves the most weighted need, with a proof of how good it is.

    Raises
    ------
    NoPlan
        The locks cannot all be kept; the exception says which limit binds.
    """
    effort = params or SolveParams()
    started = perf_counter()
    merged = merge(problem)
    run = Run(
        merged.model,
        seed=effort.seed,
        start=_fitting_start(problem, effort),
        prices=_fitting_prices(problem, merged, effort.start_prices),
    )
    _work(run, effort, started, on_progress)
    run.build()
    return _answer(problem, merged, run, effort, started)


def _work(run: Run, effort: SolveParams, started: float, on_progress: OnProgress | None) -> None:
    """Do rounds until the time is up, the gap is closed or somebody says stop."""
    watch = _Watch(run, effort, started, on_progress)
    can_prove = is_small(run.model)
    while effort.rounds is None or run.rounds < effort.rounds:
        for _ in run.next_round():
            if not watch.goes_on():
                return
        if _gap(run.objective, run.bound) <= max(effort.gap, PROVEN_GAP):
            return
        if can_prove and run.rounds >= ROUNDS_BEFORE_PROOF:
            run.prove(seconds=watch.seconds_left, seed=effort.seed, go_on=watch.goes_on)
            can_prove = False
            run.rounds += 1


class _Watch:
    """Looks at the clock, and tells how the run stands several times a second."""

    def __init__(
        self, run: Run, effort: SolveParams, started: float, on_progress: OnProgress | None
    ) -> None:
        self._run = run
        self._started = started
        self._ends = started + effort.time_s
        self._on_progress = on_progress
        self._told = started
        self._is_stopped = False

    @property
    def seconds_left(self) -> float:
        return max(0.0, self._ends - perf_counter())

    def goes_on(self) -> bool:
        """Whether there is time left and nobody has said stop."""
        now = perf_counter()
        if self._on_progress is not None and now - self._told >= TELL_EVERY_S:
            self._told = now
            if not self._on_progress(_progress(self._run, now - self._started)):
                self._is_stopped = True
        return not self._is_stopped and now < self._ends


def _progress(run: Run, seconds: float) -> Progress:
    return Progress(
        seconds=seconds,
        rounds=run.rounds,
        objective=run.objective,
        bound=run.bound,
        gap=_gap(run.objective, run.bound),
    )


def _gap(objective: float, bound: float) -> float:
    """Share that may be missing; 0 when there is nothing to serve."""
    if bound <= objective:
        return 0.0
    return (bound - objective) / objective if objective > 0 else float("inf")


def _fitting_start(problem: SitingProblem, effort: SolveParams) -> Ints | None:
    start = effort.start
    if start is None or start.shape != problem.built_capacity.shape:
        return None
    return start


def _fitting_prices(
    problem: SitingProblem, merged: Merged, given: Multipliers | None
) -> Prices | None:
    """Earlier prices, None where the rows or communities are not the same."""
    if given is None or given.need.shape != problem.row_need.shape:
        return None
    if given.equity.shape != problem.complexes_left.shape:
        return None
    return merged_prices(merged, given)


def _answer(
    problem: SitingProblem, merged: Merged, run: Run, effort: SolveParams, started: float
) -> SitingAnswer:
    """The best plan in the words of the problem."""
    model, best = merged.model, run.best_plan()
    entries = len(model.slot_group)
    walk_row = np.repeat(np.arange(len(problem.row_need)), np.diff(problem.walk_start))
    flow = np.append(best.numbers[:entries], 0.0)
    served = flow[merged.walk_entry] * merged.row_share[walk_row]
    module = np.append(model.candidate_module, -1)
    totals = best.numbers[-3:]
    objective = float(totals[VALUE])
    bound = max(run.bound, objective)
    gap = _gap(objective, bound)
    return SitingAnswer(
        status=_status(gap, effort.gap),
        module_at=module[best.layouts].astype(np.int32),
        is_open=best.kind >= 0,
        is_complex=best.kind == COMPLEX,
        served=served,
        objective=objective,
        bound=bound,
        gap=gap,
        price_bound=run.price_bound,
        cost_fen=round(float(totals[COST])),
        seconds=perf_counter() - started,
        seed=effort.seed,
        rounds=run.rounds,
        multipliers=row_prices(merged, run.ascent.best),
    )


def _status(gap: float, wanted: float) -> Status:
    if gap <= PROVEN_GAP:
        return Status.PROVEN
    return Status.WITHIN_GAP if gap <= wanted else Status.FEASIBLE
