"""Accessibility of the town, counted by hand where it is easy."""

from dataclasses import replace

import pytest

from fangcun_planner.plans.explain import explain
from fangcun_planner.plans.plan import plan_district
from fangcun_planner.siting.solve import SolveParams

EFFORT = SolveParams(time_s=20.0, gap=0.0, rounds=16)


@pytest.fixture(scope="module")
def facts(a_town):
    return explain(plan_district(a_town(), EFFORT), money_steps=False)


def measured(facts, function):
    return next(one for one in facts.measures if one.function == function)


class TestMeasures:
    def test_of_every_function_say_today_and_afterwards(self, facts):
        assert [one.function for one in facts.measures] == [f.code for f in facts.functions]
        assert facts.circles_m == (300, 500, 1000)
        for one in facts.measures:
            for reached in (one.before, one.after):
                assert list(reached.within) == sorted(reached.within)
                assert 0 <= reached.gini <= 1
                assert 0 <= reached.worst_per_100 <= reached.per_100 + 1e-9

    def test_never_get_worse_by_opening_more(self, facts):
        for one in facts.measures:
            assert all(a >= b for b, a in zip(one.before.within, one.after.within, strict=True))
            assert one.after.per_100 >= one.before.per_100 - 1e-9

    def test_hand_out_every_place_in_reach_today(self, facts):
        """The old canteen serves 20; everybody lives within 1,000 m of it: 20 fall to all."""
        meals = measured(facts, "meals")
        need = next(f.need for f in facts.functions if f.code == "meals")

        assert meals.before.within[-1] == 1.0
        assert meals.before.per_100 * need / 100 == pytest.approx(20.0)

    def test_find_nothing_where_nothing_is_offered(self, facts):
        toddlers = measured(facts, "toddlers")

        assert toddlers.before.within == (0.0, 0.0, 0.0)
        assert toddlers.before.per_100 == toddlers.before.gini == 0.0

    def test_count_floor_area_for_a_hundred_households(self, facts):
        built = sum(c.area_before_m2 for c in facts.communities)
        households = sum(c.households for c in facts.communities)

        assert facts.area.before_m2 == pytest.approx(100 * built / households)
        assert facts.area.communities == 2
        assert facts.area.at_quota_after >= facts.area.at_quota_before
        assert facts.area.at_target_after <= facts.area.at_quota_after

    def test_are_told_of_a_town_where_nobody_lives(self, a_town):
        town = a_town()
        empty = replace(
            town,
            communities=tuple(
                replace(c, households=0, residents_by_age=(0,) * 8) for c in town.communities
            ),
        )

        facts = explain(plan_district(empty, EFFORT), money_steps=False)

        assert facts.area.communities == 0
        assert all(one.after.per_100 == 0.0 for one in facts.measures)
