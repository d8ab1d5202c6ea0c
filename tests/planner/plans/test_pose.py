"""The arrays of a hand-made town against numbers worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from fangcun_planner.district import ExistingFacility, PlanOptions
from fangcun_planner.plans.people import People
from fangcun_planner.plans.pose import PosedDistrict, carry_modules, carry_prices, pose_district
from fangcun_planner.siting import Decision, Multipliers


def row(posed: PosedDistrict, building: str, function: str, people: People) -> int | None:
    district, rows = posed.district, posed.rows
    found = np.flatnonzero(
        (rows.building == [b.id for b in district.buildings].index(building))
        & (rows.function == [f.code for f in district.functions].index(function))
        & (rows.people == people)
    )
    return int(found[0]) if found.size else None


def places_of(posed: PosedDistrict, at: int) -> list[str]:
    district, problem = posed.district, posed.problem
    ids = [place.id for place in (*district.spaces, *district.facilities)]
    return [ids[s] for s in problem.walk_space[problem.walk_start[at] : problem.walk_start[at + 1]]]


class TestNeed:
    @pytest.mark.parametrize(
        ("building", "function", "people", "need"),
        [
            # 600 of 1,000 residents; elders 100, 150, 50 at 10, 20, 40 %
            pytest.param("b1", "meals", People.ELDERS, 36.0, id="elders eat"),
            pytest.param("b2", "meals", People.ELDERS, 24.0, id="the smaller building"),
            pytest.param("b3", "meals", People.ELDERS, 20.0, id="the other community's age mix"),
            pytest.param("b1", "toddlers", People.CHILDREN, 5.4, id="30 % of 18 toddlers"),
            pytest.param("b2", "fitness", People.ELDERS, 10.0, id="80+ stay at home"),
            pytest.param("b2", "fitness", People.OTHERS, 21.2, id="adults"),
        ],
    )
    def test_is_residents_by_age_mix_by_rate(self, town, building, function, people, need):
        posed = pose_district(town)

        assert posed.problem.row_need[row(posed, building, function, people)] == pytest.approx(need)

    def test_without_anybody_has_no_row(self, town):
        assert row(pose_district(town), "b1", "meals", People.OTHERS) is None

    def test_weighs_elders_and_children_more(self, town):
        posed = pose_district(
            replace(town, options=PlanOptions(0, urgency_factor={"fitness": 2.0}))
        )

        assert posed.problem.row_weight[row(posed, "b1", "meals", People.ELDERS)] == 4.5
        assert posed.problem.row_weight[row(posed, "b1", "fitness", People.ELDERS)] == 3.0
        assert posed.problem.row_weight[row(posed, "b1", "fitness", People.OTHERS)] == 2.0

    def test_of_a_function_left_out_disappears_with_its_modules(self, town):
        posed = pose_district(replace(town, options=PlanOptions(0, urgency_factor={"meals": 0.0})))

        assert not (posed.problem.row_function == 0).any()
        assert not posed.problem.module_allowed[:, :2].any()


class TestWalks:
    def test_lead_to_near_places_that_can_offer_the_function(self, town):
        posed = pose_district(town)

        assert places_of(posed, row(posed, "b1", "meals", People.ELDERS)) == ["s1", "s2", "f1"]
        assert places_of(posed, row(posed, "b1", "toddlers", People.CHILDREN)) == ["s1"]
        assert places_of(posed, row(posed, "b3", "fitness", People.ELDERS)) == ["s3", "s4"]

    def test_are_as_long_as_the_detour_makes_them(self, town):
        posed = pose_district(town)

        first = posed.problem.walk_start[row(posed, "b1", "meals", People.ELDERS)]

        assert posed.walk_m[first] == pytest.approx(50 * 1.25, rel=0.01)

    def test_shrink_with_the_pace_of_elders_only(self, town):
        options = PlanOptions(0, elder_pace_factor=0.2)  # 400 m × 0.2 = 80 m of walk, 64 m straight

        posed = pose_district(replace(town, options=options))

        assert places_of(posed, row(posed, "b1", "meals", People.ELDERS)) == ["s1"]
        assert places_of(posed, row(posed, "b1", "toddlers", People.CHILDREN)) == ["s1"]

    def test_grow_with_the_reach(self, town):
        posed = pose_district(replace(town, options=PlanOptions(0, reach_factor=3.0)))

        assert places_of(posed, row(posed, "b3", "meals", People.ELDERS)) == [
            "s1",
            "s2",
            "s4",
            "f1",
        ]


class TestPlaces:
    def test_cost_fit_out_and_equipment(self, town):
        problem = pose_district(town).problem

        assert problem.module_cost_fen[0].tolist() == [1_100_000, 2_105_000, 1_700_000, 1_000_000]
        assert problem.module_cost_fen[1, 0] == 60 * 20_000 + 500_000
        assert problem.kind_cost_fen[0].tolist() == [1_000_000, 5_000_000]
        assert problem.module_area_m2.tolist() == [60, 121, 90, 80]
        assert problem.space_area_m2.tolist() == [200, 650, 150, 100, 90]

    def test_keep_floor_and_step_rules(self, town):
        allowed = pose_district(town).problem.module_allowed

        assert allowed.tolist() == [
            [True, True, True, True],
            [True, True, False, True],  # steps: no toddlers
            [False, False, False, True],  # basement: fitness only
            [True, True, True, True],
            [False, False, False, False],  # an existing facility takes no modules
        ]

    def test_know_what_was_decided(self, town):
        options = PlanOptions(
            0,
            must_open=frozenset({"s1"}),
            must_not_open=frozenset({"s2"}),
            must_have=frozenset({("s1", "meals")}),
            must_not_have=frozenset({("s1", "fitness")}),
        )

        problem = pose_district(replace(town, options=options)).problem

        assert problem.space_decision.tolist() == [
            Decision.MUST_OPEN,
            Decision.MUST_NOT_OPEN,
            Decision.FREE,
            Decision.FREE,
            Decision.EXISTING,
        ]
        assert problem.function_required[0].tolist() == [True, False, False]
        assert problem.module_allowed[0].tolist() == [True, True, True, False]

    def test_count_complexes_that_stand_already(self, town):
        built = ExistingFacility(
            "f2",
            "综合体",
            "320613001002",
            120.9,
            32.0,
            700,
            {"meals": 1, "toddlers": 1, "fitness": 1},
        )

        problem = pose_district(replace(town, facilities=(*town.facilities, built))).problem

        assert problem.complexes_left.tolist() == [1, 0]
        assert problem.built_capacity[4].tolist() == [20, 0, 0]


class TestCarrying:
    def test_says_prices_in_the_rows_of_another_posing(self, town):
        old = pose_district(replace(town, options=PlanOptions(0, urgency_factor={"meals": 0.0})))
        new = pose_district(town)
        prices = Multipliers(np.arange(1.0, old.rows.need.size + 1), 0.5, 0.0, np.zeros(2))

        carried = carry_prices(prices, old=old, new=new)

        assert carried.need[row(new, "b1", "meals", People.ELDERS)] == 0
        wanted = row(old, "b3", "fitness", People.OTHERS)
        assert carried.need[row(new, "b3", "fitness", People.OTHERS)] == prices.need[wanted]

    def test_refuses_prices_of_other_buildings(self, town):
        old = pose_district(town)
        new = pose_district(replace(town, buildings=town.buildings[:2]))
        prices = Multipliers(np.zeros(old.rows.need.size), 0.0, 0.0, np.zeros(2))

        assert carry_prices(prices, old=old, new=new) is None

    def test_says_modules_in_other_indices(self, town):
        other = replace(town, spaces=town.spaces[::-1], functions=town.functions[1:])
        old, new = pose_district(town), pose_district(other)
        module_at = np.full((5, 3), -1, dtype=np.int32)
        module_at[0] = [1, 2, -1]

        carried = carry_modules(module_at, old=old, new=new)

        assert carried[3].tolist() == [0, -1]
        assert (carried[[0, 1, 2, 4]] == -1).all()
