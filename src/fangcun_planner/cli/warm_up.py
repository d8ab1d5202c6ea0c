"""Compile the solver's kernels before the clock starts; later runs find them ready."""

import sys
from threading import Timer

import numpy as np

from fangcun_planner.siting import KindRules, SitingProblem
from fangcun_planner.siting.solve import SolveParams, solve
from fangcun_planner.text import Text

SAY_AFTER_S = 2.0
ROUNDS = 12
FIRST_TIME = Text(
    "首次运行：正在编译计算内核，约需一分钟，以后不再需要",
    "first run: compiling the solver, about a minute, never again",
)


def warm_up() -> None:
    """Solve a question of two rows; say why it takes long where it does."""
    notice = Timer(SAY_AFTER_S, lambda: print(FIRST_TIME, file=sys.stderr, flush=True))
    notice.daemon = True
    notice.start()
    try:
        # no gap is small enough to stop at, so that every kernel gets its turn
        solve(_two_rows(), SolveParams(time_s=600.0, gap=-1.0, rounds=ROUNDS))
    finally:
        notice.cancel()


def _two_rows() -> SitingProblem:
    """Two spaces of one community, of which the budget opens one."""
    return SitingProblem(
        row_function=np.array([0, 0], np.int32),
        row_community=np.array([0, 0], np.int32),
        row_need=np.array([10.0, 5.0]),
        row_weight=np.array([1.0, 2.0]),
        walk_start=np.array([0, 2, 3], np.int64),
        walk_space=np.array([0, 1, 1], np.int32),
        space_community=np.array([0, 0], np.int32),
        space_area_m2=np.array([100, 100], np.int32),
        space_decision=np.array([0, 0], np.int8),
        built_capacity=np.zeros((2, 1)),
        module_function=np.array([0], np.int32),
        module_area_m2=np.array([60], np.int32),
        module_capacity=np.array([8.0]),
        module_cost_fen=np.array([[100], [120]], np.int64),
        module_allowed=np.ones((2, 1), bool),
        function_required=np.zeros((2, 1), bool),
        kind_cost_fen=np.array([[10, 20], [10, 20]], np.int64),
        is_priority=np.array([True]),
        complexes_left=np.array([1], np.int32),
        budget_fen=150,
        kinds=KindRules(600, 3, 2, 1, 1, 1),
    )
