"""People are assigned at best: against the ungrouped linear programme, written out plainly."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linprog

from fangcun_planner.plans.assignment import best_assignment, capacity_of
from fangcun_planner.plans.plan import plan_district
from fangcun_planner.plans.pose import PosedDistrict, pose_district
from fangcun_planner.plans.tally import objective_of, tally
from fangcun_planner.siting.check import broken_rules
from fangcun_planner.siting.solve import SolveParams


def plain_optimum(posed: PosedDistrict, capacity: np.ndarray) -> float:
    """The programme with one column per walk and dense rows."""
    problem, row = posed.problem, posed.row_of_walk
    walks, communities = problem.walk_space.size, problem.complexes_left.size
    weight = problem.row_weight[row]
    rows = [np.append(row == r, np.zeros(communities)) for r in range(problem.row_need.size)]
    most = list(problem.row_need)
    for place, function in np.ndindex(*capacity.shape):
        here = (problem.walk_space == place) & (problem.row_function[row] == function)
        rows.append(np.append(here, np.zeros(communities)))
        most.append(capacity[place, function])
    shares = []
    for c in range(communities):
        mine = problem.row_community == c
        rows.append(np.append(-weight * mine[row], np.arange(communities) == c))
        most.append(0.0)
        total = (problem.row_need * problem.row_weight)[mine].sum()
        shares.append((0.0, problem.equity_share * total))
    gains = np.append(weight, np.full(communities, problem.equity_weight))
    bounds = [(0.0, None)] * walks + shares
    found = linprog(-gains, A_ub=np.array(rows, float), b_ub=most, bounds=bounds)
    return float(-found.fun)


class TestBestAssignment:
    @pytest.mark.parametrize("seed", range(8))
    def test_reaches_the_optimum_of_the_plain_programme(self, town, seed):
        posed = pose_district(town)
        draw = np.random.default_rng(seed)
        capacity = draw.integers(0, 60, size=posed.problem.built_capacity.shape).astype(float)

        served = best_assignment(posed, capacity)

        mine = objective_of(posed.problem, tally(posed, served).by_row)
        assert mine == pytest.approx(plain_optimum(posed, capacity))

    def test_serves_nobody_where_nothing_is_offered(self, town):
        posed = pose_district(town)

        assert not best_assignment(posed, np.zeros_like(posed.problem.built_capacity)).any()

    def test_gives_twins_their_share(self, town):
        twins = [replace(town.buildings[0], id=f"t{n}", residents=300) for n in range(2)]
        posed = pose_district(replace(town, buildings=(*twins, *town.buildings[1:])))

        served = tally(posed, best_assignment(posed, posed.problem.built_capacity))

        assert served.by_building[0] == pytest.approx(served.by_building[1])


class TestPlan:
    def test_breaks_no_rule(self, town):
        for budget_fen in (0, 2_500_000, 6_000_000, 20_000_000):
            options = replace(town.options, budget_fen=budget_fen)
            plan = plan_district(replace(town, options=options), SolveParams(gap=0.0, rounds=16))

            assert broken_rules(plan.posed.problem, plan.answer) == []

    def test_gives_nobody_away_that_the_openings_could_serve(self, town):
        plan = plan_district(town, SolveParams(gap=0.0, rounds=16))

        capacity = capacity_of(plan.posed.problem, plan.answer)

        assert plan.answer.objective == pytest.approx(plain_optimum(plan.posed, capacity))
