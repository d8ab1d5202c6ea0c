"""One run of the covering solver: search and proof side by side, round by round."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fangcun_planner.covering.answer import CoveringAnswer, Status
from fangcun_planner.covering.effort import OnProgress, Progress, SolveParams
from fangcun_planner.covering.model import Bools, Model, model_of, narrowed
from fangcun_planner.covering.prices import first_prices, lower, surely_closed
from fangcun_planner.covering.problem import CoveringProblem
from fangcun_planner.covering.recount import covered_weight, without_idle
from fangcun_planner.covering.search import (
    COOLEST,
    HOTTEST,
    choice_of,
    covered,
    filled_up,
    improve,
)

if TYPE_CHECKING:
    from fangcun_planner.covering.exact import Exact

PROVEN = 1e-6  # relative: what sums in floating point can tell apart, with room to spare
SEARCH_WORK = 30_000_000  # entries that the search of one round touches, about 0.1 s
PRICE_WORK = 40_000_000  # the same for the prices
STALLED, STALLED_ROUNDS = 2e-5, 3  # so little lower for so many rounds: prices are at their best
LONGEST_CYCLE = 32  # rounds over which the search cools down
PAUSE_S = 0.01
ENTRIES_PER_S = 50_000  # the exact solver needs so long to begin: with less it is not started
SMALL = 5_000  # entries of a model that the exact solver begins at once
MOST_EXACT = 1_000_000  # entries of the largest model that the exact solver is given


class Best(NamedTuple):
    """The best choice so far: (S,) open sites of the problem, existing ones included."""

    is_open: Bools
    objective: float


class Run:
    """The state of one run: the model, the best choice, the bound, and the effort spent."""

    def __init__(
        self, problem: CoveringProblem, params: SolveParams, on_progress: OnProgress
    ) -> None:
        self._started = time.perf_counter()
        self._problem, self._params, self._on_progress = problem, params, on_progress
        self._is_whole = bool((problem.weight == np.floor(problem.weight)).all())
        self._rounds, self._is_cut, self._is_finished = 0, False, False
        self._best = Best(problem.existing.copy(), -np.inf)
        self._bound = np.inf
        self._take(model_of(problem))

    def answer(self) -> CoveringAnswer:
        """Work until the gap is reached, time is up, or somebody says stop."""
        stalled = 0
        with ThreadPoolExecutor(1) as second_core:
            while self._goes_on():
                before = self._bound
                self._one_round(second_core)
                stalled = stalled + 1 if self._bound > before * (1 - STALLED) else 0
                if stalled == STALLED_ROUNDS and self._goes_on():
                    self._narrow()
                    if self._has_time_for_tree():
                        self._finish(second_core)
        return self._as_answer()

    def _take(self, model: Model) -> None:
        """Go on with this model: the choice and the prices start afresh from the best known."""
        self._model = model
        cover, open_more = model.cover, model.open_more
        choice = filled_up(cover, self._best.is_open[model.site], open_more=open_more)
        self._walk: Bools = choice.is_open
        self._part, self._parts = 0, 1
        self._note_choice(choice.is_open)
        self._prices = first_prices(cover, open_more=open_more)
        self._note_bound(min(self._prices.bound, float(cover.weight.sum())))

    def _one_round(self, second_core: ThreadPoolExecutor) -> None:
        """Better prices on one core, a better choice on the other."""
        cover = self._model.cover
        lowered = second_core.submit(
            lower,
            cover,
            self._prices,
            open_more=self._model.open_more,
            steps=int(np.clip(PRICE_WORK // max(1, cover.row_site.size), 10, 300)),
            objective=self._best.objective - self._model.counted,
        )
        self._search()
        self._prices = lowered.result()
        self._note_bound(self._prices.bound)

    def _search(self) -> None:
        cover = self._model.cover
        sites, rows, entries = self._model.site.size, cover.weight.size, cover.row_site.size
        touched = 8.0 * entries * entries / max(1, sites * rows)  # by one move, roughly
        most = min(500 << min(self._rounds, 3), 4_000)  # short rounds first: many are easy
        hottest, coolest = self._next_heats()
        walk = choice_of(cover, self._walk)
        best = improve(
            cover,
            walk,
            moves=int(np.clip(SEARCH_WORK / max(touched, 1.0), 100, most)),
            seed=(self._params.seed + self._rounds) % 2**32,
            hottest=hottest,
            coolest=coolest,
        )
        self._rounds += 1
        self._walk = walk.is_open
        self._note_choice(best)

    def _next_heats(self) -> tuple[float, float]:
        """The heats of the next part of the walk; at the end of a cycle it begins anew.

        Every cycle is twice as long as the one before, and begins at the best choice.
        """
        if self._part == self._parts:
            self._part, self._parts = 0, min(2 * self._parts, LONGEST_CYCLE)
            open_now, cover = self._best.is_open[self._model.site], self._model.cover
            self._walk = filled_up(cover, open_now, open_more=self._model.open_more).is_open
        fall = (COOLEST / HOTTEST) ** (1 / self._parts)
        self._part += 1
        return HOTTEST * fall ** (self._part - 1), HOTTEST * fall**self._part

    def _narrow(self) -> None:
        """Leave out the sites that no better choice can open."""
        closed = surely_closed(
            self._model.cover,
            self._prices,
            open_more=self._model.open_more,
            objective=self._best.objective - self._model.counted,
        )
        if closed.any():
            self._take(narrowed(self._model, closed=closed))

    def _has_time_for_tree(self) -> bool:
        entries = self._model.cover.row_site.size
        left_s = self._params.time_s - self._seconds()
        return entries <= MOST_EXACT and (entries <= SMALL or entries < left_s * ENTRIES_PER_S)

    def _finish(self, second_core: ThreadPoolExecutor) -> None:
        """Search the whole tree on one core while the other looks for better choices."""
        from fangcun_planner.covering.exact import solve_exactly  # loads HiGHS

        best_before = self._best
        tree = second_core.submit(
            solve_exactly,
            self._model.cover,
            open_more=self._model.open_more,
            start=self._best.is_open[self._model.site],
            gap=self._params.gap,
            time_s=self._params.time_s - self._seconds(),
            seed=self._params.seed,
            on_bound=self._on_tree_bound,
        )
        self._watch(tree)
        found = tree.result()
        self._is_finished = found.is_finished
        if found.is_open is not None:
            if found.is_finished:  # the same answer, however far the other core came meanwhile
                self._best = best_before
            self._note_choice(found.is_open)
        self._note_bound(found.bound)

    def _watch(self, tree: Future[Exact]) -> None:
        """Until the tree is searched or the run is over."""
        while not tree.done() and self._goes_on():
            if self._params.rounds is None:
                self._search()
            else:  # nothing may depend on how long the tree takes
                time.sleep(PAUSE_S)
        self._is_cut = True  # the tree notices at its next node

    def _on_tree_bound(self, bound: float) -> bool:
        self._note_bound(bound)
        return not self._is_cut

    def _note_choice(self, is_open: Bools) -> None:
        """Keep the choice of the model's sites if it is the best so far."""
        objective = self._model.counted + covered(
            self._model.cover, choice_of(self._model.cover, is_open)
        )
        if objective > self._best.objective:
            everywhere = self._problem.existing.copy()
            everywhere[self._model.site[is_open]] = True
            self._best = Best(everywhere, objective)
            self._bound = max(self._bound, objective)

    def _note_bound(self, bound: float) -> None:
        """Keep a bound on what the model's sites can cover.

        Sites left out cannot be part of a better choice, so the best one known bounds them.
        """
        bound += self._model.counted
        if self._is_whole:  # so is every objective
            bound = np.floor(bound * (1 + 1e-12) + 1e-6)
        self._bound = max(min(self._bound, bound), self._best.objective)

    def _goes_on(self) -> bool:
        now = self._progress()
        is_open_ended = self._params.rounds is None or now.rounds < self._params.rounds
        is_good = now.gap <= max(self._params.gap, PROVEN)
        is_in_time = now.seconds < self._params.time_s
        wanted = self._on_progress(now)
        return wanted and is_open_ended and is_in_time and not is_good and not self._is_finished

    def _seconds(self) -> float:
        return time.perf_counter() - self._started

    def _progress(self) -> Progress:
        objective, bound = self._best.objective, self._bound
        gap = gap_of(objective, bound)
        return Progress(self._seconds(), self._rounds, objective, bound, gap)

    def _as_answer(self) -> CoveringAnswer:
        """The best choice, recounted in the problem itself."""
        problem = self._problem
        is_open = without_idle(problem, self._best.is_open)
        objective = covered_weight(problem, is_open)
        bound = max(self._bound, objective)
        gap, total = gap_of(objective, bound), float(problem.weight.sum())
        return CoveringAnswer(
            status=_status(gap, self._params.gap),
            is_open=is_open,
            objective=objective,
            bound=bound,
            gap=gap,
            covered_share=objective / total if total else 1.0,
            seconds=self._seconds(),
            seed=self._params.seed,
            rounds=self._rounds,
        )


@cache
def load_compiled_loops() -> None:
    """Run every loop once, on three demands and three sites."""
    problem = CoveringProblem(
        weight=np.ones(3),
        cover_start=np.array([0, 2, 4, 6]),
        cover_site=np.array([0, 1, 1, 2, 0, 2], np.int32),
        site_count=3,
        open_at_most=1,
        existing=np.zeros(3, np.bool_),
    )
    run = Run(problem, SolveParams(), lambda _: True)
    with ThreadPoolExecutor(1) as second_core:
        run._one_round(second_core)
    run._narrow()
    run._as_answer()


def gap_of(objective: float, bound: float) -> float:
    """How much better a choice might be, as a share of the objective."""
    if bound <= objective:
        return 0.0
    return (bound - objective) / objective if objective > 0 else np.inf


def _status(gap: float, wanted: float) -> Status:
    if gap <= PROVEN:
        return Status.PROVEN
    return Status.WITHIN_GAP if gap <= wanted else Status.FEASIBLE
