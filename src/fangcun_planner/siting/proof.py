"""The bound, computed afresh from the multipliers: what a stranger needs to check an answer.

Plain loops over the problem as it was asked, without reductions and without anything of the
search. The formula stands in `relaxation`; it holds for all multipliers in their ranges.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from fangcun_planner.siting.answer import Multipliers
from fangcun_planner.siting.problem import Decision, Floats, SitingProblem


class _Option(NamedTuple):
    """One module as the programme over layouts sees it."""

    area_m2: int
    worth: float


def bound_of(problem: SitingProblem, multipliers: Multipliers) -> float:
    """Upper bound on the objective of every plan, proven by the multipliers.

    `SitingAnswer.bound` is this number, up to rounding, except where a small question was
    solved as a whole: then it may be lower, and only the solver's tree proves it.
    """
    weighted = problem.row_need * problem.row_weight
    communities = len(problem.complexes_left)
    goal = problem.equity_share * np.bincount(
        problem.row_community, weighted, minlength=communities
    )
    bound = float((multipliers.need * problem.row_need).sum())
    bound += float(((problem.equity_weight - multipliers.equity) * goal).sum())
    bound += multipliers.budget * problem.budget_fen
    if problem.open_at_most is not None:
        bound += multipliers.opening * problem.open_at_most
    worth = _SlotWorth(problem, multipliers)
    for community in range(communities):
        members = np.flatnonzero(problem.space_community == community)
        bound += _community_worth(problem, multipliers, worth, community, members.tolist())
    return bound


class _SlotWorth:
    """Profits of the people who can walk to a slot, highest first."""

    def __init__(self, problem: SitingProblem, multipliers: Multipliers) -> None:
        extra = 1.0 + multipliers.equity[problem.row_community]
        profit = problem.row_weight * extra - multipliers.need
        row = np.repeat(np.arange(len(problem.row_need)), np.diff(problem.walk_start))
        functions = len(problem.is_priority)
        slot = problem.walk_space * np.int64(functions) + problem.row_function[row]
        order = np.lexsort((-profit[row], slot))
        order = order[profit[row[order]] > 0]
        self._profit, self._need = profit[row[order]], problem.row_need[row[order]]
        self._start = np.searchsorted(slot[order], np.arange(problem.built_capacity.size + 1))
        self._functions = functions

    def __call__(self, space: int, function: int, capacity: float) -> float:
        """Profit of the best use of a capacity."""
        slot = space * self._functions + function
        part = slice(self._start[slot], self._start[slot + 1])
        before = np.cumsum(self._need[part]) - self._need[part]
        persons = np.clip(capacity - before, 0.0, self._need[part])
        return float((persons * self._profit[part]).sum())


def _community_worth(
    problem: SitingProblem,
    multipliers: Multipliers,
    worth: _SlotWorth,
    community: int,
    members: list[int],
) -> float:
    """Best layouts of the spaces of one community with at most its complexes."""
    total, gains = 0.0, []
    for space in members:
        if problem.space_decision[space] == Decision.EXISTING:
            built = problem.built_capacity[space]
            total += sum(worth(space, function, q) for function, q in enumerate(built) if q > 0)
        elif problem.space_decision[space] != Decision.MUST_NOT_OPEN:
            plain, as_complex = _space_worth(problem, multipliers, worth, space)
            total += plain if plain > -np.inf else as_complex
            gains.append(as_complex - plain if plain > -np.inf else np.inf)
    left = int(problem.complexes_left[community]) - sum(gain == np.inf for gain in gains)
    finite = sorted((gain for gain in gains if 0 < gain < np.inf), reverse=True)
    return total + sum(finite[: max(left, 0)])


def _space_worth(
    problem: SitingProblem, multipliers: Multipliers, worth: _SlotWorth, space: int
) -> tuple[float, float]:
    """Worth of a space without a complex in it (closed or interspersed), and as a complex."""
    must = problem.space_decision[space] == Decision.MUST_OPEN
    plain, as_complex = -np.inf if must else 0.0, -np.inf
    price = multipliers.budget * problem.kind_cost_fen[space] + multipliers.opening
    kinds = problem.kinds
    large = problem.space_area_m2[space] >= kinds.complex_min_area_m2
    for (functions, priority), value in _best_by_counts(problem, multipliers, worth, space):
        if (
            functions <= kinds.interspersed_max_functions
            and priority >= kinds.interspersed_min_priority
        ):
            plain = max(plain, value - price[0])
        if (
            large
            and functions >= kinds.complex_min_functions
            and priority >= kinds.complex_min_priority
        ):
            as_complex = max(as_complex, value - price[1])
    return plain, as_complex


def _best_by_counts(
    problem: SitingProblem, multipliers: Multipliers, worth: _SlotWorth, space: int
) -> Iterator[tuple[tuple[int, int], float]]:
    """Highest worth of a non-empty layout by its number of functions and of priority ones."""
    best: dict[tuple[int, int], dict[int, float]] = {(0, 0): {0: 0.0}}
    for function, priority in enumerate(problem.is_priority):
        required = bool(problem.function_required[space, function])
        after = {} if required else {counts: dict(row) for counts, row in best.items()}
        options = list(_options(problem, multipliers, worth, space, function))
        for (functions, first), row in best.items():
            target = after.setdefault((functions + 1, first + int(priority)), {})
            for area, value in row.items():
                for option in options:
                    at = area + option.area_m2
                    if at <= problem.space_area_m2[space]:
                        target[at] = max(target.get(at, -np.inf), value + option.worth)
        best = {counts: _undominated(row) for counts, row in after.items() if row}
    for counts, row in best.items():
        if counts[0] > 0:
            yield counts, max(row.values())


def _options(
    problem: SitingProblem, multipliers: Multipliers, worth: _SlotWorth, space: int, function: int
) -> Iterator[_Option]:
    """Modules of a function that the space allows and the budget could ever pay."""
    for module in np.flatnonzero(problem.module_function == function):
        cost = problem.module_cost_fen[space, module]
        if problem.module_allowed[space, module] and cost <= problem.budget_fen:
            capacity = float(problem.module_capacity[module])
            value = worth(space, function, capacity) - multipliers.budget * cost
            yield _Option(int(problem.module_area_m2[module]), float(value))


def _undominated(row: dict[int, float]) -> dict[int, float]:
    """Only areas that are worth more than every smaller one."""
    by_area = sorted(row.items())
    best_before = np.maximum.accumulate([-np.inf, *(value for _, value in by_area)])
    return {
        area: value
        for (area, value), (before, now) in zip(by_area, pairwise(best_before), strict=True)
        if now > before
    }


def multipliers_are_valid(problem: SitingProblem, multipliers: Multipliers) -> bool:
    """Whether the multipliers lie in the ranges for which the bound is proven."""
    prices: Floats = np.concatenate([multipliers.need, multipliers.equity])
    return bool(
        (prices >= 0).all()
        and (multipliers.equity <= problem.equity_weight).all()
        and multipliers.budget >= 0
        and multipliers.opening >= 0
    )
