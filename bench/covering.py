"""Bench: the maximal covering problem against spopt with its default solver, in one run.

Both sides start from points: ours builds its arrays, spopt its distance matrix and model.
Every line runs in a process of its own, so that its memory can be told. Times leave out
imports and compilation; the objective is counted again from the open sites.

    .venv/bin/python bench/covering.py [--full]

`--full` lets spopt have the 50,000 x 1,000 instance too, which takes it ten minutes or more,
and adds the larger instances and the longer runs of ours.
"""

import argparse
import multiprocessing
import resource
import time
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

PEER_LIMIT_S = 600.0


class Instance(NamedTuple):
    """A clustered town: `open_at_most` of `sites` for `demands` within `reach_m`."""

    demands: int
    sites: int
    open_at_most: int
    reach_m: float = 1_000.0
    seed: int = 1


class Effort(NamedTuple):
    """When ours may stop."""

    gap: float
    time_s: float


class Line(NamedTuple):
    """One line of the table."""

    objective: float
    bound: float
    status: str
    build_s: float
    solve_s: float
    peak_mb: float


class Town(NamedTuple):
    """Metres on a plane, and whole weights."""

    demand: NDArray[np.float64]  # (N, 2)
    weight: NDArray[np.float64]  # (N,)
    site: NDArray[np.float64]  # (S, 2)


EASY = Instance(10_000, 300, 30)
MIDDLE = Instance(20_000, 400, 40)
LARGE = Instance(50_000, 1_000, 100)
WIDE = Instance(50_000, 1_000, 100, reach_m=2_000.0)
HUGE = Instance(100_000, 2_000, 200)


def town_of(instance: Instance) -> Town:
    """Seven in ten live in one of 60 clusters, the others anywhere in 30 km by 30 km."""
    rng = np.random.default_rng(instance.seed)
    centres = rng.uniform(0, 30_000, (60, 2))
    demand = centres[rng.integers(0, 60, instance.demands)]
    demand = demand + rng.normal(0, 1_200, demand.shape)
    anywhere = rng.random(instance.demands) < 0.3
    demand[anywhere] = rng.uniform(0, 30_000, (int(anywhere.sum()), 2))
    weight = rng.integers(1, 120, instance.demands).astype(float)
    near = demand[rng.choice(instance.demands, instance.sites, replace=False)]
    return Town(demand, weight, near + rng.normal(0, 50, near.shape))


def ours(instance: Instance, effort: Effort) -> Line:
    """Points to answer with our solver."""
    from fangcun_planner.covering.points import from_points
    from fangcun_planner.covering.solve import SolveParams, solve

    def problem_of(town: Town, instance: Instance):
        return from_points(
            demand_x=town.demand[:, 0].copy(),
            demand_y=town.demand[:, 1].copy(),
            weight=town.weight,
            site_x=town.site[:, 0].copy(),
            site_y=town.site[:, 1].copy(),
            reach_m=instance.reach_m,
            planar=True,
            open_at_most=instance.open_at_most,
        )

    small = Instance(100, 10, 2)
    solve(problem_of(town_of(small), small))  # loads the compiled loops
    town = town_of(instance)
    started = time.perf_counter()
    problem = problem_of(town, instance)
    built = time.perf_counter()
    answer = solve(problem, SolveParams(gap=effort.gap, time_s=effort.time_s))
    done = time.perf_counter()
    objective = covered_weight(town, answer.is_open, instance.reach_m)
    assert objective == answer.objective
    status = answer.status.value
    return Line(objective, answer.bound, status, built - started, done - built, peak_mb())


def spopt_default(instance: Instance, _: Effort) -> Line:
    """Points to answer with spopt's MCLP and the solver that PuLP brings."""
    import pulp
    from scipy.spatial.distance import cdist
    from spopt.locate import MCLP

    town = town_of(instance)
    started = time.perf_counter()
    model = MCLP.from_cost_matrix(
        cdist(town.demand, town.site),
        town.weight,
        service_radius=instance.reach_m,
        p_facilities=instance.open_at_most,
    )
    built = time.perf_counter()
    model.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=PEER_LIMIT_S))
    done = time.perf_counter()
    is_open = np.array([variable.value() > 0.5 for variable in model.fac_vars])
    objective = covered_weight(town, is_open, instance.reach_m)
    # PuLP calls a run "optimal" also where the limit ended it.
    is_cut_short = done - built >= PEER_LIMIT_S
    status = "time limit" if is_cut_short else pulp.LpStatus[model.problem.status].lower()
    return Line(objective, np.nan, status, built - started, done - built, peak_mb())


def covered_weight(town: Town, is_open: NDArray[np.bool_], reach_m: float) -> float:
    """Counted anew, from the nearest open site of every demand."""
    from scipy.spatial import cKDTree

    nearest_m, _ = cKDTree(town.site[is_open]).query(town.demand)
    return float(town.weight[nearest_m <= reach_m].sum())


def peak_mb() -> float:
    """Most memory this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(solver, instance: Instance, effort: Effort) -> Line:
    """Run in a fresh process, so that nobody's memory counts for another."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(solver, (instance, effort))


def show(instance: Instance, name: str, line: Line, ratio: float | None = None) -> None:
    gap = (line.bound - line.objective) / line.objective
    print(
        f"| {instance.demands:,} x {instance.sites:,}, p={instance.open_at_most}, "
        f"{instance.reach_m:,.0f} m | {name} | {line.objective:,.0f} | "
        f"{line.bound:,.0f} | {gap:.3%} | {line.status} | {line.build_s:.3f} | "
        f"{line.solve_s:.3f} | {f'{ratio:,.0f} x' if ratio else ''} | {line.peak_mb:,.0f} |",
        flush=True,
    )


def compare(instance: Instance, effort: Effort, *, with_peer: bool) -> None:
    line = measured(ours, instance, effort)
    name = f"fangcun, gap {effort.gap:.1%}, {effort.time_s:.0f} s"
    if not with_peer:
        show(instance, name, line)
        return
    peer = measured(spopt_default, instance, effort)
    ratio = (peer.build_s + peer.solve_s) / (line.build_s + line.solve_s)
    show(instance, name, line, ratio)
    show(instance, "spopt + CBC", peer)


def main() -> None:
    parser = argparse.ArgumentParser(description="Covering against spopt")
    parser.add_argument("--full", action="store_true", help="also what takes many minutes")
    full = parser.parse_args().full
    print("| instance | solver | objective | bound | gap | status | build s | solve s |", end="")
    print(" faster | peak MB |")
    print("|---|---|--:|--:|--:|---|--:|--:|--:|--:|")
    compare(EASY, Effort(0.0, 10), with_peer=True)
    compare(MIDDLE, Effort(0.0, 10), with_peer=True)
    compare(LARGE, Effort(0.015, 10), with_peer=full)
    compare(LARGE, Effort(0.0, 5), with_peer=False)
    compare(WIDE, Effort(0.015, 10), with_peer=False)
    compare(WIDE, Effort(0.0, 5), with_peer=False)
    if full:
        compare(LARGE, Effort(0.0, 60), with_peer=False)
        compare(WIDE, Effort(0.0, 60), with_peer=False)
        compare(HUGE, Effort(0.0, 20), with_peer=False)


if __name__ == "__main__":
    main()
