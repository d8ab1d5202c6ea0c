"""One run: plan and bound in turns, in units of work that do not depend on the clock."""

import numpy as np

from fangcun_planner.siting.ascent import Ascent, ascend, first_prices, start_ascent
from fangcun_planner.siting.feasible import open_musts
from fangcun_planner.siting.model import Model
from fangcun_planner.siting.plan_state import OPENED, VALUE, State, empty_state, serve_existing
from fangcun_planner.siting.plan_state import COST as COST_PLACE
from fangcun_planner.siting.problem import Ints
from fangcun_planner.siting.relaxation import Prices, relaxed_room
from fangcun_planner.siting.search import construct, improve, neighbours
from fangcun_planner.siting.start import open_from

FIRST_STEPS = 60
"""Steps of the prices before the first plan is built from them."""
STEPS_PER_ROUND = 6
MOVES_PER_CHUNK = 250
CHUNKS_PER_ROUND = 4
MOVES_PER_SPACE = 130
"""Moves of the first cooling; each next one is twice as long."""
HOTTEST, WARM, COLDEST = 0.05, 0.01, 0.0025
"""Heat of a cooling, as a share of the mean value of an open space."""
ENTRIES_PER_CHUNK = 3_000_000
"""Steps of the prices between two looks at the clock walk over about this many entries."""


class Run:
    """Plan, prices and bound of one run between two rounds; deterministic for a seed."""

    def __init__(
        self, model: Model, *, seed: int, start: Ints | None = None, prices: Prices | None = None
    ) -> None:
        self.model = model
        self.rounds = 0
        self._rng = np.array([(seed * 2654435761 + 88172645463325252) % 2**63 + 1], np.uint64)
        self._relaxed = relaxed_room(model)
        self.state = empty_state(model)
        open_musts(model, self.state)
        serve_existing(model, self.state)
        self._start = start
        self.best = _copy(self.state)
        given = prices if prices is not None else first_prices(model, self._relaxed)
        self.ascent: Ascent = start_ascent(model, given)
        if prices is not None:
            self.ascent.steps[0] = 2 * FIRST_STEPS
        self._is_built = False
        self._steps = max(1, min(10, ENTRIES_PER_CHUNK // max(1, len(model.slot_group))))
        self._near = neighbours(model)
        self._cooling_rounds = max(
            4, model.spaces * MOVES_PER_SPACE // (MOVES_PER_CHUNK * CHUNKS_PER_ROUND)
        )
        self._cooling_at = 0
        self._hottest = HOTTEST if start is None else WARM
        self._price_factor = 1.0

    @property
    def objective(self) -> float:
        return float(self.best.numbers[-3 + VALUE])

    @property
    def bound(self) -> float:
        return float(self.ascent.bound[0])

    def next_round(self):  # type: ignore[no-untyped-def]
        """Do one round in chunks of at most about 0.2 s; yields after each."""
        if self.ascent.steps[0] < FIRST_STEPS:
            ascend(self.model, self.ascent, self._relaxed, self._steps)
            yield
        else:
            if not self._is_built:
                self._build()
                yield
            for _ in range(CHUNKS_PER_ROUND):
                self._improve()
                yield
            for _ in range(0, STEPS_PER_ROUND, self._steps):
                ascend(self.model, self.ascent, self._relaxed, min(self._steps, STEPS_PER_ROUND))
                yield
        self.rounds += 1

    def finish_building(self) -> None:
        """Make sure that there is a plan, however early the run was stopped."""
        if not self.ascent.steps[0]:
            ascend(self.model, self.ascent, self._relaxed, 1)
        if not self._is_built:
            self._build()

    def _build(self) -> None:
        """Open what an earlier plan opened, then what pays at the prices of now."""
        self._take_order()
        if self._start is not None:
            open_from(self.model, self.state, self._start)
        money, opening = self.ascent.best.money
        construct(self.model, self.state, money, opening)
        construct(self.model, self.state, 0.5 * money, 0.5 * opening)
        self._is_built = True
        self._keep_best()

    def _take_order(self) -> None:
        """Serve first whom the prices say to serve first."""
        self.state.order[:] = self._relaxed.order
        self.state.order_entry[:] = self._relaxed.order_entry

    def _improve(self) -> None:
        model, state = self.model, self.state
        money, opening = self.ascent.best.money * self._price_factor
        chunks = self._cooling_rounds * CHUNKS_PER_ROUND
        cold = COLDEST / self._hottest
        mean_value = state.numbers[-3 + VALUE] / max(1.0, state.numbers[-3 + OPENED])
        heat = mean_value * self._hottest * cold ** (self._cooling_at / chunks)
        improve(model, state, self._near, self._rng, money, opening, heat, MOVES_PER_CHUNK)
        self._keep_best()
        self._balance_price()
        self._cooling_at += 1
        if self._cooling_at >= chunks:
            self._reheat()

    def _balance_price(self) -> None:
        """Move the price of money so that the plan spends nearly, not more than, the budget."""
        spent = self.state.numbers[-3 + COST_PLACE] / max(1.0, self.model.budget)
        if spent < 0.99:
            self._price_factor *= 0.9975
        elif spent > 0.998:
            self._price_factor *= 1.00125
        self._price_factor = min(max(self._price_factor, 0.5), 2.0)

    def _reheat(self) -> None:
        """Begin a longer cooling from the best plan."""
        self._cooling_at = 0
        self._cooling_rounds *= 2
        self._hottest = WARM
        for now, best in zip(self.state, self.best, strict=True):
            now[:] = best
        self._take_order()

    def _keep_best(self) -> None:
        if self.state.numbers[-3 + VALUE] > self.objective:
            for best, now in zip(self.best[:4], self.state[:4], strict=True):
                best[:] = now


def _copy(state: State) -> State:
    return State(*(part.copy() for part in state))
