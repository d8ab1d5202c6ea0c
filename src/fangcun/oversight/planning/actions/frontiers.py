"""The money curve: each budget solved from the one before, with its own proven bound."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from django.db import transaction

from fangcun.oversight.planning.actions.runs import end_run
from fangcun.oversight.planning.models import FrontierStep, Run
from fangcun.oversight.planning.rules.options import RunOptions
from fangcun.oversight.planning.states import RunState
from fangcun_planner.plans.money import with_budget
from fangcun_planner.plans.plan import DistrictPlan, plan_district
from fangcun_planner.plans.pose import PosedDistrict
from fangcun_planner.siting.solve import Progress


class Watch(Protocol):
    """Sees how far the work is and answers whether to go on."""

    is_stopped: bool

    def __call__(self, progress: Progress) -> bool: ...

    def look(self) -> bool: ...


def keep_frontier(
    *,
    run: Run,
    posed: PosedDistrict,
    options: RunOptions,
    watch: Watch,
    clock: Callable[[], datetime],
) -> None:
    """Solve every budget of the curve, the thriftiest first, keeping each as soon as it is known.

    The time that the scenario may take is shared among the budgets; what was asked to stop
    keeps the budgets solved until then.
    """
    effort = replace(options.effort, time_s=options.solve_seconds / len(options.budgets_fen))
    plan: DistrictPlan | None = None
    for budget_fen in options.budgets_fen:
        if plan is None:
            here = _with_money(posed, budget_fen)
            plan = plan_district(here.district, effort, on_progress=watch, posed=here)
        else:
            plan = with_budget(plan, budget_fen, effort)
        _keep_step(run, plan)
        _report(plan, watch)
        if not watch.look():
            break
    _lower_bounds(run)
    end_run(run, RunState.CANCELLED if watch.is_stopped else RunState.DONE, now=clock())


def _with_money(posed: PosedDistrict, budget_fen: int) -> PosedDistrict:
    options = replace(posed.district.options, budget_fen=budget_fen)
    return replace(
        posed,
        district=replace(posed.district, options=options),
        problem=replace(posed.problem, budget_fen=budget_fen),
    )


def _keep_step(run: Run, plan: DistrictPlan) -> None:
    answer = plan.answer
    FrontierStep.objects.create(
        run=run,
        budget_fen=plan.posed.problem.budget_fen,
        cost_fen=answer.cost_fen,
        objective=answer.objective,
        bound=answer.bound,
        persons_served=float(answer.served.sum()),
        opened=int(answer.is_open.sum()),
    )


def _report(plan: DistrictPlan, watch: Watch) -> None:
    answer = plan.answer
    watch(Progress(answer.seconds, answer.rounds, answer.objective, answer.bound, answer.gap))


@transaction.atomic
def _lower_bounds(run: Run) -> None:
    """What no plan of a larger budget can exceed, no plan of a smaller one can either."""
    lowest = float("inf")
    for step in run.steps.order_by("-budget_fen"):
        lowest = min(lowest, step.bound)
        FrontierStep.objects.filter(pk=step.pk).update(bound=lowest)
