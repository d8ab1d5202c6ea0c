"""What one more small facility would add: the best fit-out of every space that stays shut.

Modules of different functions serve different needs, so a fit-out is worth the sum of its
modules against the need that is still unmet. Every set of modules that an interspersed
facility may have, up to three functions, is tried.
"""

from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from fangcun_planner.plans.pose import PosedDistrict
from fangcun_planner.plans.tally import sums
from fangcun_planner.siting import SitingProblem
from fangcun_planner.siting.problem import Bools, Floats, Ints, Longs

MOST_FUNCTIONS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """(S,) The fit-out of each space that meets the most unmet need for its money.

    Parameters
    ----------
    value, persons
        Weighted persons and persons of the unmet need it would serve; 0 where nothing fits.
    cost_fen
        Fit-out, equipment and opening.
    fits
        Whether any fit-out keeps the rules.
    """

    value: Floats
    persons: Floats
    cost_fen: Longs
    fits: Bools


def best_openings(posed: PosedDistrict, unmet: Floats) -> Openings:
    """Weigh every fit-out of every space against the unmet need (R,)."""
    problem, sets = posed.problem, _sets(posed.problem)
    value, persons = _module_worth(posed, unmet)  # (S, M)
    cost = problem.module_cost_fen @ sets.T + problem.kind_cost_fen[:, :1]
    possible = _possible(problem, sets)  # (S, L)
    total = value @ sets.T
    best = np.argmax(np.where(possible, total / np.maximum(cost, 1), -1.0), axis=1)
    at = np.arange(best.size)
    fits: Bools = np.asarray(possible.any(axis=1))
    return Openings(
        value=np.where(fits, total[at, best], 0.0),
        persons=np.where(fits, (persons @ sets.T)[at, best], 0.0),
        cost_fen=cost[at, best],
        fits=fits,
    )


def _possible(problem: SitingProblem, sets: Bools) -> Bools:
    """(S, L) Whether a fit-out has room, is allowed, and has all that is demanded there."""
    roomy = sets @ problem.module_area_m2 <= problem.space_area_m2[:, None]
    forbidden = (~problem.module_allowed).astype(np.int32) @ sets.T
    has = np.zeros((sets.shape[0], problem.is_priority.size), dtype=bool)
    for module, function in enumerate(problem.module_function):
        has[:, function] |= sets[:, module]
    missing = problem.function_required.astype(np.int32) @ (~has).T
    return np.asarray(roomy & (forbidden == 0) & (missing == 0) & sets.any(axis=1))


def _module_worth(posed: PosedDistrict, unmet: Floats) -> tuple[Floats, Floats]:
    """(S, M) Weighted persons and persons that a module alone would newly serve.

    The heaviest unmet need within reach fills the module first.
    """
    problem, row = posed.problem, posed.row_of_walk
    places, functions = problem.built_capacity.shape
    weights, level = np.unique(problem.row_weight, return_inverse=True)
    place = problem.walk_space.astype(np.int64)
    cells = (place * functions + problem.row_function[row]) * weights.size + level[row]
    shape = (places, functions, weights.size)
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
    """Fill each module with the heaviest need first; `waiting` is (S, F, weights ascending)."""
    heaviest_first = waiting[:, module_function, ::-1]  # (S, M, weights)
    full_after = np.minimum(np.cumsum(heaviest_first, axis=2), module_capacity[:, None])
    taken = np.diff(full_after, axis=2, prepend=0.0)
    return np.asarray(taken @ weights[::-1]), np.asarray(taken.sum(axis=2))
