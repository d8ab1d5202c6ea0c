"""The referee of plans: accepts what is true, and names the first thing that is not."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from tests.planner.verify.districts import districts, random_district

from fangcun_planner.demo import demo_district
from fangcun_planner.district import District
from fangcun_planner.plans.document import document
from fangcun_planner.plans.explain import explain
from fangcun_planner.plans.plan import plan_district
from fangcun_planner.siting.solve import NoPlan, SolveParams
from fangcun_planner.verify import Unreadable, Verdict, verify
from fangcun_planner.verify.claims import claims_of

QUICK = SolveParams(time_s=20.0, gap=0.0, rounds=14, seed=3)


def plan_file(district: District, effort: SolveParams = QUICK) -> Any:
    plan = plan_district(district, effort)
    return json.loads(document(plan, explain(plan, money_steps=False)))


def checked(content: Any, district: District) -> Verdict:
    return verify(claims_of(content), district)


@pytest.fixture(scope="module")
def small_demo() -> District:
    """Twelve communities of the demo district, with money for some of what they need."""
    demo = demo_district()
    codes = {community.code for community in demo.communities[:12]}
    return replace(
        demo,
        communities=demo.communities[:12],
        buildings=tuple(b for b in demo.buildings if b.community in codes),
        spaces=tuple(s for s in demo.spaces if s.community in codes),
        facilities=tuple(f for f in demo.facilities if f.community in codes),
        options=replace(demo.options, budget_fen=60_000_000, open_at_most=8),
    )


@pytest.fixture(scope="module")
def honest(small_demo: District) -> Any:
    return plan_file(small_demo)


class TestHonestPlans:
    @given(district=districts)
    @settings(max_examples=60, deadline=None)
    def test_of_any_district_are_accepted(self, district):
        try:
            content = plan_file(district)
        except NoPlan:
            return

        assert checked(content, district).lie is None

    def test_of_many_communities_are_accepted_with_their_gap(self, honest, small_demo):
        verdict = checked(honest, small_demo)

        assert verdict.lie is None
        assert verdict.gap is not None
        assert 0 <= verdict.gap < 0.2

    def test_are_accepted_when_the_records_stand_in_another_order(self, honest, small_demo):
        turned = replace(
            small_demo,
            buildings=small_demo.buildings[::-1],
            spaces=small_demo.spaces[::-1],
            communities=small_demo.communities[::-1],
        )

        assert checked(honest, turned).lie is None

    def test_solved_as_a_whole_say_that_the_prices_prove_less(self):
        found = [
            checked(plan_file(random_district(seed), replace(QUICK, rounds=40)), district)
            for seed, district in ((s, random_district(s)) for s in (2, 5, 11, 17))
        ]

        assert all(verdict.is_accepted for verdict in found)
        assert any(verdict.only_by_solver for verdict in found)


def _one_module_changed(content: Any) -> None:
    inside = next(iter(content["proof"]["modules_by_space"].values()))
    function, module = next(iter(inside.items()))
    size = {"small": "large", "large": "small"}
    name, _underscore, which = module.rpartition("_")
    inside[function] = f"{name}_{size[which]}"


def _one_person_served_twice(content: Any) -> None:
    content["proof"]["served_persons"][0] += 1


def _one_person_less(content: Any) -> None:
    content["proof"]["served_persons"][-1] -= 1


def _bound_lowered_by_one(content: Any) -> None:
    content["proof"]["bound"] -= 1
    content["plan"]["gap"] = content["proof"]["bound"] / content["plan"]["objective"] - 1


def _a_fen_less(content: Any) -> None:
    content["plan"]["cost_fen"] -= 1


def _more_money(content: Any) -> None:
    content["proof"]["asked"]["budget_fen"] += 1


def _called_proven(content: Any) -> None:
    content["plan"]["status"] = "proven"


def _smaller_gap(content: Any) -> None:
    content["plan"]["gap"] /= 2


def _a_walk_too_far(content: Any) -> None:
    rows, proof = content["proof"]["served_row"], content["proof"]
    home = proof["row_building"]
    community = {b: at for at, b in enumerate(proof["buildings"])}
    first = home[rows[0]]
    kind = proof["row_function"][rows[0]], proof["row_people"][rows[0]]
    rows[0] = max(
        (at for at, f in enumerate(proof["row_function"]) if (f, proof["row_people"][at]) == kind),
        key=lambda at: abs(community[proof["buildings"][home[at]]] - first),
    )


def _a_price_below_nothing(content: Any) -> None:
    content["proof"]["need_price_by_row"][0] = -0.5


def _equity_too_dear(content: Any) -> None:
    content["proof"]["equity_price_by_community"][0] = 1e6


def _called_a_complex(content: Any) -> None:
    kinds = content["proof"]["kind_by_space"]
    kinds[next(space for space, kind in kinds.items() if kind == "interspersed")] = "complex"


def _a_space_more(content: Any) -> None:
    content["proof"]["kind_by_space"]["nowhere"] = "interspersed"


LIES: dict[Callable[[Any], None], str] = {
    _one_module_changed: "m²|fen|serves",
    _one_person_served_twice: "is served|serves|objective",
    _one_person_less: "objective|cannot walk",
    _bound_lowered_by_one: "the prices prove",
    _a_fen_less: "the plan says",
    _more_money: "budget_fen",
    _called_proven: "called proven",
    _smaller_gap: "the gap is",
    _a_walk_too_far: "cannot walk",
    _a_price_below_nothing: "outside its range",
    _equity_too_dear: "outside its range",
    _called_a_complex: "is no complex|more than|fen",
    _a_space_more: "no space nowhere",
}


class TestLies:
    @pytest.mark.parametrize(
        ("lie", "named"), LIES.items(), ids=[lie.__name__.strip("_") for lie in LIES]
    )
    def test_are_named(self, lie, named, honest, small_demo):
        content = deepcopy(honest)
        lie(content)

        verdict = checked(content, small_demo)

        assert verdict.lie is not None
        assert any(words in verdict.lie.en for words in named.split("|")), verdict.lie.en

    def test_about_another_district_are_named(self, honest, small_demo):
        dearer = replace(
            small_demo,
            spaces=tuple(
                replace(space, fit_out_fen_per_m2=space.fit_out_fen_per_m2 + 1)
                for space in small_demo.spaces
            ),
        )

        verdict = checked(honest, dearer)

        assert verdict.lie is not None
        assert "fen" in verdict.lie.en

    def test_about_locks_are_named(self, honest, small_demo):
        opened = next(iter(honest["proof"]["kind_by_space"]))
        content = deepcopy(honest)
        content["proof"]["asked"]["must_not_open"] = [opened]
        locked = replace(
            small_demo, options=replace(small_demo.options, must_not_open=frozenset({opened}))
        )

        verdict = checked(content, locked)

        assert verdict.lie is not None
        assert "must not open" in verdict.lie.en


class TestUnreadable:
    @pytest.mark.parametrize(
        "damage",
        [
            lambda content: content.pop("proof"),
            lambda content: content["proof"].pop("served_row"),
            lambda content: content["proof"]["served_row"].append(10**9),
            lambda content: content["proof"]["need_price_by_row"].pop(),
            lambda content: content["plan"].update(objective="many"),
            lambda content: content.update(schema="something-else/9"),
        ],
    )
    def test_files_are_refused_with_a_reason(self, damage, honest):
        content = deepcopy(honest)
        damage(content)

        with pytest.raises(Unreadable):
            claims_of(content)
