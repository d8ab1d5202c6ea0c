"""Bench: the full district question, 150 communities, 600 spaces, 9 functions, 5,000 buildings.

Prints objective, certified bound and gap after 5, 15 and 60 seconds, peak memory, and what
HiGHS alone makes of the same question as one mixed-integer programme.

    .venv/bin/python bench/district.py [--quick] [--seed 1]
"""

import argparse
import resource
from time import perf_counter
from typing import NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from fangcun_planner.siting import (
    Decision,
    KindRules,
    Progress,
    SitingProblem,
    SolveParams,
    exact,
    solve,
)
from fangcun_planner.siting.check import broken_rules
from fangcun_planner.siting.merge import merge
from fangcun_planner.siting.proof import bound_of
from fangcun_planner.siting.warm_up import warm_up


class Service(NamedTuple):
    """One function of the invented district: two module sizes, need, and how far people walk."""

    name: str
    is_priority: bool
    need_rate: float
    weight: float
    reach_m: float
    area_m2: tuple[int, int]
    capacity: tuple[float, float]
    equipment_yuan: tuple[int, int]
    highest_floor: int


SERVICES = (
    Service("elder care", True, 0.040, 3.0, 500, (100, 300), (40, 130), (60_000, 150_000), 3),
    Service("toddler care", True, 0.012, 3.0, 600, (80, 200), (25, 65), (80_000, 180_000), 3),
    Service("after-school", True, 0.030, 2.5, 700, (60, 150), (40, 110), (30_000, 60_000), 6),
    Service("meals", True, 0.080, 2.0, 600, (80, 240), (120, 400), (150_000, 350_000), 2),
    Service("household", False, 0.150, 0.6, 1000, (20, 60), (300, 1000), (10_000, 30_000), 9),
    Service("health", False, 0.120, 1.2, 800, (60, 120), (300, 700), (80_000, 150_000), 3),
    Service("fitness", False, 0.100, 0.5, 800, (60, 200), (150, 550), (40_000, 120_000), 9),
    Service("culture", False, 0.120, 0.5, 1000, (60, 200), (200, 700), (20_000, 60_000), 9),
    Service("child play", False, 0.050, 0.8, 500, (40, 120), (80, 260), (20_000, 50_000), 2),
)
FEN_PER_YUAN = 100


class Town(NamedTuple):
    """Positions in metres and counts, before they become rows of need."""

    building_xy: NDArray[np.float64]
    building_community: NDArray[np.int64]
    residents: NDArray[np.float64]
    space_xy: NDArray[np.float64]
    space_community: NDArray[np.int64]


def random_district(
    *,
    seed: int,
    communities: int = 150,
    spaces: int = 600,
    buildings: int = 5_000,
    existing_share: float = 1 / 30,
    budget_yuan_per_community: int = 700_000,
) -> SitingProblem:
    """Invent a clustered district of 9 functions; the same seed gives the same district."""
    rng = np.random.default_rng(seed)
    town = _town(rng, communities=communities, spaces=spaces, buildings=buildings)
    area = np.clip(rng.lognormal(5.6, 0.75, spaces), 60, 2_500).astype(np.int32)
    floor = rng.choice([1, 1, 1, 2, 2, 3, 4], spaces)
    is_existing = rng.random(spaces) < existing_share
    start, reached = _walks(town)
    module_cost, module_allowed, built = _modules(rng, area, floor, is_existing)
    functions = len(SERVICES)
    return SitingProblem(
        row_function=np.tile(np.arange(functions, dtype=np.int32), buildings),
        row_community=np.repeat(town.building_community, functions).astype(np.int32),
        row_need=np.outer(town.residents, [s.need_rate for s in SERVICES]).ravel(),
        row_weight=np.tile([s.weight for s in SERVICES], buildings).astype(np.float64),
        walk_start=start,
        walk_space=reached,
        space_community=town.space_community.astype(np.int32),
        space_area_m2=area,
        space_decision=np.where(is_existing, Decision.EXISTING, Decision.FREE).astype(np.int8),
        built_capacity=built,
        module_function=np.repeat(np.arange(functions, dtype=np.int32), 2),
        module_area_m2=np.array([a for s in SERVICES for a in s.area_m2], np.int32),
        module_capacity=np.array([q for s in SERVICES for q in s.capacity], np.float64),
        module_cost_fen=module_cost,
        module_allowed=module_allowed,
        function_required=np.zeros((spaces, functions), bool),
        kind_cost_fen=FEN_PER_YUAN
        * np.column_stack([rng.integers(20, 80, spaces), rng.integers(80, 300, spaces)])
        * 1_000,
        is_priority=np.array([s.is_priority for s in SERVICES]),
        complexes_left=np.ones(communities, np.int32),
        budget_fen=communities * budget_yuan_per_community * FEN_PER_YUAN,
        kinds=KindRules(
            complex_min_area_m2=600,
            complex_min_functions=3,
            complex_min_priority=2,
            interspersed_max_functions=3,
            interspersed_min_priority=1,
            complexes_per_community=1,
        ),
        equity_weight=0.5,
        equity_share=0.4,
    )


