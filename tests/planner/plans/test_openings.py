"""What one more small facility would add, worked out by hand for the town."""

import numpy as np
import pytest

from fangcun_planner.plans.openings import best_openings
from fangcun_planner.plans.pose import pose_district


class TestBestOpenings:
    def test_weighs_value_against_money(self, town):
        posed = pose_district(town)

        found = best_openings(posed, posed.problem.row_need)

        # s4: 100 m² on floor 2, b3 in reach: a small canteen for its 20 elders at 3 × 1.5
        assert found.fits[3]
        assert found.persons[3] == pytest.approx(20)
        assert found.value[3] == pytest.approx(90)
        assert found.cost_fen[3] == 60 * 10_000 + 500_000 + 1_000_000

    def test_knows_where_nothing_fits(self, town):
        posed = pose_district(town)

        found = best_openings(posed, posed.problem.row_need)

        assert not found.fits[2]  # a basement: fitness alone is not one of the four first
        assert not found.fits[4]  # an existing facility takes no modules
        assert found.value[2] == found.persons[2] == 0

    def test_adds_nothing_where_everybody_is_served(self, town):
        posed = pose_district(town)

        found = best_openings(posed, np.zeros_like(posed.problem.row_need))

        assert not found.value.any()
        assert found.fits[3]
