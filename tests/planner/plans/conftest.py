"""A town small enough to check by hand: two communities, three buildings, four spaces."""

from collections.abc import Callable
from datetime import date

import pytest

from fangcun_planner.district import (
    Building,
    Community,
    District,
    ExistingFacility,
    Function,
    IdleSpace,
    Module,
    PlanOptions,
    Rule,
    Source,
    Standing,
)
from fangcun_planner.text import Text

METRE = 1 / 111_195.0  # degrees of latitude, close enough to a metre to place things
SOURCE = Source("test rules", date(2026, 1, 31), Standing.SECONDARY)

MEALS = Function(
    code="meals",
    name=Text("社区助餐", "meals"),
    need_rate=(0, 0, 0, 0, 0, 0.1, 0.2, 0.4),
    urgency=3.0,
    is_priority=True,
    reach_m=500,
    elder_reach_m=400,
    lowest_floor=1,
    highest_floor=3,
    needs_step_free=False,
    modules=(
        Module("small", Text("小", "small"), 60, 30, 500_000),
        Module("large", Text("大", "large"), 120.5, 80, 900_000),
    ),
    source=SOURCE,
)
TODDLERS = Function(
    code="toddlers",
    name=Text("婴幼儿托育", "toddler care"),
    need_rate=(0.3, 0, 0, 0, 0, 0, 0, 0),
    urgency=4.0,
    is_priority=True,
    reach_m=300,
    elder_reach_m=300,
    lowest_floor=1,
    highest_floor=2,
    needs_step_free=True,
    modules=(Module("class", Text("一班", "one class"), 90, 18, 800_000),),
    source=SOURCE,
)
FITNESS = Function(
    code="fitness",
    name=Text("体育健身", "fitness"),
    need_rate=(0, 0, 0.1, 0.1, 0.1, 0.1, 0.1, 0),
    urgency=1.0,
    is_priority=False,
    reach_m=800,
    elder_reach_m=500,
    lowest_floor=-1,
    highest_floor=5,
    needs_step_free=False,
    modules=(Module("room", Text("一间", "one room"), 80, 60, 200_000),),
    source=SOURCE,
)
RULES = {
    "complex_min_area_m2": 600,
    "complex_min_functions": 3,
    "complex_min_priority": 2,
    "interspersed_max_functions": 2,
    "interspersed_min_priority": 1,
    "complexes_per_community": 1,
    "opening_cost_complex_yuan": 50_000,
    "opening_cost_interspersed_yuan": 10_000,
    "elder_and_child_weight": 1.5,
    "equity_weight": 0.2,
    "equity_share": 0.5,
    "detour_factor": 1.25,
    "quota_m2_per_100_households": 30,
    "target_m2_per_100_households": 80,
    "circle_5_min_m": 300,
    "circle_10_min_m": 500,
    "circle_15_min_m": 1000,
    "fade_10_min": 0.68,
    "fade_15_min": 0.22,
}


def north(metres: float) -> float:
    """Latitude of a place so far north of the town's corner."""
    return 32.0 + metres * METRE


def a_space(
    space_id: str, community: str, metres: float, area: float, **facts: object
) -> IdleSpace:
    known: dict[str, object] = {"floor": 1, "is_step_free": True, "fit_out_fen_per_m2": 10_000}
    return IdleSpace(
        id=space_id,
        name=f"{space_id}号房",
        community=community,
        lon=120.9,
        lat=north(metres),
        floor_area_m2=area,
        **(known | facts),  # type: ignore[arg-type]
    )


def _town(options: PlanOptions | None = None) -> District:
    return District(
        name="小镇",
        communities=(
            Community(
                "320613001001", "南湖社区", "湖滨街道", 400, (30, 40, 60, 40, 530, 100, 150, 50)
            ),
            Community(
                "320613001002", "北山社区", "湖滨街道", 200, (10, 20, 30, 20, 320, 40, 40, 20)
            ),
        ),
        buildings=(
            Building("b1", "320613001001", 120.9, north(0), 600),
            Building("b2", "320613001001", 120.9, north(100), 400),
            Building("b3", "320613001002", 120.9, north(700), 500),
        ),
        spaces=(
            a_space("s1", "320613001001", 50, 200.9),
            a_space("s2", "320613001001", 80, 650, is_step_free=False, fit_out_fen_per_m2=20_000),
            a_space("s3", "320613001002", 650, 150, floor=-1),
            a_space("s4", "320613001002", 720, 100, floor=2, is_demo=True),
        ),
        facilities=(
            ExistingFacility(
                "f1", "老食堂", "320613001001", 120.9, north(120), 90.0, {"meals": 20.0}
            ),
        ),
        functions=(MEALS, TODDLERS, FITNESS),
        rules=tuple(
            Rule(code, Text(code, code), value, "", SOURCE) for code, value in RULES.items()
        ),
        options=options or PlanOptions(budget_fen=6_000_000),
        boundary=(
            (
                (120.89, north(-200)),
                (120.91, north(-200)),
                (120.91, north(1000)),
                (120.89, north(1000)),
                (120.89, north(-200)),
            ),
        ),
    )


@pytest.fixture
def town() -> District:
    """Two communities 600 m apart; see `_town`."""
    return _town()


@pytest.fixture(scope="session")
def a_town() -> Callable[[], District]:
    """Builds the town, for fixtures that live longer than one test."""
    return _town
