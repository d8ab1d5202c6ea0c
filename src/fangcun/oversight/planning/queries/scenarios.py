"""Scenarios with their latest results, and what may be emphasised and locked in one."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from fangcun.core.catalog.models import Function
from fangcun.core.catalog.queries import rule_value, spaces_left
from fangcun.core.places.models import IdleSpace
from fangcun.oversight.planning.models import Plan, Run, Scenario, ScenarioLock
from fangcun.oversight.planning.rules.options import ELDER_PACE_RULE
from fangcun.oversight.planning.states import RunKind

USUAL_FACTOR = 1.0


class ScenarioRow(NamedTuple):
    """One scenario, its latest calculation and its latest plan."""

    scenario: Scenario
    run: Run | None
    plan: Plan | None


class EmphasisedFunction(NamedTuple):
    """One function of the catalogue, and how much it matters in a scenario."""

    code: str
    name: str
    factor: float
    is_priority: bool


class LockRow(NamedTuple):
    """One decision taken in advance, by the names that people know."""

    lock: ScenarioLock
    space_name: str
    function_name: str


def scenario_rows() -> list[ScenarioRow]:
    """Every scenario, the newest first."""
    runs = Run.objects.filter(kind=RunKind.PLAN)
    latest_run = {run.scenario_id: run for run in _latest(runs)}
    plans = Plan.objects.filter(run__kind=RunKind.PLAN).select_related("run", "adoption")
    light = plans.defer("facts", "buildings", "proof")
    newest = light.order_by("run__scenario", "-pk").distinct("run__scenario")
    latest_plan = {plan.run.scenario_id: plan for plan in newest}
    scenarios = Scenario.objects.select_related("made_by").order_by("-pk")
    return [ScenarioRow(s, latest_run.get(s.pk), latest_plan.get(s.pk)) for s in scenarios]


def _latest(runs: QuerySet[Run]) -> Iterable[Run]:
    return runs.order_by("scenario", "-pk").distinct("scenario")


def functions_of(scenario: Scenario | None) -> list[EmphasisedFunction]:
    """Every function of the catalogue with its emphasis in the scenario, 1 where none is set."""
    factors = scenario.emphasis if scenario else {}
    return [
        EmphasisedFunction(
            function.code,
            str(function),
            factors.get(function.code, USUAL_FACTOR),
            function.is_priority,
        )
        for function in Function.objects.order_by("position", "pk")
    ]


def function_names() -> dict[str, str]:
    """What each function is called in the language of the page, in the catalogue's order."""
    return {f.code: str(f) for f in Function.objects.order_by("position", "pk")}


def space_names() -> dict[str, str]:
    """Every idle space that a plan may still open, by its number."""
    return dict(spaces_left().order_by("ref").values_list("ref", "name"))


def lock_rows(scenario: Scenario) -> list[LockRow]:
    """What has been decided in advance in a scenario."""
    locks = list(scenario.locks.order_by("space", "function"))
    spaces = IdleSpace.objects.filter(ref__in={lock.space for lock in locks})
    names = dict(spaces.values_list("ref", "name"))
    functions = function_names() if any(lock.function for lock in locks) else {}
    return [
        LockRow(lock, names.get(lock.space, ""), functions.get(lock.function, lock.function))
        for lock in locks
    ]


def elder_pace_by_rule() -> float | None:
    """Elders' walking pace as the rules have it, metres a minute."""
    return rule_value(ELDER_PACE_RULE)
