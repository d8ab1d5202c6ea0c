"""The background: the real worker, stopping, a killed worker, two people at once."""

import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from fangcun.base.errors import Refusal
from fangcun.core.places.models import Project
from fangcun.oversight.planning import actions
from fangcun.oversight.planning.actions.carry_out import RunWatch
from fangcun.oversight.planning.models import Adoption, Run, Scenario
from fangcun.oversight.planning.queries.runs import is_lost, is_worked_on, lost_runs
from fangcun.oversight.planning.states import RunState
from fangcun.oversight.planning.tests.cast import (
    MONDAY_9AM,
    a_plan,
    a_planner,
    a_scenario,
    a_town,
    an_imported_town,
)
from fangcun_planner.demo import demo_district
from fangcun_planner.district import District
from fangcun_planner.siting.solve import Progress

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE_S = 60.0


@pytest.fixture(autouse=True)
def no_jobs_left():
    """Jobs live in a schema that the test database does not empty."""
    yield
    ProcrastinateJob.objects.all()._raw_delete("default")


class TestWorker:
    def test_takes_the_job_that_was_queued_with_the_run(self):
        an_imported_town()
        run = _ask(a_scenario(a_planner()))

        with app.replace_connector(app.connector.get_worker_connector()) as working:
            working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

        run.refresh_from_db()
        assert run.state == RunState.DONE, run.message_zh
        assert run.plan.opened > 0

    def test_run_and_job_are_queued_together_or_not_at_all(self):
        scenario = a_scenario(a_planner())
        _ask(scenario)

        with pytest.raises(actions.RunUnderWay):
            _ask(scenario)

        assert Run.objects.count() == ProcrastinateJob.objects.count() == 1

    def test_stops_soon_and_keeps_the_best(self):
        scenario = a_scenario(a_planner(), solve_seconds=50, gap=0.0, budget_fen=10**9)
        run = _ask(scenario)
        worker = _in_background(lambda: _carry_out(run, demo_district))

        _wait_until(lambda: _now(run).objective)
        actions.stop_run(run=_now(run), now=MONDAY_9AM)
        worker.join(PATIENCE_S)

        stopped = _now(run)
        assert stopped.state == RunState.CANCELLED
        assert stopped.plan.opened > 0
        assert 0 < stopped.seconds < 50
        assert stopped.plan.gap > 0

    def test_never_begins_what_was_stopped_while_it_waited(self):
        run = _ask(a_scenario(a_planner()))
        actions.stop_run(run=run, now=MONDAY_9AM)

        assert _carry_out(run) is None
        assert _now(run).state == RunState.CANCELLED

    def test_what_is_over_cannot_be_stopped(self):
        run = _ask(a_scenario(a_planner()))
        actions.stop_run(run=run, now=MONDAY_9AM)

        with pytest.raises(actions.RunIsOver):
            actions.stop_run(run=_now(run), now=MONDAY_9AM)

    def test_a_killed_worker_is_noticed_and_its_run_started_again(self):
        scenario = a_scenario(a_planner())
        run = _ask(scenario)
        worker = _fork(
            lambda: actions.carry_out_run(
                run_pk=run.pk, read_district=_never, clock=lambda: MONDAY_9AM
            )
        )
        _wait_until(lambda: _now(run).state == RunState.RUNNING and is_worked_on(run.pk))
        alive = is_lost(_now(run))

        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
        _wait_until(lambda: is_lost(_now(run)))
        again = actions.restart_run(run=_now(run), asked_by=scenario.made_by, now=MONDAY_9AM)

        assert alive is False
        assert _now(run).state == RunState.FAILED
        assert "后台程序" in _now(run).message_zh
        assert _now(again).options == _now(run).options
        assert again.state == RunState.QUEUED

    def test_the_next_worker_marks_lost_runs(self):
        run = _ask(a_scenario(a_planner()))
        Run.objects.filter(pk=run.pk).update(state=RunState.RUNNING)

        marked = actions.fail_lost_runs(now=MONDAY_9AM)

        assert marked == [run]
        assert lost_runs() == []
        assert _now(run).state == RunState.FAILED


class TestRunWatch:
    def test_writes_at_most_twice_a_second(self):
        run = _ask(a_scenario(a_planner()))
        moments = iter(MONDAY_9AM + timedelta(milliseconds=100 * n) for n in range(21))
        watch = RunWatch(run, lambda: next(moments))

        for n in range(21):
            watch(Progress(seconds=n / 10, rounds=n, objective=1.0, bound=2.0, gap=1.0))

        assert len(_now(run).trail) == 5

    def test_no_bound_yet_is_no_number(self):
        run = _ask(a_scenario(a_planner()))
        infinite = float("inf")

        RunWatch(run, lambda: MONDAY_9AM)(Progress(0.1, 0, 0.0, infinite, infinite))

        assert (_now(run).bound, _now(run).gap) == (None, None)


class TestTwoAtOnce:
    def test_asking_queues_one_run(self):
        scenario = a_scenario(a_planner())

        answers = _both(lambda: _ask(Scenario.objects.get(pk=scenario.pk)))

        assert sorted(answers) == ["RunUnderWay", "done"]
        assert Run.objects.count() == 1

    def test_adopting_makes_the_projects_once(self):
        an_imported_town()
        plan = a_plan(a_scenario(a_planner()))

        answers = _both(
            lambda: actions.adopt_plan(plan=plan, adopted_by=plan.run.asked_by, now=MONDAY_9AM)
        )

        assert sorted(answers) == ["AlreadyAdopted", "done"]
        assert Adoption.objects.count() == 1
        assert Project.objects.count() == plan.opened > 0

    def test_two_workers_carry_a_run_out_once(self):
        run = _ask(a_scenario(a_planner()))

        results: list[Run | None] = []
        _both(lambda: results.append(_carry_out(run)))

        assert sorted(result is None for result in results) == [False, True]
        assert _now(run).state == RunState.DONE


def _ask(scenario: Scenario) -> Run:
    return actions.ask_for_run(scenario=scenario, asked_by=scenario.made_by, now=MONDAY_9AM)


def _carry_out(run: Run, read_district: Callable[[], District] = a_town) -> Run | None:
    return actions.carry_out_run(run_pk=run.pk, read_district=read_district, clock=timezone.now)


def _now(run: Run) -> Run:
    return Run.objects.get(pk=run.pk)


def _never() -> District:
    time.sleep(PATIENCE_S)
    raise AssertionError("nobody killed the worker")


def _wait_until(is_so: Callable[[], object]) -> None:
    give_up_at = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < give_up_at, "it never happened"
        time.sleep(0.05)


def _in_background(work: Callable[[], object]) -> threading.Thread:
    def do() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=do)
    thread.start()
    return thread


def _both(work: Callable[[], object]) -> list[str]:
    """What came of it when two people do the same at the same moment."""
    start, answers = threading.Barrier(2), []

    def do() -> None:
        start.wait()
        try:
            work()
            answers.append("done")
        except Refusal as refusal:
            answers.append(refusal.code)

    people = [_in_background(do) for _ in range(2)]
    for person in people:
        person.join(PATIENCE_S)
    return answers


def _fork(work: Callable[[], object]) -> int:
    """A process of its own with a connection of its own, to be killed like a real one."""
    child = os.fork()
    if child:
        return child
    connections["default"].connection = None  # the parent's; closing it would end his session
    try:
        work()
    finally:
        os._exit(0)
