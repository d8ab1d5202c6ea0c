"""What one more small facility would add: the best fit-out of every space that stays shut.

Modules of different functions serve different needs, so a fit-out is worth the sum of its
modules against the need that is still unmet. Every set of modules that an interspersed
facility may have, up to three functions, is tried.
"""

from dataclasses import dataclass
from itertools import combinations, product
from typing import Self

import numpy as np

from fangcun_planner.plans.pose import PosedDistrict
from fangcun_planner.plans.tally import sums
from fangcun_planner.siting import SitingProblem
from fangcun_planner.siting.problem import Bools, Floats, Ints, Longs

MOST_FUNCTIONS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """(N,) The best fit-out of each of N spaces.

    Parameters
    ----------
    space
        Index of the space.
    value, persons
        Weighted persons and persons of the unmet need it would serve; 0 where nothing fits.
    cost_fen
        Fit-out, equipment and opening.
    modules
        The modules of the fit-out, by index; none where nothing fits.
    fits
        Whether any fit-out keeps the rules and the money.
    """

    space: Longs
    value: Floats
    persons: Floats
    cost_fen: Longs
    modules: tuple[tuple[int, ...], ...]
    fits: Bools


@dataclass(frozen=True, slots=True, eq=False)
class FitOuts:
    """Every set of modules that an interspersed facility may have, and who walks where.

    Parameters
    ----------
    sets
        (L, M) Which modules are in each set.
    walk, walk_start
        Walks to place s are ``walk[walk_start[s]:walk_start[s + 1]]``, by index.
    row_of_walk
        (K,) Row of need that takes each walk.
    """

    problem: SitingProblem
    sets: Bools
    walk: Longs
    walk_start: Longs
    row_of_walk: Ints

    @classmethod
    def of(cls, posed: PosedDistrict) -> Self:
        """List the fit-outs of a posed district."""
        problem = posed.problem
        counts = np.bincount(problem.walk_space, minlength=problem.space_decision.size)
        return cls(
            problem=problem,
            sets=_sets(problem),
            walk=np.argsort(problem.walk_space, kind="stable").astype(np.int64),
            walk_start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            row_of_walk=posed.row_of_walk,
        )

    def walks_to(self, place: int) -> Longs:
        """Indices of the walks that lead to a place."""
        return self.walk[self.walk_start[place] : self.walk_start[place + 1]]

    def thriftiest(self, unmet: Floats) -> Openings:
        """The fit-out of every space that meets the most unmet need (R,) for its money."""
        spaces = np.arange(self.problem.space_decision.size)
        return self._best(unmet, spaces, within_fen=None)

    def strongest(self, unmet: Floats, spaces: Longs, *, within_fen: int) -> Openings:
        """The fit-out of some spaces that meets the most unmet need (R,) within a sum of money."""
        return self._best(unmet, spaces, within_fen=within_fen)

    def _best(self, unmet: Floats, spaces: Longs, *, within_fen: int | None) -> Openings:
        problem = self.problem
        value, persons = self._module_worth(unmet, spaces)  # (N, M)
        cost = problem.module_cost_fen[spaces] @ self.sets.T + problem.kind_cost_fen[spaces, :1]
        possible = self._possible(spaces)  # (N, L)
        total = value @ self.sets.T
        if within_fen is None:
            rank = total / np.maximum(cost, 1)
        else:
            possible &= cost <= within_fen
            rank = total
        best = np.argmax(np.where(possible, rank, -1.0), axis=1)
        at = np.arange(spaces.size)
        fits: Bools = np.asarray(possible.any(axis=1))
        return Openings(
            space=spaces,
            value=np.where(fits, total[at, best], 0.0),
            persons=np.where(fits, (persons @ self.sets.T)[at, best], 0.0),
            cost_fen=cost[at, best],
            modules=tuple(
                tuple(int(m) for m in np.flatnonzero(self.sets[b])) if fit else ()
                for b, fit in zip(best, fits, strict=True)
            ),
            fits=fits,
        )

    def _possible(self, spaces: Longs) -> Bools:
        """(N, L) Whether a fit-out has room, is allowed, and has all that is demanded there."""
        problem = self.problem
        roomy = self.sets @ problem.module_area_m2 <= problem.space_area_m2[spaces, None]
        forbidden = (~problem.module_allowed[spaces]).astype(np.int32) @ self.sets.T
        has = np.zeros((self.sets.shape[0], problem.is_priority.size), dtype=bool)
        for module, function in enumerate(problem.module_function):
            has[:, function] |= self.sets[:, module]
        missing = problem.function_required[spaces].astype(np.int32) @ (~has).T
        return np.asarray(roomy & (forbidden == 0) & (missing == 0) & self.sets.any(axis=1))

    def _module_worth(self, unmet: Floats, spaces: Longs) -> tuple[Floats, Floats]:
        """(N, M) Weighted persons and persons that a module alone would newly serve.

        The heaviest unmet need within reach fills the module first.
        """
        problem, functions = self.problem, self.problem.is_priority.size
        walks = np.concatenate([self.walks_to(int(s)) for s in spaces] or [self.walk[:0]])
        place = np.repeat(
            np.arange(spaces.size), self.walk_start[spaces + 1] - self.walk_start[spaces]
        )
        row = self.row_of_walk[walks]
        weights, level = np.unique(problem.row_weight, return_inverse=True)
        cells = (place * functions + problem.row_function[row]) * weights.size + level[row]
        shape = (spaces.size, functions, weights.size)
        waiting = sums(cells, unmet[row], size=int(np.prod(shape))).reshape(shape)
        return _fill(waiting, weights, problem.module_function, problem.module_capacity)


def _sets(problem: SitingProblem) -> Bools:
    most = min(problem.kinds.interspersed_max_functions, MOST_FUNCTIONS)
    by_function = [
        np.flatnonzero(problem.module_function == f) for f in range(problem.is_priority.size)
    ]
    found = [
        modules
        for size in range(1, most + 1)
        for functions in combinations(range(len(by_function)), size)
        if problem.is_priority[list(functions)].sum() >= problem.kinds.interspersed_min_priority
        for modules in product(*(by_function[f] for f in functions))
    ]
    # one empty set where there is none, so that every space has a (useless) best
    sets = np.zeros((max(1, len(found)), problem.module_function.size), dtype=bool)
    for at, modules in enumerate(found):
        sets[at, list(modules)] = True
    return sets


def _fill(
    waiting: Floats, weights: Floats, module_function: Ints, module_capacity: Floats
) -> tuple[Floats, Floats]:
    """Fill each module with the heaviest need first; `waiting` is (N, F, weights ascending)."""
    heaviest_first = waiting[:, module_function, ::-1]  # (N, M, weights)
    full_after = np.minimum(np.cumsum(heaviest_first, axis=2), module_capacity[:, None])
    taken = np.diff(full_after, axis=2, prepend=0.0)
    return np.asarray(taken @ weights[::-1]), np.asarray(taken.sum(axis=2))
