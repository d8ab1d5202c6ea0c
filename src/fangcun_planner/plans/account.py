"""Everything counted once about a plan, for the tellers of communities, spaces and buildings."""

from dataclasses import dataclass

import numpy as np

from fangcun_planner.plans.assignment import best_assignment
from fangcun_planner.plans.money import with_budget
from fangcun_planner.plans.nearest import Nearest, nearest_offers
from fangcun_planner.plans.openings import Openings, best_openings
from fangcun_planner.plans.plan import DistrictPlan
from fangcun_planner.plans.tally import Tally, need_tally, tally, weighted_share
from fangcun_planner.siting.problem import Bools, Floats
from fangcun_planner.siting.solve import SolveParams

LESS_FEN = 10_000_000  # 100,000 yuan: the step a district's finance office thinks in
MORE_SHARE = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """A plan, what is served without it, and what other budgets would buy.

    Parameters
    ----------
    before, after
        Persons served by what exists today, at best, and after the plan.
    need_by_community, need_by_building
        (C, F), (B, F) Persons in need.
    share_before, share_after
        (C,) Share of each community's weighted need that is met.
    offers
        (S, F) Where each function is offered after the plan.
    nearest
        The nearest of those for each community.
    openings
        What one more small facility would add.
    less, more
        The plan with 100,000 yuan less, and with a tenth more.
    """

    plan: DistrictPlan
    before: Tally
    after: Tally
    need_by_community: Floats
    need_by_building: Floats
    share_before: Floats
    share_after: Floats
    offers: Bools
    nearest: Nearest
    openings: Openings
    less: DistrictPlan | None
    more: DistrictPlan | None

    @property
    def value_of_last_money(self) -> float:
        """Weighted persons that 100,000 yuan buy at the end of the budget: its price in the proof.

        The difference to the plan with less money would flatter the plan wherever that one was
        not searched to the end.
        """
        return self.plan.answer.multipliers.budget * LESS_FEN


def account_of(plan: DistrictPlan, *, money_steps: bool, effort: SolveParams) -> Account:
    """Count a plan; with `money_steps`, also plan with less and with more money."""
    posed, budget_fen = plan.posed, plan.posed.problem.budget_fen
    before = tally(posed, best_assignment(posed, posed.problem.built_capacity))
    after = tally(posed, plan.answer.served)
    offers = (posed.problem.built_capacity > 0) | (plan.answer.module_at >= 0)
    by_community, by_building = need_tally(posed)
    less = more = None
    if money_steps and budget_fen > 0:
        more = with_budget(plan, round(budget_fen * (1 + MORE_SHARE)), effort)
    if money_steps and budget_fen > LESS_FEN:
        less = with_budget(plan, budget_fen - LESS_FEN, effort)
    return Account(
        plan=plan,
        before=before,
        after=after,
        need_by_community=by_community,
        need_by_building=by_building,
        share_before=weighted_share(posed, before.by_row),
        share_after=weighted_share(posed, after.by_row),
        offers=np.asarray(offers),
        nearest=nearest_offers(posed, offers),
        openings=best_openings(posed, posed.problem.row_need - after.by_row),
        less=less,
        more=more,
    )
