"""The covering model as a mixed-integer programme, solved by HiGHS.

The arrays go to the solver as they are. Only the sites are integer: with x in {0, 1}, z takes
its best value by itself.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import highspy
import numpy as np

from fangcun_planner.covering.model import Bools, Cover, Floats, Ints

TOLERANCE = 1e-8  # relative

OnBound = Callable[[float], bool]
"""Called now and then with the solver's bound; answering False stops it."""


class Exact(NamedTuple):
    """What the solver found.

    Parameters
    ----------
    is_open
        (S,) A choice of sites, None if there is none.
    bound
        No choice covers more.
    is_finished
        True: the choice is the best one, or within the gap asked for.
    """

    is_open: Bools | None
    bound: float
    is_finished: bool


class SilentHighs(highspy.Highs):
    """HiGHS without its banner, which it prints as soon as its constructor enables callbacks."""

    def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS's own name
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def solve_exactly(
    cover: Cover,
    *,
    open_more: int,
    start: Bools,
    gap: float,
    time_s: float,
    seed: int,
    on_bound: OnBound,
) -> Exact:
    """Search the whole tree, from `start` on, as long as time allows."""
    sites = cover.site_start.size - 1
    solver: Any = SilentHighs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("threads", 1),
        ("random_seed", seed % 2**31),
        ("time_limit", max(time_s, 0.0)),
        ("mip_rel_gap", gap),
        ("mip_abs_gap", 0.0),
    ):
        solver.setOptionValue(option, value)
    solver.passModel(_programme(cover, open_more))
    columns = np.arange(sites, dtype=np.int32)
    solver.setSolution(sites, columns, start.astype(np.float64))

    def look(event: Any) -> None:
        if not on_bound(_with_room(event.data_out.mip_dual_bound)):
            event.interrupt()

    def look_on(event: Any) -> None:  # inside a linear programme, which has no bound yet
        if not on_bound(np.inf):
            event.interrupt()

    solver.cbMipInterrupt += look
    solver.cbSimplexInterrupt += look_on
    solver.cbIpmInterrupt += look_on
    solver.run()
    found = solver.getInfo()
    has_choice = found.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(solver.getSolution().col_value[:sites]) if has_choice else None
    return Exact(
        is_open=None if values is None else values > 0.5,
        bound=_with_room(found.mip_dual_bound),
        is_finished=solver.getModelStatus() == highspy.HighsModelStatus.kOptimal,
    )


def _with_room(bound: float) -> float:
    """The solver's bound, a little higher: it counts in floating point, with tolerances."""
    return float(bound) * (1 + TOLERANCE) if np.isfinite(bound) else np.inf


def _programme(cover: Cover, open_more: int) -> Any:
    """Columns: the sites, then the rows' z. Rows: Σ x − z >= 0 each, then Σ x <= p."""
    rows, sites = cover.weight.size, cover.site_start.size - 1
    start, index, value = _matrix(cover)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = sites + rows, rows + 1
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.concatenate((np.zeros(sites), cover.weight))
    lp.col_lower_, lp.col_upper_ = np.zeros(sites + rows), np.ones(sites + rows)
    lp.row_lower_ = np.zeros(rows + 1)
    lp.row_upper_ = np.append(np.full(rows, highspy.kHighsInf), float(open_more))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = start, index, value
    integer, continuous = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [integer] * sites + [continuous] * rows
    return lp


def _matrix(cover: Cover) -> tuple[Ints, Ints, Floats]:
    """The programme's rows: the sites of each row and then its z; at last all sites."""
    rows, sites = cover.weight.size, cover.site_start.size - 1
    start = cover.row_start + np.arange(rows + 1)
    size = int(start[-1])
    index, value = np.empty(size + sites, np.int32), np.ones(size + sites)
    is_z = np.zeros(size + sites, np.bool_)
    is_z[start[1:] - 1] = True
    index[is_z], value[is_z] = sites + np.arange(rows), -1.0
    is_z[size:] = True
    index[~is_z] = cover.row_site
    index[size:] = np.arange(sites)
    return np.append(start, size + sites).astype(np.int32), index, value
