"""The full planner, asked a covering question, must agree with the covering solver."""

import numpy as np
import pytest

from fangcun_planner.covering.points import from_points
from fangcun_planner.covering.solve import solve as solve_covering
from fangcun_planner.covering.twin import as_siting
from fangcun_planner.siting.solve import SolveParams
from fangcun_planner.siting.solve import solve as solve_siting


class TestAsSiting:
    @pytest.mark.parametrize("seed", range(5))
    def test_has_the_same_best_value(self, seed):
        rng = np.random.default_rng(seed)
        x, y = rng.uniform(0, 1_000, (2, 80))
        site_x, site_y = rng.uniform(0, 1_000, (2, 14))
        existing = np.zeros(14, bool)
        existing[:seed] = True
        covering = from_points(
            demand_x=x,
            demand_y=y,
            weight=rng.integers(0, 40, 80).astype(float),
            site_x=site_x,
            site_y=site_y,
            reach_m=200.0,
            planar=True,
            open_at_most=seed + 3,
            existing=existing,
        )

        classic = solve_covering(covering)
        full = solve_siting(as_siting(covering), SolveParams(gap=0.0, time_s=5.0, rounds=200))

        assert full.objective == pytest.approx(classic.objective)
        assert full.bound >= classic.objective - 1e-6