def _town(rng: np.random.Generator, *, communities: int, spaces: int, buildings: int) -> Town:
    """Communities gather around a few centres, buildings and spaces around communities."""
    side_m = 12_000 * (communities / 150) ** 0.5
    centres = rng.uniform(0, side_m, (max(2, communities // 15), 2))
    middle = centres[rng.integers(len(centres), size=communities)]
    middle = middle + rng.normal(0, 1_100, (communities, 2))
    home = np.sort(rng.integers(communities, size=buildings))
    place = np.sort(rng.integers(communities, size=spaces))
    return Town(
        building_xy=middle[home] + rng.normal(0, 280, (buildings, 2)),
        building_community=home,
        residents=np.ceil(rng.lognormal(5.3, 0.6, buildings)),
        space_xy=middle[place] + rng.normal(0, 320, (spaces, 2)),
        space_community=place,
    )


def _walks(town: Town) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """CSR of the spaces that each row (building-major, function-minor) can walk to."""
    detour = 1.3
    walk_m = detour * np.linalg.norm(town.building_xy[:, None] - town.space_xy[None], axis=2)
    reach_m = np.array([s.reach_m for s in SERVICES])
    within = walk_m[:, None, :] <= reach_m[None, :, None]
    flat = within.reshape(-1, walk_m.shape[1])
    start = np.concatenate([[0], np.cumsum(flat.sum(1))]).astype(np.int64)
    return start, np.nonzero(flat)[1].astype(np.int32)


def _modules(
    rng: np.random.Generator,
    area: NDArray[np.int32],
    floor: NDArray[np.int64],
    is_existing: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.float64]]:
    """Cost and permission of each module in each space; what existing facilities serve."""
    fit_out = rng.integers(500, 2_000, len(area))
    module_area = np.array([a for s in SERVICES for a in s.area_m2])
    equipment = np.array([e for s in SERVICES for e in s.equipment_yuan])
    highest = np.repeat([s.highest_floor for s in SERVICES], 2)
    cost = FEN_PER_YUAN * (np.outer(fit_out, module_area) + equipment)
    allowed = (floor[:, None] <= highest) & ~is_existing[:, None]
    small = np.array([s.capacity[0] for s in SERVICES])
    offers = rng.random((len(area), len(SERVICES))) < 0.4
    built = np.where(offers & is_existing[:, None], small, 0.0)
    return cost.astype(np.int64), allowed & (module_area <= area[:, None]), built


class Standing(NamedTuple):
    """How a run stood after some seconds."""

    seconds: float
    objective: float
    bound: float
    gap: float


def standings(problem: SitingProblem, *, at_s: tuple[float, ...], seed: int) -> list[Standing]:
    """Solve once and look at the run at the given times."""
    seen: list[Standing] = []

    def look(progress: Progress) -> bool:
        if progress.seconds >= at_s[len(seen)]:
            seen.append(
                Standing(progress.seconds, progress.objective, progress.bound, progress.gap)
            )
        return len(seen) < len(at_s)

    params = SolveParams(time_s=at_s[-1] + 5, gap=0.0, seed=seed)
    answer = solve(problem, params, on_progress=look)
    faults = broken_rules(problem, answer)
    assert not faults, faults[0]
    proven = bound_of(problem, answer.multipliers)
    assert abs(proven - answer.bound) <= 1e-6 * answer.bound, (proven, answer.bound)
    return seen


def plain_highs(problem: SitingProblem, *, seconds: float) -> Standing:
    """The peer: the same reduced question as one programme for HiGHS, without our plan."""
    started = perf_counter()
    model = merge(problem).model
    columns = exact.columns_of(model)
    highs = exact.loaded(model, columns, seconds=seconds, seed=1)
    highs.run()
    known = highs.getInfo()
    is_plan = known.primal_solution_status == highspy.kSolutionStatusFeasible
    objective = known.objective_function_value if is_plan else 0.0
    gap = (known.mip_dual_bound - objective) / objective if objective > 0 else float("inf")
    return Standing(perf_counter() - started, objective, known.mip_dual_bound, gap)


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a fifth of the district, 10 s")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.quick:
        size, at_s, peer_s = {"communities": 30, "spaces": 120, "buildings": 1_000}, (2.0, 5.0), 10
    else:
        size, at_s, peer_s = {}, (5.0, 15.0, 60.0), 60
    problem = random_district(seed=options.seed, **size)
    print(
        f"district: {len(problem.complexes_left)} communities, "
        f"{len(problem.space_area_m2)} spaces, {len(problem.is_priority)} functions, "
        f"{len(problem.row_need)} rows of need, {len(problem.walk_space)} walks"
    )
    started = perf_counter()
    warm_up()
    print(f"compiled or loaded in {perf_counter() - started:.1f} s")
    print(f"{'':<14}{'seconds':>9}{'objective':>12}{'bound':>12}{'gap':>9}{'peak MB':>9}")
    for standing in standings(problem, at_s=at_s, seed=options.seed):
        _print_row("fangcun", standing)
    _print_row("HiGHS, one MIP", plain_highs(problem, seconds=peer_s))


def _print_row(name: str, row: Standing) -> None:
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    gap = f"{row.gap:.2%}" if row.gap < 10 else "> 1000%"
    print(
        f"{name:<14}{row.seconds:>9.1f}{row.objective:>12.0f}{row.bound:>12.0f}"
        f"{gap:>9}{peak_mb:>9.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
