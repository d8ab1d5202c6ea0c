"""Runs: asked for, begun, stopped, ended; every move is one guarded statement."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.oversight.planning.models import Run, Scenario
from fangcun.oversight.planning.queries.runs import is_lost, lost_runs, options_of
from fangcun.oversight.planning.rules.money import curve_budgets
from fangcun.oversight.planning.states import NEXT_RUN_STATES, RunKind, RunPhase, RunState
from fangcun_planner.text import Text

CARRY_OUT = "planning.carry_out"
"""Name of the background job; `tasks.py` gives it its body."""

WORKER_GONE = Text(
    "后台程序在计算途中被终止，这次测算没有结果。请重新开始。",
    "The background program was ended during the calculation, so this run has no result. "
    "Please start it again.",
)


class RunUnderWay(Refusal):
    """The scenario is being solved already."""


class RunIsOver(Refusal):
    """What has ended cannot be stopped."""


@transaction.atomic
def ask_for_run(
    *,
    scenario: Scenario,
    asked_by: User,
    now: datetime,
    start_from: Run | None = None,
) -> Run:
    """Queue a calculation of the scenario as it stands; its job is queued with it or not at all."""
    return _queue(
        Run(
            scenario=scenario,
            kind=RunKind.PLAN,
            options=options_of(scenario).to_json(),
            start_from=start_from,
            asked_by=asked_by,
            asked_at=now,
        )
    )


@transaction.atomic
def ask_for_frontier(*, scenario: Scenario, asked_by: User, now: datetime) -> Run:
    """Queue the money curve of a scenario: each of its budgets is solved on its own."""
    budgets_fen = curve_budgets(scenario.budget_fen)
    return _queue(
        Run(
            scenario=scenario,
            kind=RunKind.FRONTIER,
            options=options_of(scenario, budgets_fen=budgets_fen).to_json(),
            asked_by=asked_by,
            asked_at=now,
        )
    )


def _queue(run: Run) -> Run:
    try:
        with transaction.atomic():
            run.save()
    except IntegrityError as error:
        # two planners pressed the button at once; the database let one of them through
        if "one_run_of_a_kind_at_a_time" not in str(error):
            raise
        raise RunUnderWay(_("这个情景正在测算，请等它结束，或先停止它。")) from error
    app.configure_task(CARRY_OUT, allow_unknown=False).defer(run=run.pk)
    return run


def stop_run(*, run: Run, now: datetime) -> Run:
    """Stop a run: at once while it waits, as soon as its worker looks while it is under way."""
    if move_run(run, RunState.CANCELLED, only_from=RunState.QUEUED, finished_at=now):
        return run
    if Run.objects.filter(pk=run.pk, state=RunState.RUNNING).update(stop_asked_at=now):
        run.refresh_from_db()
        return run
    raise RunIsOver(_("这次测算已经结束。"))


def fail_lost_runs(*, now: datetime) -> list[Run]:
    """Mark the runs whose worker was killed as failed, so that they can be started again."""
    return [run for run in lost_runs() if end_run(run, RunState.FAILED, why=WORKER_GONE, now=now)]


def restart_run(*, run: Run, asked_by: User, now: datetime) -> Run:
    """Ask the same question again, as it was asked, after a run that failed or was lost."""
    with transaction.atomic():
        if is_lost(run):
            end_run(run, RunState.FAILED, why=WORKER_GONE, now=now)
        return _queue(
            Run(
                scenario=run.scenario,
                kind=run.kind,
                options=run.options,
                start_from=run.start_from,
                asked_by=asked_by,
                asked_at=now,
            )
        )


def begin_run(run: Run, *, now: datetime) -> bool:
    """Take a waiting run; False if somebody else did or it was stopped meanwhile."""
    return move_run(run, RunState.RUNNING, started_at=now, phase=RunPhase.READING)


def end_run(run: Run, state: RunState, *, now: datetime, why: Text | None = None) -> bool:
    """End a running run, saying why where it has no result."""
    said = {"message_zh": why.zh, "message_en": why.en} if why else {}
    return move_run(run, state, only_from=RunState.RUNNING, finished_at=now, phase="", **said)


def move_run(
    run: Run, state: RunState, *, only_from: RunState | None = None, **changes: object
) -> bool:
    """Change a run's state in one statement; False if it was not where it had to be."""
    allowed = [was for was, following in NEXT_RUN_STATES.items() if state in following]
    sources = [only_from] if only_from else allowed
    moved = Run.objects.filter(pk=run.pk, state__in=sources).update(state=state, **changes)
    run.refresh_from_db()
    return bool(moved)
