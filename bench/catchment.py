"""Bench: enhanced two-step floating catchments, against PySAL's `access`.

Both get the same homes, places and walks in the same run, and must agree to 1e-9. Times leave out
imports, compilation and the walks.

    .venv/bin/python bench/catchment.py [--homes 100000] [--places 5000]
"""

import argparse
import time

import numpy as np
import pandas as pd
from access import fca, weights
from numpy.typing import NDArray

from fangcun_planner.access import CatchmentProblem, Zone, floating_catchment
from fangcun_planner.walking import WalkProblem, Walks
from fangcun_planner.walking.solve import solve

ZONES = (Zone(300, 1.0), Zone(500, 0.68), Zone(1_000, 0.22))
HOMES_PER_KM2 = 120
AGREEING = 1e-9

Floats = NDArray[np.float64]


def main() -> None:
    asked = _arguments()
    _ours(*_town(200, 20))  # compiles
    print("enhanced two-step floating catchment, zones of 300, 500 and 1,000 m\n")
    print("| homes | places | walks | ours s | PySAL access s | faster | largest difference |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for homes, places in ((asked.homes // 10, asked.places // 10), (asked.homes, asked.places)):
        walks, demand, supply = _town(homes, places)
        began = time.perf_counter()
        ours = _ours(walks, demand, supply)
        ours_s, began = time.perf_counter() - began, time.perf_counter()
        theirs = _theirs(walks, demand, supply)
        theirs_s = time.perf_counter() - began
        apart = float(np.abs(ours - theirs).max())
        print(
            f"| {homes:,} | {places:,} | {walks.target.size:,} | {ours_s:.3f} | {theirs_s:.2f}"
            f" | {theirs_s / ours_s:.0f} × | {apart:.1e} |"
        )
        assert apart < AGREEING


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--homes", type=int, default=100_000)
    parser.add_argument("--places", type=int, default=5_000)
    return parser.parse_args()


def _town(homes: int, places: int) -> tuple[Walks, Floats, Floats]:
    """Homes and places at random in a square as crowded as a city's district."""
    rng = np.random.default_rng(1)
    side = np.sqrt(homes / HOMES_PER_KM2) / 100  # degrees, about a kilometre each
    lon, lat = rng.uniform(0, side, (2, homes + places))
    walks = solve(
        WalkProblem(
            120 + lon[:homes],
            32 + lat[:homes],
            120 + lon[homes:],
            32 + lat[homes:],
            limit_m=ZONES[-1].limit_m,
            detour_factor=1.3,
        )
    )
    return walks, rng.integers(1, 400, homes) * 1.0, rng.integers(10, 200, places) * 1.0


def _ours(walks: Walks, demand: Floats, supply: Floats) -> Floats:
    return floating_catchment(CatchmentProblem(walks, demand, supply, ZONES))


def _theirs(walks: Walks, demand: Floats, supply: Floats) -> Floats:
    series = fca.two_stage_fca(
        demand_df=pd.DataFrame({"geoid": np.arange(demand.size), "demand": demand}),
        supply_df=pd.DataFrame({"geoid": np.arange(supply.size), "supply": supply}),
        cost_df=pd.DataFrame({"origin": walks.origin, "dest": walks.target, "cost": walks.metres}),
        max_cost=ZONES[-1].limit_m,
        demand_name="demand",
        supply_name="supply",
        weight_fn=weights.step_fn({zone.limit_m: zone.weight for zone in ZONES}),
    )
    return np.asarray(series.reindex(np.arange(demand.size)).fillna(0.0))


if __name__ == "__main__":
    main()
