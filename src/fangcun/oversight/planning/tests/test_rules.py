"""Decisions without a database."""

from dataclasses import replace

import numpy as np
import pytest
from django.utils.translation import override

from fangcun.oversight.planning.rules.drawing import HEIGHT, WIDTH, trail_lines
from fangcun.oversight.planning.rules.money import Spent, curve_budgets, marginal_persons
from fangcun.oversight.planning.rules.options import LockedSpaceGone, RunOptions, asked
from fangcun.oversight.planning.rules.proof import modules_of_facts, pack_proof, unpack_proof
from fangcun.oversight.planning.rules.words import gap_in_words
from fangcun.oversight.planning.tests.cast import a_town, options_of_written, solved_town, written
from fangcun_planner.plans.plan import plan_district
from fangcun_planner.plans.pose import pose_district
from fangcun_planner.siting.solve import SolveParams


class TestGapInWords:
    @pytest.mark.parametrize(
        ("gap", "said"),
        [
            pytest.param(0.0, "已证明：没有任何方案能服务得更多", id="proven"),
            pytest.param(0.02, "没有任何方案能多服务 2.0% 以上", id="two per cent"),
            pytest.param(0.0201, "没有任何方案能多服务 2.1% 以上", id="never rounded down"),
            pytest.param(float("inf"), "还没有得到证明的上界", id="no bound"),
            pytest.param(None, "还没有得到证明的上界", id="nothing yet"),
        ],
    )
    def test_in_chinese(self, gap: float | None, said: str):
        with override("zh-hans"):
            assert gap_in_words(gap) == said


class TestRunOptions:
    def test_come_back_from_json_as_they_were(self):
        options = replace(
            options_of_written(written()),
            must_open=("s1",),
            must_have=(("s1", "meals"),),
            budgets_fen=(1, 2),
            emphasis={"meals": 2.0},
        )

        assert RunOptions.from_json(options.to_json()) == options

    def test_slower_elders_reach_less_far(self):
        options = replace(options_of_written(written()), elder_pace_m_per_min=24.0)

        assert asked(a_town(), options).options.elder_pace_factor == 0.5

    def test_locks_on_what_is_gone_are_dropped_where_they_change_nothing(self):
        options = replace(
            options_of_written(written()),
            must_not_open=("s1", "gone"),
            must_not_have=(("s2", "meals"), ("s2", "gone"), ("gone", "meals")),
        )

        plan_options = asked(a_town(), options).options

        assert plan_options.must_not_open == {"s1"}
        assert plan_options.must_not_have == {("s2", "meals")}

    def test_a_must_that_is_gone_is_refused(self):
        options = replace(options_of_written(written()), must_open=("gone",))

        with pytest.raises(LockedSpaceGone, match="gone"):
            asked(a_town(), options)


class TestCurve:
    @pytest.mark.parametrize("budget_fen", [0, 1, 1_234_567, 3_000_000_000])
    def test_holds_the_scenario_s_own_budget(self, budget_fen: int):
        budgets = curve_budgets(budget_fen)

        assert budget_fen in budgets
        assert list(budgets) == sorted(set(budgets))

    def test_has_seven_budgets_or_more_for_a_real_one(self):
        assert len(curve_budgets(3_000_000_000)) >= 7

    def test_marginal_persons_are_per_100_000_yuan(self):
        steps = [Spent(0, 0.0), Spent(20_000_000, 30.0), Spent(20_000_000, 31.0)]

        assert marginal_persons(steps) == [None, 15.0, None]

    def test_no_step_has_no_gain(self):
        assert marginal_persons([]) == []


class TestTrail:
    def test_needs_two_moments(self):
        assert trail_lines([]) is None
        assert trail_lines([[0.2, 1.0, 2.0]]) is None

    def test_stays_in_its_box_and_leaves_far_bounds_out(self):
        lines = trail_lines([[0.2, 1.0, None], [0.4, 2.0, 1e9], [0.6, 2.0, 3.0]])

        assert lines is not None
        points = [tuple(map(float, p.split(","))) for p in lines.objective.split()]
        assert len(lines.bound.split()) == 1
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)


class TestStartingAgain:
    def test_modules_are_found_by_name_when_the_district_has_changed(self):
        facts, _proof, _files = solved_town()
        town = a_town()
        changed = replace(town, spaces=town.spaces[::-1], functions=town.functions[::-1])

        modules = modules_of_facts(facts, pose_district(changed))

        assert (modules >= 0).sum() == sum(len(space.modules) for space in facts.spaces)

    def test_prices_are_found_by_name_when_the_district_has_changed(self):
        options = options_of_written(written())
        posed = pose_district(asked(a_town(), options))
        plan = plan_district(posed.district, SolveParams(time_s=1, gap=0.2), posed=posed)
        town = posed.district
        other = pose_district(replace(town, buildings=town.buildings[1:]))

        same, fewer = (unpack_proof(pack_proof(plan), here) for here in (posed, other))

        assert same.need == pytest.approx(plan.answer.multipliers.need, rel=1e-5)
        assert fewer.need.shape == other.rows.need.shape
        gone = posed.rows.building == 0
        assert fewer.need == pytest.approx(plan.answer.multipliers.need[~gone], rel=1e-5)
        assert np.all(fewer.equity <= other.problem.equity_weight)
