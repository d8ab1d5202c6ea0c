"""The referee: every layout of every space, every set of them, and an LP for who is served."""

from itertools import product

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from fangcun_planner.siting import Decision, SitingProblem


def best_objective(problem: SitingProblem) -> float | None:
    """The optimum of a tiny problem, None where no plan keeps the rules."""
    choices = [_layouts(problem, space) for space in range(len(problem.space_area_m2))]
    best = None
    known: dict[bytes, float] = {}
    for plan in product(*choices):
        if not _within_limits(problem, plan):
            continue
        capacity = problem.built_capacity + np.array([layout[1] for layout in plan])
        key = capacity.tobytes()
        if key not in known:
            known[key] = most_served(problem, capacity)
        best = known[key] if best is None else max(best, known[key])
    return best


def _layouts(problem, space):
    """All (cost, capacity by function, opened, complex) that the rules allow in one space."""
    functions = len(problem.is_priority)
    closed = (0, np.zeros(functions), 0, 0)
    decision = problem.space_decision[space]
    if decision in (Decision.EXISTING, Decision.MUST_NOT_OPEN):
        return [closed]
    found = [] if decision == Decision.MUST_OPEN else [closed]
    options = [
        [-1, *np.flatnonzero(problem.module_allowed[space] & (problem.module_function == f))]
        for f in range(functions)
    ]
    for layout in product(*options):
        modules = [m for m in layout if m >= 0]
        has = np.array([m >= 0 for m in layout])
        if not modules or (problem.function_required[space] & ~has).any():
            continue
        if problem.module_area_m2[modules].sum() > problem.space_area_m2[space]:
            continue
        cost = int(problem.module_cost_fen[space, modules].sum())
        capacity = np.array([problem.module_capacity[m] if m >= 0 else 0.0 for m in layout])
        count, first = has.sum(), (has & problem.is_priority).sum()
        kinds = problem.kinds
        if count <= kinds.interspersed_max_functions and first >= kinds.interspersed_min_priority:
            found.append((cost + int(problem.kind_cost_fen[space, 0]), capacity, 1, 0))
        if (
            problem.space_area_m2[space] >= kinds.complex_min_area_m2
            and count >= kinds.complex_min_functions
            and first >= kinds.complex_min_priority
        ):
            found.append((cost + int(problem.kind_cost_fen[space, 1]), capacity, 1, 1))
    return found


def _within_limits(problem, plan):
    if sum(layout[0] for layout in plan) > problem.budget_fen:
        return False
    most = problem.open_at_most
    if most is not None and sum(layout[2] for layout in plan) > most:
        return False
    new = np.bincount(
        problem.space_community,
        [layout[3] for layout in plan],
        minlength=len(problem.complexes_left),
    )
    return (new <= problem.complexes_left).all()


def most_served(problem: SitingProblem, capacity: np.ndarray) -> float:
    """Objective of the best assignment to given capacities (S, F), by scipy's LP."""
    rows, walks = len(problem.row_need), len(problem.walk_space)
    row = np.repeat(np.arange(rows), np.diff(problem.walk_start))
    slot = problem.walk_space * len(problem.is_priority) + problem.row_function[row]
    communities = len(problem.complexes_left)
    weight = problem.row_weight[row]
    home = problem.row_community[row]
    walk = np.arange(walks)
    extra = walks + np.arange(communities)
    first = rows + capacity.size
    matrix = sparse.csr_matrix(
        (
            np.concatenate([np.ones(2 * walks), -weight, np.ones(communities)]),
            (
                np.concatenate([row, rows + slot, first + home, first + np.arange(communities)]),
                np.concatenate([walk, walk, walk, extra]),
            ),
        ),
        shape=(first + communities, walks + communities),
    )
    limit = np.concatenate([problem.row_need, capacity.ravel(), np.zeros(communities)])
    total = np.bincount(
        problem.row_community, problem.row_need * problem.row_weight, minlength=communities
    )
    bounds = [(0, None)] * walks + [(0, problem.equity_share * t) for t in total]
    cost = -np.concatenate([weight, np.full(communities, problem.equity_weight)])
    return -linprog(cost, matrix, limit, bounds=bounds, method="highs").fun
