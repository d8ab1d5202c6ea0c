"""One run: plan and bound in turns, in units of work that do not depend on the clock."""

from collections.abc import Callable, Iterator

import numpy as np

from fangcun_planner.siting.ascent import Ascent, ascend, first_prices, start_ascent
from fangcun_planner.siting.exact import is_small, serve_exactly, solve_whole
from fangcun_planner.siting.feasible import open_musts
from fangcun_planner.siting.model import Model
from fangcun_planner.siting.plan_state import (
    COST,
    OPENED,
    VALUE,
    Best,
    State,
    empty_state,
    keep,
    open_space,
    serve_as,
    serve_existing,
)
from fangcun_planner.siting.problem import Floats, Ints, Longs
from fangcun_planner.siting.relaxation import Prices, Relaxed, relaxed_room
from fangcun_planner.siting.rerouting import serve_more
from fangcun_planner.siting.search import Guide, construct, improve, neighbours
from fangcun_planner.siting.start import open_from

FIRST_STEPS, WARM_STEPS = 60, 20
"""Steps of the prices before the first plan is built: from nothing, from earlier prices."""
STEPS_PER_ROUND = 6
MOVES_PER_CHUNK, CHUNKS_PER_ROUND = 250, 4
MOVES_PER_SPACE = 100
"""Moves of the first cooling; each next one is twice as long."""
HOTTEST, WARM, COLDEST = 0.03, 0.01, 0.0025
"""Heat of a cooling, as a share of the mean value of an open space."""
AGREEING = 1e-6
"""Relative; HiGHS's bound may lie so far below a plan that keeps every rule, for it rounds."""
STILL_FITS = 0.97
"""Less of an earlier plan than this is not worth starting from."""
ENTRIES_PER_CHUNK = 3_000_000
"""Steps of the prices between two looks at the clock walk over about this many entries."""


