"""Small districts, too large for brute force, against one programme solved by HiGHS."""

from dataclasses import replace

import pytest
from bench.district import random_district
from hypothesis import assume, given, settings
from tests.planner.siting import brute_force, highs_referee
from tests.planner.siting.small_districts import problems

from fangcun_planner.siting import SitingProblem
from fangcun_planner.siting.check import broken_rules
from fangcun_planner.siting.solve import SolveParams, solve

TOLERANCE = 1e-5  # relative: the referee stops at 1e-6


class TestReferees:
    @settings(max_examples=60, deadline=None)
    @given(problem=problems)
    def test_agree_with_one_another(self, problem: SitingProblem):
        by_hand = brute_force.best_objective(problem)
        assume(by_hand is not None)

        assert highs_referee.best_objective(problem, time_s=20) == pytest.approx(
            by_hand, rel=TOLERANCE, abs=1e-6
        )


class TestAgainstHighs:
    @pytest.mark.parametrize("seed", [1, 2, 3])
    @pytest.mark.parametrize("open_at_most", [None, 3])
    def test_plan_and_bound_enclose_the_optimum(self, seed: int, open_at_most: int | None):
        problem = random_district(seed=seed, communities=3, spaces=9, buildings=40)
        problem = replace(problem, open_at_most=open_at_most)
        optimum = highs_referee.best_objective(problem, time_s=120)

        answer = solve(problem, SolveParams(time_s=20, gap=1e-6, seed=seed))

        assert broken_rules(problem, answer) == []
        assert answer.objective <= optimum * (1 + TOLERANCE)
        assert answer.bound >= optimum * (1 - TOLERANCE)
        assert answer.objective >= optimum * 0.99
