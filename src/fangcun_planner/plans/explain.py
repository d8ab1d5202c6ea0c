"""A plan in facts: what is lacking, what is proposed, why, and what more money would change."""

import numpy as np

from fangcun_planner.plans.account import Account, account_of
from fangcun_planner.plans.communities import community_facts
from fangcun_planner.plans.facts import BuildingFacts, FunctionFacts, PlanFacts
from fangcun_planner.plans.measures import area_facts, circles_m, measure_facts
from fangcun_planner.plans.money import money_step
from fangcun_planner.plans.plan import DistrictPlan
from fangcun_planner.plans.spaces import space_facts
from fangcun_planner.plans.tally import objective_of
from fangcun_planner.siting.problem import Floats
from fangcun_planner.siting.solve import SolveParams
from fangcun_planner.text import Text


def explain(
    plan: DistrictPlan, *, money_steps: bool = True, effort: SolveParams | None = None
) -> PlanFacts:
    """Tell a plan to the people who decide and to those who live there.

    With `money_steps` the plan is solved again with 100,000 yuan less and with a tenth more,
    from where it stands, each time with `effort`.
    """
    effort = effort or SolveParams(time_s=5.0, seed=plan.answer.seed)
    account = account_of(plan, money_steps=money_steps, effort=effort)
    answer, problem = plan.answer, plan.posed.problem
    spaces = space_facts(account)
    communities = community_facts(account, spaces)
    return PlanFacts(
        district=plan.district.name,
        status=answer.status.value,
        objective=answer.objective,
        bound=answer.bound,
        gap=answer.gap,
        seconds=answer.seconds,
        seed=answer.seed,
        budget_fen=problem.budget_fen,
        cost_fen=answer.cost_fen,
        open_at_most=problem.open_at_most,
        weighted_need=objective_of(problem, problem.row_need),
        persons_in_need=float(problem.row_need.sum()),
        served_before=account.before.persons,
        served_after=account.after.persons,
        walks=_walks(plan),
        functions=_functions(account),
        spaces=spaces,
        communities=communities,
        buildings=_buildings(account),
        less_money=money_step(account.less, beside=plan) if account.less else None,
        more_money=money_step(account.more, beside=plan) if account.more else None,
        circles_m=circles_m(plan.district),
        measures=measure_facts(account),
        area=area_facts(plan.district, communities),
    )


def _walks(plan: DistrictPlan) -> Text:
    if plan.posed.walks.on_streets:
        return Text("步行距离沿道路网计算。", "Walks follow the street network.")
    factor = f"{plan.district.rule('detour_factor'):g}"
    return Text(
        f"没有道路网数据，步行距离按直线距离的{factor}倍估算。",
        f"Without street data, a walk is taken as {factor} times the straight line.",
    )


def _functions(account: Account) -> tuple[FunctionFacts, ...]:
    need = account.need_by_community.sum(axis=0)
    before, after = (t.by_community.sum(axis=0) for t in (account.before, account.after))
    placed = (account.plan.answer.module_at >= 0).sum(axis=0)
    return tuple(
        FunctionFacts(
            code=function.code,
            name=function.name,
            is_priority=function.is_priority,
            need=float(need[at]),
            served_before=float(before[at]),
            served_after=float(after[at]),
            placed=int(placed[at]),
        )
        for at, function in enumerate(account.plan.district.functions)
    )


def _buildings(account: Account) -> tuple[BuildingFacts, ...]:
    before = _shares(account.before.by_building, account.need_by_building).tolist()
    after = _shares(account.after.by_building, account.need_by_building).tolist()
    return tuple(
        BuildingFacts(
            id=building.id,
            community=building.community,
            lon=building.lon,
            lat=building.lat,
            residents=building.residents,
            share_before=tuple(before[at]),
            share_after=tuple(after[at]),
        )
        for at, building in enumerate(account.plan.district.buildings)
    )


def _shares(served: Floats, need: Floats) -> Floats:
    """Share of need met, 1 where nobody needs anything; a hair above 1 is rounding."""
    share: Floats = np.divide(served, need, out=np.ones_like(need), where=need > 0)
    return np.clip(share, 0.0, 1.0)
