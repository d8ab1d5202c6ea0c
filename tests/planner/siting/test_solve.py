"""The solver against its referees, and the promises it makes to whoever calls it."""

from dataclasses import replace

import numpy as np
import pytest
from brute_force import best_objective
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_districts import problems, random_problem, toy

from fangcun_planner.siting import (
    Decision,
    NoPlan,
    Progress,
    SitingProblem,
    SolveParams,
    Status,
    solve,
)
from fangcun_planner.siting.check import broken_rules
from fangcun_planner.siting.proof import bound_of, multipliers_are_valid

LITTLE = SolveParams(rounds=10, gap=0.0)
ENOUGH = SolveParams(rounds=27, gap=0.0)
EASY = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def solved(problem: SitingProblem, params: SolveParams = LITTLE):
    """The answer, None where there is no plan."""
    try:
        return solve(problem, params)
    except NoPlan:
        return None


class TestAgainstBruteForce:
    @EASY
    @given(problem=problems)
    def test_keeps_every_rule_and_never_claims_too_little(self, problem):
        best = best_objective(problem)

        answer = solved(problem)

        assert (answer is None) == (best is None)
        if answer is not None:
            assert broken_rules(problem, answer) == []
            assert answer.objective <= best + 1e-6 * max(1.0, best)
            assert answer.bound >= best - 1e-6 * max(1.0, best)

    @EASY
    @given(problem=problems)
    def test_finds_the_optimum_of_a_small_question(self, problem):
        best = best_objective(problem)

        answer = solved(problem, ENOUGH)

        if answer is not None:
            assert answer.objective == pytest.approx(best, rel=2e-6, abs=1e-6)
            assert answer.status == Status.PROVEN
            assert broken_rules(problem, answer) == []


class TestProof:
    @EASY
    @given(problem=problems)
    def test_multipliers_prove_the_bound_by_themselves(self, problem):
        answer = solved(problem)

        if answer is not None:
            proven = max(bound_of(problem, answer.multipliers), answer.objective)
            assert multipliers_are_valid(problem, answer.multipliers)
            assert proven == pytest.approx(answer.bound, rel=1e-6, abs=1e-6)

    @EASY
    @given(problem=problems, seed=st.integers(0, 1000))
    def test_any_multipliers_give_a_bound(self, problem, seed):
        best = best_objective(problem)
        answer = solved(problem)

        if answer is not None:
            rng = np.random.default_rng(seed)
            other = replace(
                answer.multipliers,
                need=rng.uniform(0, 2, len(problem.row_need)),
                budget=float(rng.uniform(0, 3)),
                opening=float(rng.uniform(0, 3)),
                equity=rng.uniform(0, 1, len(problem.complexes_left)) * problem.equity_weight,
            )
            assert bound_of(problem, other) >= best - 1e-6 * max(1.0, best)


class TestProperties:
    @EASY
    @given(problem=problems)
    def test_more_money_never_serves_less(self, problem):
        poor = solved(problem, ENOUGH)

        rich = solved(replace(problem, budget_fen=problem.budget_fen + 15), ENOUGH)

        if poor is not None:
            assert rich.objective >= poor.objective - 1e-6 * max(1.0, poor.objective)

    @EASY
    @given(problem=problems)
    def test_same_seed_and_rounds_give_the_same_answer(self, problem):
        first, second = solved(problem), solved(problem)

        if first is not None:
            assert first.objective == second.objective
            assert first.bound == second.bound
            assert (first.module_at == second.module_at).all()
            assert (first.served == second.served).all()

    def test_a_space_that_must_open_opens_even_if_it_serves_nobody(self):
        problem = toy()
        nobody = replace(problem, walk_start=np.zeros(6, int), walk_space=np.zeros(0, int))

        answer = solve(nobody, LITTLE)

        assert answer.is_open.tolist() == [True, False, False]
        assert answer.objective == answer.bound == 0.0
        assert answer.status == Status.PROVEN

    def test_forbidden_space_stays_closed(self):
        decision = np.array([Decision.FREE, Decision.MUST_NOT_OPEN, Decision.EXISTING])

        answer = solve(replace(toy(), space_decision=decision), LITTLE)

        assert not answer.is_open[1]
        assert answer.served.sum() > 0

    def test_without_money_serves_what_exists(self):
        decision = np.array([Decision.FREE, Decision.FREE, Decision.EXISTING])

        answer = solve(replace(toy(), space_decision=decision, budget_fen=0), LITTLE)

        assert answer.served.sum() == pytest.approx(10.0)
        assert answer.cost_fen == 0


