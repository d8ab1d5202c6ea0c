"""A covering question checks itself."""

import numpy as np
import pytest

from fangcun_planner.covering import CoveringProblem
from fangcun_planner.covering.solve import SolveParams
from fangcun_planner.errors import BadProblem

RIGHT = {
    "weight": np.array([1.0, 2.0, 0.0]),
    "cover_start": np.array([0, 2, 2, 3]),
    "cover_site": np.array([0, 1, 1], np.int32),
    "site_count": 2,
    "open_at_most": 1,
    "existing": np.zeros(2, bool),
}


class TestCoveringProblem:
    @pytest.mark.parametrize(
        ("change", "named"),
        [
            ({"weight": np.array([1.0, -2.0, 0.0])}, r"weight\[1\]"),
            ({"weight": np.array([1.0, 2.0, np.nan])}, r"weight\[2\]"),
            ({"cover_start": np.array([0, 2, 2])}, "cover_start"),
            ({"cover_start": np.array([0, 2, 1, 3])}, "cover_start must not fall"),
            ({"cover_site": np.array([0, 2, 1], np.int32)}, "cover_site"),
            ({"cover_site": np.array([1, 0, 1], np.int32)}, "rise within every demand"),
            ({"cover_site": np.array([1, 1, 1], np.int32)}, "rise within every demand"),
            ({"existing": np.zeros(3, bool)}, "existing"),
            ({"existing": np.ones(2, bool)}, "open_at_most"),
        ],
    )
    def test_names_what_is_wrong(self, change, named):
        CoveringProblem(**RIGHT)

        with pytest.raises(BadProblem, match=named):
            CoveringProblem(**RIGHT | change)


class TestSolveParams:
    @pytest.mark.parametrize("change", [{"time_s": -1}, {"gap": float("nan")}, {"seed": -1}])
    def test_names_what_is_wrong(self, change):
        with pytest.raises(BadProblem, match=next(iter(change))):
            SolveParams(**change)
