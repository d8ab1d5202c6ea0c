"""What is said about a plan adds up, names real numbers, and reaches every community."""

from dataclasses import replace

import pytest

from fangcun_planner.district import District, PlanOptions
from fangcun_planner.plans.assignment import best_assignment, capacity_of
from fangcun_planner.plans.explain import explain
from fangcun_planner.plans.facts import PlanFacts
from fangcun_planner.plans.money import frontier, opening_costs, thinned, with_budget
from fangcun_planner.plans.plan import DistrictPlan, plan_district
from fangcun_planner.plans.tally import objective_of, tally
from fangcun_planner.siting import Decision
from fangcun_planner.siting.solve import SolveParams

EFFORT = SolveParams(time_s=20.0, gap=0.0, rounds=16)


def told(town: District, **options: object) -> tuple[DistrictPlan, PlanFacts]:
    district = replace(town, options=replace(town.options, **options))
    plan = plan_district(district, EFFORT)
    return plan, explain(plan, effort=EFFORT)


def community(facts: PlanFacts, name: str):
    return next(c for c in facts.communities if c.name == name)


@pytest.fixture(scope="module")
def plan_and_facts(a_town):
    """The town's plan for 60,000 yuan."""
    return told(a_town(), budget_fen=6_000_000)


class TestFacts:
    def test_say_what_the_answer_says(self, plan_and_facts):
        plan, facts = plan_and_facts

        served = tally(plan.posed, plan.answer.served)

        assert objective_of(plan.posed.problem, served.by_row) == pytest.approx(facts.objective)
        assert sum(space.cost_fen for space in facts.spaces) == facts.cost_fen <= facts.budget_fen
        assert facts.objective <= facts.bound

    def test_add_up_by_function_community_and_space(self, plan_and_facts):
        plan, facts = plan_and_facts

        needs = [need for c in facts.communities for need in c.needs]

        assert sum(f.served_after for f in facts.functions) == pytest.approx(facts.served_after)
        assert sum(n.served_after for n in needs) == pytest.approx(facts.served_after)
        assert sum(n.need for n in needs) == pytest.approx(facts.persons_in_need)
        new = sum(module.served for space in facts.spaces for module in space.modules)
        built = plan.posed.problem.space_decision == Decision.EXISTING
        old = tally(plan.posed, plan.answer.served).by_place[built].sum()
        assert new + old == pytest.approx(facts.served_after)

    def test_count_need_and_today_by_hand(self, plan_and_facts):
        _, facts = plan_and_facts

        meals = community(facts, "南湖社区").needs[0]

        assert meals.need == pytest.approx(60.0)  # elders 100, 150, 50 at 10, 20, 40 %
        assert meals.served_before == pytest.approx(20.0)  # the old canteen is full
        assert facts.functions[0].need == pytest.approx(80.0)

    def test_keep_shares_between_nothing_and_all(self, plan_and_facts):
        _, facts = plan_and_facts

        shares = [s for b in facts.buildings for s in (*b.share_before, *b.share_after)]
        shares += [s for c in facts.communities for s in (c.share_before, c.share_after)]

        assert min(shares) >= 0
        assert max(shares) <= 1

    def test_tell_every_community_in_both_languages(self, plan_and_facts):
        plan, facts = plan_and_facts

        assert [c.code for c in facts.communities] == [c.code for c in plan.district.communities]
        for c in facts.communities:
            for text in (c.lacking, c.proposal, c.with_more_money):
                assert text.zh.endswith("。")
                assert text.en.endswith(".")

    def test_name_the_gap_of_the_old_canteen(self, plan_and_facts):
        _, facts = plan_and_facts

        lacking = community(facts, "南湖社区").lacking

        assert "约60位老人需要社区助餐，步行范围内的设施能服务20位，还缺40位" in lacking.zh
        assert "about 60 elders need meals" in lacking.en.lower()

    def test_find_the_nearest_place_and_its_walk(self, town):
        _, facts = told(town, budget_fen=0)

        meals = community(facts, "北山社区").needs[0]

        assert meals.nearest == "f1"
        assert meals.nearest_walk_m == pytest.approx((700 - 120) * 1.25, rel=0.01)