class TestEffort:
    def test_stops_when_told_and_keeps_the_best_so_far(self):
        told = []

        def stop(progress: Progress) -> bool:
            told.append(progress)
            return False

        problem = larger()
        answer = solve(problem, SolveParams(time_s=60, gap=0.0), on_progress=stop)

        assert len(told) == 1
        assert broken_rules(problem, answer) == []
        assert answer.is_open.any()

    def test_stops_within_the_gap_asked_for(self):
        answer = solve(larger(), SolveParams(time_s=60, gap=0.2))

        assert answer.gap <= 0.2
        assert answer.status in (Status.WITHIN_GAP, Status.PROVEN)

    def test_starts_from_an_earlier_answer(self):
        problem = larger()
        earlier = solve(problem, SolveParams(rounds=14, gap=0.0))
        again = SolveParams(
            rounds=3, gap=0.0, start=earlier.module_at, start_prices=earlier.multipliers
        )

        answer = solve(problem, again)

        assert answer.objective >= earlier.objective * (1 - 1e-9)
        assert answer.bound <= earlier.bound * (1 + 1e-9)

    def test_drops_what_no_longer_fits_from_the_start(self):
        problem = larger()
        earlier = solve(problem, LITTLE)
        poorer = replace(problem, budget_fen=problem.budget_fen // 3, open_at_most=3)

        answer = solve(poorer, replace(LITTLE, start=earlier.module_at))

        assert broken_rules(poorer, answer) == []
        assert 1 <= answer.is_open.sum() <= 3


class TestNoPlan:
    def test_names_a_space_that_cannot_hold_anything(self):
        problem = replace(toy(), module_allowed=np.zeros((3, 3), bool))

        with pytest.raises(NoPlan, match="space 0 must open") as refusal:
            solve(problem)

        assert refusal.value.spaces == (0,)
        assert "必须开设" in refusal.value.limit.zh

    def test_says_that_the_budget_is_too_small(self):
        with pytest.raises(NoPlan, match=r"cost at least 0\.25 yuan"):
            solve(replace(toy(), budget_fen=24, module_cost_fen=np.full((3, 3), 20)))

    def test_says_that_too_many_must_open(self):
        with pytest.raises(NoPlan, match="1 spaces must open, but at most 0"):
            solve(replace(toy(), open_at_most=0))

    def test_says_that_complexes_are_used_up(self):
        kinds = replace(toy().kinds, interspersed_max_functions=0)

        with pytest.raises(NoPlan, match="can only be complexes"):
            solve(replace(toy(), kinds=kinds, complexes_left=np.zeros(2, int)))


def larger() -> SitingProblem:
    """Too large to be solved as a whole, small enough for a test."""
    return clustered_problem()


def clustered_problem() -> SitingProblem:
    """60 spaces and 400 buildings of four functions on a square."""
    rng = np.random.default_rng(5)
    spaces, buildings, functions = 60, 400, 4
    space_xy, building_xy = rng.random((spaces, 2)), rng.random((buildings, 2))
    near = np.linalg.norm(building_xy[:, None] - space_xy, axis=2) < 0.25
    reach = np.repeat(near, functions, axis=0)
    tiny = random_problem(1)
    return replace(
        tiny,
        row_function=np.tile(np.arange(functions), buildings),
        row_community=np.repeat(rng.integers(6, size=buildings), functions),
        row_need=rng.uniform(1, 9, buildings * functions),
        row_weight=np.tile([3.0, 2.0, 1.0, 1.0], buildings),
        walk_start=np.concatenate([[0], np.cumsum(reach.sum(1))]),
        walk_space=np.nonzero(reach)[1],
        space_community=rng.integers(6, size=spaces),
        space_area_m2=rng.integers(10, 120, spaces),
        space_decision=np.zeros(spaces, int),
        built_capacity=np.zeros((spaces, functions)),
        module_function=np.repeat(np.arange(functions), 2),
        module_area_m2=np.array([10, 30] * functions),
        module_capacity=np.array([60.0, 150.0] * functions),
        module_cost_fen=rng.integers(20, 60, (spaces, 8)) * np.array([1, 2] * functions),
        module_allowed=rng.random((spaces, 8)) < 0.9,
        function_required=np.zeros((spaces, functions), bool),
        kind_cost_fen=rng.integers(10, 60, (spaces, 2)),
        is_priority=np.array([True, True, False, False]),
        complexes_left=np.ones(6, int),
        budget_fen=2_500,
        kinds=replace(
            tiny.kinds,
            complex_min_area_m2=60,
            complex_min_functions=3,
            complex_min_priority=2,
            interspersed_max_functions=2,
            interspersed_min_priority=1,
        ),
        open_at_most=None,
        equity_weight=0.5,
        equity_share=0.4,
    )
