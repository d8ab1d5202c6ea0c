"""Which runs there are, and whether somebody still works on them."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from fangcun.oversight.planning.models import FrontierStep, Plan, Run, Scenario
from fangcun.oversight.planning.rules.money import Spent, marginal_persons
from fangcun.oversight.planning.rules.options import RunOptions
from fangcun.oversight.planning.states import (
    ACTIVE_STATES,
    FUNCTION_LOCKS,
    SPACE_LOCKS,
    LockKind,
    RunKind,
    RunState,
)

RUN_LOCKS = 20_240_101
"""First half of the advisory locks that workers hold on their runs."""

LOCK_IDS = 2**31  # the second half is a signed 32-bit number


def run_lock(run_pk: int) -> tuple[int, int]:
    """The advisory lock that a worker holds as long as it lives and works on a run."""
    return RUN_LOCKS, run_pk % LOCK_IDS


def is_worked_on(run_pk: int) -> bool:
    """Whether a living worker holds the run; the database lets go when its process dies."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND classid = %s AND objid = %s)",
            run_lock(run_pk),
        )
        return bool(cursor.fetchone()[0])


def is_lost(run: Run) -> bool:
    """A run that is marked as running although nobody works on it: its worker was killed."""
    return run.state == RunState.RUNNING and not is_worked_on(run.pk)


def lost_runs() -> list[Run]:
    """Every run whose worker was killed."""
    return [run for run in Run.objects.filter(state=RunState.RUNNING) if is_lost(run)]


def active_run(scenario: Scenario, kind: RunKind) -> Run | None:
    """The run of this kind that is waiting or under way."""
    return scenario.runs.filter(kind=kind, state__in=ACTIVE_STATES).first()


def run_of(scenario: Scenario, pk: str) -> Run | None:
    """A run of the scenario by the number that a form sent; None where it names none."""
    return scenario.runs.filter(pk=int(pk)).first() if pk.isdecimal() else None


def runs_ahead_of(run: Run) -> int:
    """How many runs are before a waiting one; the worker takes them one by one."""
    if run.state != RunState.QUEUED:
        return 0
    return Run.objects.filter(state__in=ACTIVE_STATES, pk__lt=run.pk).count()


def runs_of(scenario: Scenario) -> QuerySet[Run]:
    """Runs for a plan, the latest first, each with its plan where there is one."""
    runs = scenario.runs.filter(kind=RunKind.PLAN).select_related("plan", "asked_by")
    return runs.defer("plan__facts", "plan__buildings", "plan__proof").order_by("-pk")


def latest_plan_of(scenario: Scenario) -> Plan | None:
    """The newest answer to a scenario."""
    plans = Plan.objects.filter(run__scenario=scenario, run__kind=RunKind.PLAN)
    light = plans.select_related("run__scenario").defer("facts", "buildings", "proof")
    return light.order_by("-pk").first()


def is_newest_plan(plan: Plan) -> bool:
    """Whether no later answer to the same scenario has been found."""
    later = Plan.objects.filter(run__scenario=plan.run.scenario_id, pk__gt=plan.pk)
    return not later.exists()


def latest_frontier(scenario: Scenario) -> Run | None:
    """The newest money curve of a scenario, finished or not."""
    return scenario.runs.filter(kind=RunKind.FRONTIER).order_by("-pk").first()


def frontier_rows(run: Run) -> list[tuple[FrontierStep, float | None]]:
    """Each solved budget with the persons that its last 100,000 yuan bought."""
    steps = list(run.steps.order_by("budget_fen"))
    gains = marginal_persons([Spent(s.cost_fen, s.persons_served) for s in steps])
    return list(zip(steps, gains, strict=True))


def options_of(scenario: Scenario, *, budgets_fen: Sequence[int] = ()) -> RunOptions:
    """A scenario as it stands now, frozen into what one run asks."""
    locks = list(scenario.locks.order_by("space", "function"))

    def spaces(kind: LockKind) -> tuple[str, ...]:
        return tuple(lock.space for lock in locks if lock.kind == kind)

    def pairs(kind: LockKind) -> tuple[tuple[str, str], ...]:
        return tuple((lock.space, lock.function) for lock in locks if lock.kind == kind)

    must_open, must_not_open = map(spaces, SPACE_LOCKS)
    must_have, must_not_have = map(pairs, FUNCTION_LOCKS)
    return RunOptions(
        budget_fen=scenario.budget_fen,
        open_at_most=scenario.open_at_most,
        reach_factor=scenario.reach_factor,
        elder_pace_m_per_min=scenario.elder_pace_m_per_min,
        solve_seconds=scenario.solve_seconds,
        gap=scenario.gap,
        seed=scenario.seed,
        emphasis=scenario.emphasis,
        must_open=must_open,
        must_not_open=must_not_open,
        must_have=must_have,
        must_not_have=must_not_have,
        budgets_fen=tuple(budgets_fen),
    )
