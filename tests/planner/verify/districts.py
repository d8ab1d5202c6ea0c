"""Districts at random, as records: every rule, lock and emphasis in some of them, and streets."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

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
    StreetNetwork,
)
from fangcun_planner.text import Text

METRE = 1 / 111_195.0  # degrees of latitude


def random_district(seed: int) -> District:
    """A few communities in a square kilometre; the same seed gives the same one."""
    rng = np.random.default_rng(seed)
    codes = [f"3206130{number:05}" for number in range(1, int(rng.integers(2, 5)))]
    functions = tuple(_function(rng, number) for number in range(int(rng.integers(1, 5))))
    spaces = tuple(_space(rng, number, codes) for number in range(int(rng.integers(1, 9))))
    district = District(
        name="试验区",
        communities=tuple(_community(rng, code) for code in codes),
        buildings=tuple(
            Building(f"b{number}", str(rng.choice(codes)), *_at(rng), int(rng.integers(0, 900)))
            for number in range(int(rng.integers(1, 12)))
        ),
        spaces=spaces,
        facilities=tuple(
            _facility(rng, number, codes, functions) for number in range(int(rng.integers(0, 3)))
        ),
        functions=functions,
        rules=_rules(rng),
        options=_options(rng, spaces, functions),
    )
    return replace(district, streets=_streets(rng)) if rng.random() < 0.3 else district


districts = st.integers(0, 2**32 - 1).map(random_district)
"""Any small district; small seeds are as good as any."""


def _at(rng: np.random.Generator) -> tuple[float, float]:
    east, north = rng.uniform(0, 1_000, 2)
    return 120.9 + east * METRE / np.cos(np.radians(32.0)), 32.0 + north * METRE


def _community(rng: np.random.Generator, code: str) -> Community:
    ages = tuple(int(count) for count in rng.integers(0, 300, 8))
    return Community(code, f"社区{code[-2:]}", "试验街道", 300, ages)


def _function(rng: np.random.Generator, number: int) -> Function:
    reach_m = float(rng.choice([300, 500, 800]))
    sizes = range(int(rng.integers(1, 3)))
    return Function(
        code=f"f{number}",
        name=Text(f"功能{number}", f"function {number}"),
        need_rate=tuple(float(rate) for rate in rng.choice([0, 0.05, 0.2, 0.37], 8)),
        urgency=float(rng.choice([1, 1.5, 3])),
        is_priority=bool(rng.random() < 0.6),
        reach_m=reach_m,
        elder_reach_m=reach_m * float(rng.choice([0.6, 1])),
        lowest_floor=1,
        highest_floor=int(rng.integers(1, 4)),
        needs_step_free=bool(rng.random() < 0.3),
        modules=tuple(
            Module(
                f"m{size}",
                Text("模块", "module"),
                float(rng.integers(30, 200)) + (0.5 if rng.random() < 0.3 else 0),
                float(rng.integers(5, 200)),
                int(rng.integers(0, 900_000)),
            )
            for size in sizes
        ),
    )


def _space(rng: np.random.Generator, number: int, codes: list[str]) -> IdleSpace:
    return IdleSpace(
        id=f"s{number}",
        name=f"{number}号房",
        community=str(rng.choice(codes)),
        lon=(place := _at(rng))[0],
        lat=place[1],
        floor_area_m2=float(rng.integers(40, 900)) + 0.9,
        floor=int(rng.choice([1, 1, 2, 3])),
        is_step_free=bool(rng.random() < 0.7),
        fit_out_fen_per_m2=int(rng.integers(5_000, 30_000)),
    )


def _facility(
    rng: np.random.Generator, number: int, codes: list[str], functions: tuple[Function, ...]
) -> ExistingFacility:
    lon, lat = _at(rng)
    capacity = {f.code: float(rng.integers(0, 60)) for f in functions if rng.random() < 0.6}
    area_m2 = float(rng.integers(50, 900))
    return ExistingFacility(
        f"e{number}", f"老点{number}", str(rng.choice(codes)), lon, lat, area_m2, capacity
    )


def _rules(rng: np.random.Generator) -> tuple[Rule, ...]:
    values = {
        "complex_min_area_m2": int(rng.choice([300, 600])),
        "complex_min_functions": 2,
        "complex_min_priority": int(rng.integers(0, 3)),
        "interspersed_max_functions": int(rng.integers(1, 4)),
        "interspersed_min_priority": int(rng.integers(0, 2)),
        "complexes_per_community": 1,
        "opening_cost_complex_yuan": 20_000,
        "opening_cost_interspersed_yuan": 5_000.5,
        "elder_and_child_weight": 1.5,
        "equity_weight": float(rng.choice([0, 0.2])),
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
    return tuple(Rule(code, Text(code, code), v, "", Source("")) for code, v in values.items())


def _options(
    rng: np.random.Generator, spaces: tuple[IdleSpace, ...], functions: tuple[Function, ...]
) -> PlanOptions:
    drawn = [space.id for space in spaces if rng.random() < 0.15]
    return PlanOptions(
        budget_fen=int(rng.choice([2_000_000, 8_000_000, 30_000_000])),
        open_at_most=None if rng.random() < 0.6 else int(rng.integers(1, 4)),
        must_not_open=frozenset(drawn),
        must_not_have=frozenset({(spaces[0].id, functions[0].code)})
        if rng.random() < 0.3
        else frozenset(),
        urgency_factor={functions[0].code: float(rng.choice([0, 2]))} if rng.random() < 0.3 else {},
        elder_pace_factor=float(rng.choice([1, 0.8])),
        equity_weight=None if rng.random() < 0.5 else float(rng.choice([0, 0.7])),
    )


def _streets(rng: np.random.Generator) -> StreetNetwork:
    """A grid of streets 250 m apart, some segments missing."""
    side = 5
    numbers = np.arange(side * side).reshape(side, side)
    tail = np.concatenate([numbers[:, :-1].ravel(), numbers[:-1].ravel()])
    head = np.concatenate([numbers[:, 1:].ravel(), numbers[1:].ravel()])
    kept = rng.random(tail.size) < 0.9
    kept[0] = True
    north, east = np.divmod(np.arange(side * side), side)
    return StreetNetwork(
        lon=120.9 + 250 * east * METRE / np.cos(np.radians(32.0)),
        lat=32.0 + 250 * north * METRE,
        from_node=tail[kept].astype(np.int32),
        to_node=head[kept].astype(np.int32),
        length_m=250 + rng.uniform(0, 30, int(kept.sum())),
    )
