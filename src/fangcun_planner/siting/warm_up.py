"""Compile everything once, on a toy district, so that the first real question does not wait."""

import numpy as np

from fangcun_planner.siting.marginal import value_of_space
from fangcun_planner.siting.problem import Decision, KindRules, SitingProblem
from fangcun_planner.siting.solve import SolveParams, solve


def warm_up() -> None:
    """Run every compiled loop; half a minute the first time, then a fraction of a second."""
    toy = toy_problem()
    answer = solve(toy, SolveParams(rounds=9, gap=0.0))
    again = SolveParams(rounds=4, gap=0.0, start=answer.module_at, start_prices=answer.multipliers)
    solve(toy, again)
    value_of_space(toy, answer, 0)


def toy_problem() -> SitingProblem:
    """Three buildings, three spaces, two functions: nothing in it is trivial."""
    return SitingProblem(
        row_function=np.array([0, 1, 0, 1, 0], np.int32),
        row_community=np.array([0, 0, 0, 1, 1], np.int32),
        row_need=np.array([30.0, 20.0, 25.0, 40.0, 35.0]),
        row_weight=np.array([2.0, 1.0, 2.0, 1.0, 2.0]),
        walk_start=np.array([0, 2, 4, 6, 8, 10], np.int64),
        walk_space=np.array([0, 1, 0, 1, 1, 2, 1, 2, 1, 2], np.int32),
        space_community=np.array([0, 0, 1], np.int32),
        space_area_m2=np.array([60, 90, 40], np.int32),
        space_decision=np.array([Decision.MUST_OPEN, Decision.FREE, Decision.EXISTING], np.int8),
        built_capacity=np.array([[0.0, 0.0], [0.0, 0.0], [10.0, 0.0]]),
        module_function=np.array([0, 0, 1], np.int32),
        module_area_m2=np.array([20, 50, 30], np.int32),
        module_capacity=np.array([15.0, 45.0, 30.0]),
        module_cost_fen=np.array([[20, 50, 30]] * 3, np.int64),
        module_allowed=np.ones((3, 3), bool),
        function_required=np.zeros((3, 2), bool),
        kind_cost_fen=np.array([[5, 9]] * 3, np.int64),
        is_priority=np.array([True, False]),
        complexes_left=np.array([1, 1], np.int32),
        budget_fen=120,
        kinds=KindRules(
            complex_min_area_m2=50,
            complex_min_functions=2,
            complex_min_priority=1,
            interspersed_max_functions=1,
            interspersed_min_priority=1,
            complexes_per_community=1,
        ),
        open_at_most=2,
        equity_weight=0.5,
        equity_share=0.5,
    )
