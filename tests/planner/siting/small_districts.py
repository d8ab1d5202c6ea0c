"""Tiny districts with every rule in them, for the referee."""

import numpy as np
from hypothesis import strategies as st

from fangcun_planner.siting import Decision, KindRules, SitingProblem
from fangcun_planner.siting.warm_up import toy_problem

toy = toy_problem


def random_problem(seed: int) -> SitingProblem:
    """A few rows, spaces and modules; locks, kinds, limits and equity at random."""
    rng = np.random.default_rng(seed)
    rows, spaces, functions = rng.integers(1, 9), rng.integers(1, 5), rng.integers(1, 5)
    communities, modules = int(rng.integers(1, 4)), int(rng.integers(1, 2 * functions + 1))
    reach = rng.random((rows, spaces)) < rng.choice([0.3, 0.6, 0.9])
    decision = rng.choice([0, 0, 0, 1, 2, 3], spaces).astype(np.int8)
    is_built = (decision == Decision.EXISTING)[:, None]
    unit = int(rng.choice([1, 5, 10]))
    return SitingProblem(
        row_function=rng.integers(functions, size=rows),
        row_community=rng.integers(communities, size=rows),
        row_need=rng.uniform(0.5, 20, rows).round(int(rng.integers(0, 3))) + 0.5,
        row_weight=rng.choice([1.0, 2.0, 0.7], rows),
        walk_start=np.concatenate([[0], np.cumsum(reach.sum(1))]),
        walk_space=np.nonzero(reach)[1],
        space_community=rng.integers(communities, size=spaces),
        space_area_m2=rng.integers(0, 12, spaces) * unit,
        space_decision=decision,
        built_capacity=np.where(is_built, rng.integers(0, 10, (spaces, functions)), 0.0),
        module_function=rng.integers(functions, size=modules),
        module_area_m2=rng.integers(1, 6, modules) * unit,
        module_capacity=rng.integers(1, 20, modules) * 1.0,
        module_cost_fen=rng.integers(0, 10, (spaces, modules)),
        module_allowed=rng.random((spaces, modules)) < 0.8,
        function_required=rng.random((spaces, functions)) < 0.1,
        kind_cost_fen=rng.integers(0, 10, (spaces, 2)),
        is_priority=rng.random(functions) < 0.6,
        complexes_left=rng.integers(0, 3, communities),
        budget_fen=int(rng.choice([0, 10, 20, 40, 100])),
        kinds=KindRules(
            complex_min_area_m2=int(rng.integers(0, 8) * unit),
            complex_min_functions=int(rng.integers(0, 4)),
            complex_min_priority=int(rng.integers(0, 3)),
            interspersed_max_functions=int(rng.integers(0, 4)),
            interspersed_min_priority=int(rng.integers(0, 2)),
            complexes_per_community=1,
        ),
        open_at_most=None if rng.random() < 0.5 else int(rng.integers(0, 4)),
        equity_weight=float(rng.choice([0.0, 0.5, 2.0])),
        equity_share=float(rng.choice([0.0, 0.3, 1.0])),
    )


problems = st.integers(0, 2**32 - 1).map(random_problem)
"""Any tiny district; hypothesis shrinks towards small seeds, which are as good as any."""
