"""From a district to its plan: pose the question, solve it, keep both together."""

from dataclasses import dataclass, replace

import numpy as np

from fangcun_planner.district import District
from fangcun_planner.plans.assignment import well_assigned
from fangcun_planner.plans.pose import PosedDistrict, carry_modules, carry_prices, pose_district
from fangcun_planner.siting import Decision, Multipliers, SitingAnswer, SitingProblem, Status
from fangcun_planner.siting.solve import OnProgress, SolveParams, solve


@dataclass(frozen=True, slots=True, eq=False)
class DistrictPlan:
    """A district, its question and the answer: which spaces open, with what, how good it is."""

    district: District
    posed: PosedDistrict
    answer: SitingAnswer


def plan_district(
    district: District,
    params: SolveParams | None = None,
    *,
    on_progress: OnProgress | None = None,
    posed: PosedDistrict | None = None,
    start: DistrictPlan | None = None,
) -> DistrictPlan:
    """Choose the spaces that serve the most weighted need within the district's budget.

    Parameters
    ----------
    posed
        The district already posed, to save its walks.
    start
        An earlier plan of the same district to go on from, its proof included; money, locks
        and emphasis may have changed since.

    Raises
    ------
    NoPlan
        When no plan keeps every rule; it names the limit that binds.
    """
    posed = pose_district(district) if posed is None else posed
    effort = params or SolveParams()
    if start is not None:
        effort = replace(
            effort,
            start=carry_modules(start.answer.module_at, old=start.posed, new=posed),
            start_prices=carry_prices(start.answer.multipliers, old=start.posed, new=posed),
        )
    if _is_idle(posed.problem):
        return DistrictPlan(district, posed, _nothing(posed.problem, seed=effort.seed))
    answer = solve(posed.problem, effort, on_progress=on_progress)
    answer = well_assigned(posed, answer, gap_wanted=effort.gap)
    return DistrictPlan(district=district, posed=posed, answer=answer)


def _is_idle(problem: SitingProblem) -> bool:
    """Nobody can walk to any place, and none has to open: there is nothing to search."""
    return not problem.walk_space.size and not (problem.space_decision == Decision.MUST_OPEN).any()


def _nothing(problem: SitingProblem, *, seed: int) -> SitingAnswer:
    """Nothing opens and nobody is served; prices of 0 for need prove that nobody can be."""
    spaces = problem.space_decision.size
    return SitingAnswer(
        status=Status.PROVEN,
        module_at=np.full(problem.built_capacity.shape, -1, dtype=np.int32),
        is_open=np.zeros(spaces, dtype=bool),
        is_complex=np.zeros(spaces, dtype=bool),
        served=np.zeros(0),
        objective=0.0,
        bound=0.0,
        gap=0.0,
        price_bound=0.0,
        cost_fen=0,
        seconds=0.0,
        seed=seed,
        rounds=0,
        multipliers=Multipliers(
            need=np.zeros(problem.row_need.size),
            budget=0.0,
            opening=0.0,
            equity=np.full(problem.complexes_left.size, problem.equity_weight),
        ),
    )
