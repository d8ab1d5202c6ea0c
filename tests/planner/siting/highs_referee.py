"""A second referee: the whole question as one mixed-integer programme, written from its text.

It shares no code with the solver, which reduces, merges and searches; here nothing is merged.
"""

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from fangcun_planner.siting import Decision, SitingProblem

RELATIVE_GAP = 1e-6


def best_objective(problem: SitingProblem, *, time_s: float) -> float:
    """The optimum, proven by HiGHS; fails if it is not proven in time."""
    programme = _Programme(problem)
    result = milp(
        -programme.value,
        constraints=programme.constraints(),
        integrality=programme.is_whole,
        bounds=Bounds(np.zeros(programme.size), programme.most),
        options={"time_limit": time_s, "mip_rel_gap": RELATIVE_GAP},
    )
    assert result.status == 0, result.message
    return -float(result.fun)


class _Programme:
    """Columns: interspersed (S), complex (S), modules (S x M), persons (K), goals (C)."""

    def __init__(self, problem: SitingProblem) -> None:
        self.problem = problem
        self.spaces, self.modules = problem.module_cost_fen.shape
        self.walks, self.communities = len(problem.walk_space), len(problem.complexes_left)
        self.module_at = 2 * self.spaces
        self.person_at = self.module_at + self.spaces * self.modules
        self.goal_at = self.person_at + self.walks
        self.size = self.goal_at + self.communities
        self.row = np.repeat(np.arange(len(problem.row_need)), np.diff(problem.walk_start))
        self.is_whole = (np.arange(self.size) < self.person_at).astype(int)
        self._rows: list[tuple[dict[int, float], float, float]] = []

    @property
    def value(self):
        value = np.zeros(self.size)
        value[self.person_at : self.goal_at] = self.problem.row_weight[self.row]
        value[self.goal_at :] = self.problem.equity_weight
        return value

    @property
    def most(self):
        problem = self.problem
        most = np.ones(self.size)
        is_open_to_plan = np.isin(problem.space_decision, [Decision.FREE, Decision.MUST_OPEN])
        may_be_complex = problem.space_area_m2 >= problem.kinds.complex_min_area_m2
        most[: self.spaces] = is_open_to_plan
        most[self.spaces : self.module_at] = is_open_to_plan & may_be_complex
        most[self.module_at : self.person_at] = problem.module_allowed.ravel()
        most[self.person_at : self.goal_at] = problem.row_need[self.row]
        need = problem.row_need * problem.row_weight
        goal = np.bincount(problem.row_community, need, minlength=self.communities)
        most[self.goal_at :] = problem.equity_share * goal
        return most

    def constraints(self) -> LinearConstraint:
        for space in range(self.spaces):
            self._space(space)
        self._limits()
        self._people()
        entries = [(k, c, x) for k, (row, _, _) in enumerate(self._rows) for c, x in row.items()]
        rows, columns, values = map(np.array, zip(*entries, strict=True))
        matrix = sparse.csr_array((values, (rows, columns)), shape=(len(self._rows), self.size))
        return LinearConstraint(
            matrix, [low for _, low, _ in self._rows], [high for _, _, high in self._rows]
        )

    def _add(self, row: dict[int, float], low: float = -np.inf, high: float = np.inf) -> None:
        self._rows.append((row, low, high))

    def _module(self, space: int, module: int) -> int:
        return self.module_at + space * self.modules + module

    def _sum(self, space: int, modules, value=1.0) -> dict[int, float]:
        values = np.broadcast_to(value, len(modules))
        return {self._module(space, m): float(x) for m, x in zip(modules, values, strict=True)}

    def _space(self, space: int) -> None:
        problem, kinds = self.problem, self.problem.kinds
        plain, complex_ = space, self.spaces + space
        every = np.arange(self.modules)
        first = np.flatnonzero(problem.is_priority[problem.module_function])
        must = float(problem.space_decision[space] == Decision.MUST_OPEN)
        self._add({plain: 1.0, complex_: 1.0}, low=must, high=1.0)
        for module in every:
            self._add({self._module(space, module): 1.0, plain: -1.0, complex_: -1.0}, high=0.0)
        self._add(self._sum(space, every) | {plain: -1.0, complex_: -1.0}, low=0.0)
        self._add(
            self._sum(space, every, problem.module_area_m2), high=problem.space_area_m2[space]
        )
        for function in range(len(problem.is_priority)):
            same = np.flatnonzero(problem.module_function == function)
            self._add(self._sum(space, same), high=1.0)
            if problem.function_required[space, function]:
                self._add(self._sum(space, same) | {plain: -1.0, complex_: -1.0}, low=0.0)
        most = {plain: -kinds.interspersed_max_functions, complex_: -len(problem.is_priority)}
        self._add(self._sum(space, every) | most, high=0.0)
        self._add(self._sum(space, every) | {complex_: -kinds.complex_min_functions}, low=0.0)
        self._add(self._sum(space, first) | {complex_: -kinds.complex_min_priority}, low=0.0)
        self._add(self._sum(space, first) | {plain: -kinds.interspersed_min_priority}, low=0.0)

    def _limits(self) -> None:
        problem = self.problem
        cost = {space: problem.kind_cost_fen[space, 0] for space in range(self.spaces)}
        cost |= {self.spaces + s: problem.kind_cost_fen[s, 1] for s in range(self.spaces)}
        for space in range(self.spaces):
            cost |= self._sum(space, np.arange(self.modules), problem.module_cost_fen[space])
        self._add({column: float(fen) for column, fen in cost.items()}, high=problem.budget_fen)
        if problem.open_at_most is not None:
            self._add(dict.fromkeys(range(2 * self.spaces), 1.0), high=problem.open_at_most)
        for community, left in enumerate(problem.complexes_left):
            inside = np.flatnonzero(problem.space_community == community)
            self._add({self.spaces + int(space): 1.0 for space in inside}, high=float(left))

    def _people(self) -> None:
        problem = self.problem
        for row, need in enumerate(problem.row_need):
            self._add(
                {self.person_at + int(k): 1.0 for k in np.flatnonzero(self.row == row)}, high=need
            )
        function = problem.row_function[self.row]
        for space in range(self.spaces):
            for wanted in range(len(problem.is_priority)):
                here = np.flatnonzero((problem.walk_space == space) & (function == wanted))
                same = np.flatnonzero(problem.module_function == wanted)
                served = {self.person_at + int(k): 1.0 for k in here}
                capacity = self._sum(space, same, -problem.module_capacity[same])
                self._add(served | capacity, high=problem.built_capacity[space, wanted])
        for community in range(self.communities):
            here = np.flatnonzero(problem.row_community[self.row] == community)
            worth = {self.person_at + int(k): -problem.row_weight[self.row[k]] for k in here}
            self._add({self.goal_at + community: 1.0} | worth, high=0.0)