class Run:
    """Plan, prices and bound of one run between two rounds; deterministic for a seed."""

    def __init__(
        self, model: Model, *, seed: int, start: Ints | None = None, prices: Prices | None = None
    ) -> None:
        self.model = model
        self.rounds = 0
        self.whole_bound = np.inf
        self._rng = np.array([(seed * 2654435761 + 88172645463325252) % 2**63 + 1], np.uint64)
        self._state = empty_state(model)
        open_musts(model, self._state)
        self._relaxed: Relaxed = relaxed_room(model)
        given = first_prices(model, self._relaxed, prices)
        still_fit = prices is not None and bool((given.money == prices.money).all())
        self.ascent: Ascent = start_ascent(model, given, steps_before=150 if still_fit else 0)
        self._steps_to_build = WARM_STEPS if still_fit else FIRST_STEPS
        self._start = start
        self._is_built = False
        self._best = Best(self._state.layouts.copy(), self._state.kind.copy(), np.zeros(1))
        self._near = neighbours(model)
        self._cooling = Cooling(
            chunks=max(16, model.spaces * MOVES_PER_SPACE // MOVES_PER_CHUNK),
            hottest=HOTTEST if start is None else WARM,
        )

    @property
    def objective(self) -> float:
        return float(self._best.value[0])

    @property
    def price_bound(self) -> float:
        return float(self.ascent.bound[0])

    @property
    def bound(self) -> float:
        return min(self.price_bound, self.whole_bound)

    def next_round(self) -> Iterator[None]:
        """Do one round; comes up for air after each chunk of at most about 0.2 s."""
        if self._steps_to_build > 0:
            steps = min(10, self._steps_to_build)
            yield from self._ascend(steps)
            self._steps_to_build -= steps
        else:
            self.build()
            for _ in range(CHUNKS_PER_ROUND):
                self._improve()
                yield
            yield from self._ascend(STEPS_PER_ROUND)
        self.rounds += 1

    def build(self) -> None:
        """Open what an earlier plan opened, then what pays at the prices of now, once."""
        if self._is_built:
            return
        self._is_built = True
        if not np.isfinite(self.bound):
            ascend(self.model, self.ascent, self._relaxed, 1)
        self._take_order(self._state)
        serve_existing(self.model, self._state)
        if self._start is not None:
            self._open_start(self._start)
        for share, selfless in ((1.0, 0.5), (0.5, 0.0), (0.0, 0.0)):
            construct(self.model, self._state, self._guide(share, 0.0), selfless)
        serve_more(self.model, self._state)
        self._keep_best()

    def _open_start(self, start: Ints) -> None:
        """Open what an earlier plan opened; where too little of it fits, begin anew instead."""
        open_from(self.model, self._state, start)
        wanted = int((start >= 0).any(axis=1).sum())
        if self._totals[OPENED] < STILL_FITS * wanted:
            self._state = empty_state(self.model)
            open_musts(self.model, self._state)
            self._take_order(self._state)
            serve_existing(self.model, self._state)
            self._cooling = self._cooling.hotter()

    def best_plan(self) -> State:
        """The best plan found, its people served as well as its layouts allow."""
        return self._served(self._best.layouts, self._best.kind)

    def prove(self, *, seconds: float, seed: int, go_on: Callable[[], bool]) -> None:
        """Solve a small question as a whole, if the prices did not settle it."""
        self.build()
        whole = solve_whole(self.model, self.best_plan(), seconds=seconds, seed=seed, go_on=go_on)
        if whole is None:
            return
        plan = self._served(whole.layouts, whole.kind)
        value, cost = float(plan.numbers[-3 + VALUE]), float(plan.numbers[-3 + COST])
        if value > self.objective and cost <= self.model.budget:  # HiGHS rounds, we do not
            self._state = plan
            self._keep_best()
        if whole.bound >= self.objective * (1.0 - AGREEING):
            self.whole_bound = whole.bound

    def _served(self, layouts: Longs, kind: Longs) -> State:
        """A plan with these layouts and everybody served whom it can serve."""
        plan = empty_state(self.model)
        self._take_order(plan)
        serve_existing(self.model, plan)
        for space in np.flatnonzero(kind >= 0):
            open_space(self.model, plan, space, kind[space], layouts[space])
            keep(plan)
        serve_more(self.model, plan)
        if self.model.equity_weight > 0.0 and is_small(self.model):
            serve_as(self.model, plan, serve_exactly(self.model, plan))
        return plan

    def _ascend(self, steps: int) -> Iterator[None]:
        at_once = max(1, min(steps, ENTRIES_PER_CHUNK // max(1, len(self.model.slot_group))))
        for done in range(0, steps, at_once):
            ascend(self.model, self.ascent, self._relaxed, min(at_once, steps - done))
            yield

    def _improve(self) -> None:
        """Try some moves, then move heat and price of money on."""
        totals = self._totals
        mean_value = totals[VALUE] / max(1.0, totals[OPENED])
        guide = self._guide(self._cooling.price_factor, mean_value * self._cooling.heat)
        improve(self.model, self._state, self._best, self._near, self._rng, guide, MOVES_PER_CHUNK)
        self._cooling.go_on(spent=totals[COST] / max(1.0, self.model.budget))
        if self._cooling.is_over:
            self._cooling = self._cooling.longer()
            self._state = self.best_plan()
            self._keep_best()

    def _guide(self, factor: float, heat: float) -> Guide:
        money, opening = self.ascent.best.money
        return Guide(
            money=float(money * factor),
            opening=float(opening * factor),
            need=self.ascent.best.need,
            appeal=self._relaxed.appeal,
            heat=float(heat),
        )

    @property
    def _totals(self) -> Floats:
        """(3,) Cost, openings and value of the plan under way."""
        return self._state.numbers[-3:]

    def _take_order(self, state: State) -> None:
        """Serve first whom the prices say to serve first."""
        state.order[:] = self._relaxed.order
        state.order_entry[:] = self._relaxed.order_entry

    def _keep_best(self) -> None:
        if self._totals[VALUE] > self.objective or not self._best.value[0]:
            self._best.value[0] = self._totals[VALUE]
            self._best.layouts[:] = self._state.layouts
            self._best.kind[:] = self._state.kind


class Cooling:
    """Heat falls from chunk to chunk; the price of money follows what the plan spends."""

    def __init__(self, *, chunks: int, hottest: float) -> None:
        self.price_factor = 1.0
        self._chunks = chunks
        self._hottest = hottest
        self._done = 0

    @property
    def heat(self) -> float:
        return float(self._hottest * (COLDEST / self._hottest) ** (self._done / self._chunks))

    @property
    def is_over(self) -> bool:
        return self._done >= self._chunks

    def go_on(self, *, spent: float) -> None:
        """Count a chunk; cheaper money if the plan leaves some, dearer if it presses the limit."""
        self._done += 1
        if spent < 0.99:
            self.price_factor = max(0.5, self.price_factor * 0.9975)
        elif spent > 0.998:
            self.price_factor = min(2.0, self.price_factor * 1.00125)

    def hotter(self) -> "Cooling":
        """The same, but as hot as for a plan that nobody has improved yet."""
        return Cooling(chunks=self._chunks, hottest=HOTTEST)

    def longer(self) -> "Cooling":
        """The next cooling: twice as long, not as hot, at the same price."""
        after = Cooling(chunks=2 * self._chunks, hottest=WARM)
        after.price_factor = self.price_factor
        return after