class TestNothingNow:
    @pytest.mark.parametrize(
        ("options", "reason"),
        [
            pytest.param(
                {"must_not_open": frozenset({"s3", "s4"})}, "都已指定不启用", id="shut by hand"
            ),
            pytest.param({"must_not_open": frozenset({"s4"})}, "在地下1层，不能设", id="basement"),
            pytest.param({"open_at_most": 0}, "已到上限（0处）", id="limit of openings"),
            pytest.param({"budget_fen": 100}, "不够启用它", id="no money"),
        ],
    )
    def test_gives_the_rule_that_binds(self, town, options, reason):
        _, facts = told(town, **({"budget_fen": 6_000_000} | options))

        proposal = community(facts, "北山社区").proposal

        assert proposal.zh.startswith("本社区目前不安排新设施：")
        assert reason in proposal.zh

    def test_says_so_without_any_space(self, town):
        empty = replace(town, spaces=town.spaces[:2])

        _, facts = told(empty, budget_fen=6_000_000)

        assert "没有登记存量空间" in community(facts, "北山社区").proposal.zh

    def test_says_that_everybody_is_served(self, town):
        idle = [replace(f, need_rate=(0,) * 8) for f in town.functions[1:]]
        fed = replace(town.facilities[0], capacity={"meals": 1000.0})

        _, facts = told(replace(town, functions=(town.functions[0], *idle), facilities=(fed,)))

        assert "都能满足" in community(facts, "南湖社区").lacking.zh
        assert "需求已有着落" in community(facts, "南湖社区").proposal.zh


class TestWorth:
    def test_is_what_the_rest_cannot_serve(self, town):
        plan, facts = told(town, budget_fen=9_000_000)
        problem = plan.posed.problem
        ids = [space.id for space in plan.district.spaces]

        assert facts.spaces
        for space in facts.spaces:
            rest = capacity_of(problem, plan.answer)
            rest[ids.index(space.id)] = 0
            best = objective_of(
                problem, tally(plan.posed, best_assignment(plan.posed, rest)).by_row
            )
            assert space.value >= facts.objective - best - 1e-6

    def test_of_the_next_best_is_never_negative(self, town):
        _, facts = told(town, budget_fen=4_000_000)

        losses = [s.next_best_loss for s in facts.spaces if s.next_best_loss is not None]

        assert losses
        assert all(loss >= 0 for loss in losses)


class TestMoney:
    def test_never_buys_less_when_there_is_more_of_it(self, town):
        budgets = [9_000_000, 0, 3_000_000, 6_000_000]

        plans = frontier(town, budgets, EFFORT)

        by_budget = sorted(plans, key=lambda plan: plan.posed.problem.budget_fen)
        objectives = [plan.answer.objective for plan in by_budget]
        bounds = [plan.answer.bound for plan in by_budget]
        assert [plan.posed.problem.budget_fen for plan in plans] == budgets
        assert objectives == sorted(objectives)
        assert bounds == sorted(bounds)
        assert all(p.answer.cost_fen <= p.posed.problem.budget_fen for p in plans)

    def test_steps_are_solved_around_the_plan(self, town):
        _, facts = told(town, budget_fen=15_000_000)

        assert facts.less_money is not None
        assert facts.less_money.budget_fen == 5_000_000
        assert facts.less_money.objective <= facts.bound
        assert facts.more_money is not None
        assert facts.more_money.budget_fen == 16_500_000
        assert facts.more_money.objective >= facts.objective

    def test_that_is_short_closes_what_is_missed_least(self, town):
        plan, facts = told(town, budget_fen=9_000_000)
        pays = [s for s in facts.spaces if s.cost_fen >= plan.answer.cost_fen - 7_000_000]

        less = with_budget(plan, 7_000_000, EFFORT)

        lost = plan.answer.objective - less.answer.objective
        served = [sum(m.served for m in s.modules) for s in pays]
        heaviest = plan.posed.problem.row_weight.max() * (1 + plan.posed.problem.equity_weight)
        assert less.answer.cost_fen <= 7_000_000
        assert lost <= min(served) * heaviest

    def test_thins_a_plan_to_any_budget(self, town):
        plan = plan_district(replace(town, options=PlanOptions(20_000_000)), EFFORT)
        costs = opening_costs(plan.posed.problem, plan.answer)

        for budget_fen in (0, 1_500_000, 4_000_000, 20_000_000):
            kept = (thinned(plan, budget_fen).answer.module_at >= 0).any(axis=1)

            assert costs[kept].sum() <= budget_fen
        assert costs.sum() == plan.answer.cost_fen

    def test_steps_are_left_out_when_not_wanted(self, town):
        plan = plan_district(town, EFFORT)

        facts = explain(plan, money_steps=False)

        assert facts.less_money is None
        assert "没有推算" in facts.communities[0].with_more_money.zh


class TestStart:
    def test_from_an_earlier_plan_is_at_least_as_good(self, town):
        earlier = plan_district(town, EFFORT)
        locked = replace(town, options=PlanOptions(6_000_000, must_open=frozenset({"s1"})))

        again = plan_district(town, replace(EFFORT, rounds=1), start=earlier)
        other = plan_district(locked, EFFORT, start=earlier)

        assert again.answer.objective >= earlier.answer.objective - 1e-9
        assert other.answer.is_open[0]
