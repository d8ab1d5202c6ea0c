"""What another budget would buy: solved from the plan at hand, not interpolated."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from fangcun_planner.district import District
from fangcun_planner.plans.facts import MoneyStep
from fangcun_planner.plans.plan import DistrictPlan, plan_district
from fangcun_planner.plans.pose import PosedDistrict, pose_district
from fangcun_planner.plans.tally import sums
from fangcun_planner.siting import Decision, SitingAnswer, SitingProblem
from fangcun_planner.siting.problem import Floats, Longs
from fangcun_planner.siting.solve import SolveParams


def with_budget(
    plan: DistrictPlan, budget_fen: int, params: SolveParams | None = None
) -> DistrictPlan:
    """Plan again with other money, from where the plan stands; more money is never worse."""
    posed = _repose(plan.posed, budget_fen)
    other = plan_district(posed.district, params, posed=posed, start=thinned(plan, budget_fen))
    if budget_fen >= plan.posed.problem.budget_fen:
        return _at_least(other, plan.answer)
    # whatever less money buys, this plan's money buys too
    return _bounded(other, min(other.answer.bound, plan.answer.bound))


def thinned(plan: DistrictPlan, budget_fen: int) -> DistrictPlan:
    """The plan without the spaces that are missed least, until the money suffices.

    First one space alone, if its cost is enough; otherwise the least value for money goes.
    """
    problem, answer = plan.posed.problem, plan.answer
    short_fen = answer.cost_fen - budget_fen
    if short_fen <= 0:
        return plan
    cost, value = opening_costs(problem, answer), _values(plan)
    may_go = answer.is_open & (problem.space_decision != Decision.MUST_OPEN)
    alone = np.flatnonzero(may_go & (cost >= short_fen))
    if alone.size:
        going = alone[[np.argmin(value[alone])]]
    else:
        open_now = np.flatnonzero(may_go)
        cheap_first = open_now[np.argsort(value[open_now] / np.maximum(cost[open_now], 1))]
        enough = np.searchsorted(np.cumsum(cost[cheap_first]), short_fen) + 1
        going = cheap_first[:enough]
    module_at = answer.module_at.copy()
    module_at[going] = -1
    return replace(plan, answer=replace(answer, module_at=module_at))


def opening_costs(problem: SitingProblem, answer: SitingAnswer) -> Longs:
    """(S,) What each opened space costs, modules and opening; 0 for all others."""
    spaces = np.arange(answer.is_open.size)
    fitted = answer.module_at >= 0
    modules = np.where(
        fitted, problem.module_cost_fen[spaces[:, None], np.maximum(answer.module_at, 0)], 0
    ).sum(axis=1)
    opening = problem.kind_cost_fen[spaces, answer.is_complex.astype(np.int64)]
    return np.where(answer.is_open, modules + opening, 0).astype(np.int64)


def _values(plan: DistrictPlan) -> Floats:
    """(S,) Weighted persons served at each place: at most that much is lost without it."""
    problem = plan.posed.problem
    weight = problem.row_weight[plan.posed.row_of_walk]
    return sums(problem.walk_space, plan.answer.served * weight, size=plan.answer.is_open.size)


def frontier(
    district: District,
    budgets_fen: Sequence[int],
    params: SolveParams | None = None,
    *,
    posed: PosedDistrict | None = None,
) -> list[DistrictPlan]:
    """Plan at each budget, in the order given, each from the one before it by money.

    Every plan carries its own proven bound; the better plan of less money is kept where a
    search with more did not find it, and no bound exceeds that of a larger budget.
    """
    posed = pose_district(district) if posed is None else posed
    found: dict[int, DistrictPlan] = {}
    last: DistrictPlan | None = None
    for budget_fen in sorted(set(budgets_fen)):
        here = _repose(posed, budget_fen)
        plan = plan_district(here.district, params, posed=here, start=last)
        found[budget_fen] = last = _at_least(plan, last.answer) if last else plan
    bound = float("inf")
    for budget_fen in sorted(found, reverse=True):
        bound = min(bound, found[budget_fen].answer.bound)
        found[budget_fen] = _bounded(found[budget_fen], bound)
    return [found[budget_fen] for budget_fen in budgets_fen]


def money_step(plan: DistrictPlan, *, beside: DistrictPlan | None = None) -> MoneyStep:
    """One plan as a step of the money curve, its openings compared with those of another."""
    mine = open_ids(plan)
    others = open_ids(beside) if beside else frozenset(mine)
    return MoneyStep(
        budget_fen=plan.posed.problem.budget_fen,
        cost_fen=plan.answer.cost_fen,
        objective=plan.answer.objective,
        bound=plan.answer.bound,
        persons_served=float(plan.answer.served.sum()),
        opens=tuple(sorted(mine - others)),
        closes=tuple(sorted(others - mine)),
    )


def open_ids(plan: DistrictPlan) -> frozenset[str]:
    """The idle spaces that a plan opens."""
    opened = zip(plan.district.spaces, plan.answer.is_open, strict=False)
    return frozenset(space.id for space, is_open in opened if is_open)


def _repose(posed: PosedDistrict, budget_fen: int) -> PosedDistrict:
    district = replace(
        posed.district, options=replace(posed.district.options, budget_fen=budget_fen)
    )
    return replace(posed, district=district, problem=replace(posed.problem, budget_fen=budget_fen))


def _at_least(plan: DistrictPlan, answer: SitingAnswer) -> DistrictPlan:
    """The plan, or an earlier answer that is better and still keeps every rule."""
    if plan.answer.objective >= answer.objective:
        return plan
    kept = replace(answer, multipliers=plan.answer.multipliers, status=plan.answer.status)
    return _bounded(replace(plan, answer=kept), plan.answer.bound)


def _bounded(plan: DistrictPlan, bound: float) -> DistrictPlan:
    bound = max(bound, plan.answer.objective)
    gap = (bound - plan.answer.objective) / plan.answer.objective if plan.answer.objective else 0.0
    return replace(plan, answer=replace(plan.answer, bound=bound, gap=gap))
