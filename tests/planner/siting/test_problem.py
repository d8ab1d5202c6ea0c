"""A wrong question is refused with the name of the field and the value."""

from dataclasses import replace

import numpy as np
import pytest
from small_districts import toy

from fangcun_planner.siting import BadProblem


class TestSitingProblem:
    def test_coerces_what_can_be_coerced(self):
        problem = replace(toy(), row_need=[3, 2, 2, 4, 3], space_area_m2=np.array([60.0, 90, 40]))

        assert problem.row_need.dtype == np.float64
        assert problem.space_area_m2.dtype == np.int32

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            pytest.param(
                "row_need", [1, 0, 1, 1, 1], r"row_need\[1\] must be positive, got 0", id="no need"
            ),
            pytest.param("row_need", [1, 1], r"row_need must have shape \(5,\)", id="shape"),
            pytest.param("row_need", ["a"] * 5, "row_need must be an array", id="text"),
            pytest.param(
                "row_need", [1, np.nan, 1, 1, 1], r"row_need\[1\] must be finite", id="nan"
            ),
            pytest.param(
                "row_function", [0, 1, 0, 2, 0], r"row_function\[3\] must be below 2", id="function"
            ),
            pytest.param(
                "row_community",
                [0, 0, -1, 1, 1],
                r"row_community\[2\] must be at least 0, got -1",
                id="community",
            ),
            pytest.param(
                "space_area_m2", [60.5, 90, 40], r"space_area_m2\[0\] must fit int32", id="half"
            ),
            pytest.param(
                "walk_start", [0, 2, 4, 6, 8, 9], "walk_start must run from 0 to 10", id="end"
            ),
            pytest.param(
                "walk_start", [0, 4, 2, 6, 8, 10], r"walk_start\[1\] must not be", id="falling"
            ),
            pytest.param(
                "walk_space",
                [1, 0, 0, 1, 1, 2, 1, 2, 1, 2],
                r"walk_space\[0\] must be above the one before in its row, got 0",
                id="unsorted",
            ),
            pytest.param(
                "walk_space",
                [0, 1, 0, 1, 1, 3, 1, 2, 1, 2],
                r"walk_space\[5\] must be below 3 \(S\), got 3",
                id="no such space",
            ),
            pytest.param("space_decision", [0, 4, 3], r"space_decision\[1\]", id="decision"),
            pytest.param(
                "built_capacity",
                [[1, 0], [0, 0], [10, 0]],
                r"built_capacity\[0, 0\] is for EXISTING spaces only",
                id="built",
            ),
            pytest.param(
                "module_cost_fen", [[1, 2, -3]] * 3, r"module_cost_fen\[0, 2\]", id="cost"
            ),
            pytest.param("budget_fen", -1, "budget_fen must be a whole number", id="debt"),
            pytest.param("budget_fen", 1.5, "budget_fen must be a whole number", id="half a fen"),
            pytest.param("open_at_most", -2, "open_at_most must be a whole number", id="openings"),
            pytest.param("equity_share", 1.2, "equity_share must be a number from 0", id="share"),
            pytest.param("equity_weight", np.inf, "equity_weight must be a number", id="weight"),
        ],
    )
    def test_refuses(self, field, value, message):
        with pytest.raises(BadProblem, match=message):
            replace(toy(), **{field: value})

    def test_refuses_rules_below_zero(self):
        with pytest.raises(BadProblem, match="complex_min_functions must be a whole number"):
            replace(toy(), kinds=replace(toy().kinds, complex_min_functions=-1))
