"""What the worker does with a run."""

import pytest

from fangcun.oversight.planning import actions
from fangcun.oversight.planning.models import Plan, Run
from fangcun.oversight.planning.rules.facts import unpack_buildings, unpack_facts
from fangcun.oversight.planning.states import LockKind, RunState
from fangcun.oversight.planning.tests.cast import (
    MONDAY_9AM,
    a_finished_run,
    a_planner,
    a_scenario,
    a_town,
)
from fangcun_planner.district import District

pytestmark = pytest.mark.django_db


class TestCarryOutRun:
    def test_keeps_the_plan_with_its_rows(self):
        run = a_finished_run(a_scenario(a_planner()))

        plan = run.plan
        assert (run.state, run.finished_at) == (RunState.DONE, MONDAY_9AM)
        assert plan.opened == plan.spaces.count() > 0
        assert plan.cost_fen == sum(space.cost_fen for space in plan.spaces.all()) <= 6_000_000
        assert plan.functions.count() == 3
        assert plan.communities.count() == 2
        assert plan.served_after > plan.served_before > 0
        assert {file.name for file in plan.files.all()} >= {"plan.xlsx", "plan.json"}

    def test_facts_come_back_as_they_went_in(self):
        plan = a_finished_run(a_scenario(a_planner())).plan

        facts = unpack_facts(plan.facts)
        buildings = unpack_buildings(plan.buildings)

        assert facts.objective == plan.objective
        assert facts.spaces[0].why.zh == plan.spaces.get(space=facts.spaces[0].id).why_zh
        assert [b.id for b in buildings] == ["b1", "b2", "b3"]
        assert isinstance(buildings[0].share_after, tuple)

    def test_a_run_is_carried_out_once(self):
        run = a_finished_run(a_scenario(a_planner()))

        again = actions.carry_out_run(run_pk=run.pk, read_district=a_town, clock=lambda: MONDAY_9AM)

        assert again is None

    def test_a_run_given_up_as_lost_keeps_no_plan(self):
        scenario = a_scenario(a_planner())
        run = actions.ask_for_run(scenario=scenario, asked_by=scenario.made_by, now=MONDAY_9AM)

        def lost_meanwhile() -> District:
            Run.objects.filter(pk=run.pk).update(state=RunState.FAILED)
            return a_town()

        actions.carry_out_run(run_pk=run.pk, read_district=lost_meanwhile, clock=lambda: MONDAY_9AM)

        run.refresh_from_db()
        assert run.state == RunState.FAILED
        assert not Plan.objects.filter(run=run).exists()

    def test_no_plan_fails_in_plain_words(self):
        scenario = a_scenario(a_planner(), budget_fen=100)
        actions.lock_space(
            scenario=scenario,
            space="s1",
            kind=LockKind.MUST_OPEN,
            made_by=scenario.made_by,
            now=MONDAY_9AM,
        )

        run = a_finished_run(scenario)

        assert run.state == RunState.FAILED
        assert run.message_zh.startswith("没有方案能同时满足所有要求")
        assert "s1号房" in run.message_zh
        assert run.message_en.startswith("No plan keeps every rule")

    def test_a_must_that_is_gone_fails_and_names_it(self):
        scenario = a_scenario(a_planner())
        actions.lock_space(
            scenario=scenario,
            space="pulled-down",
            kind=LockKind.MUST_OPEN,
            made_by=scenario.made_by,
            now=MONDAY_9AM,
        )

        run = a_finished_run(scenario)

        assert run.state == RunState.FAILED
        assert "pulled-down" in run.message_zh

    def test_a_broken_program_fails_the_run_and_is_logged(self):
        def broken() -> District:
            raise ZeroDivisionError

        scenario = a_scenario(a_planner())
        run = actions.ask_for_run(scenario=scenario, asked_by=scenario.made_by, now=MONDAY_9AM)

        with pytest.raises(ZeroDivisionError):
            actions.carry_out_run(run_pk=run.pk, read_district=broken, clock=lambda: MONDAY_9AM)

        run.refresh_from_db()
        assert run.state == RunState.FAILED

    def test_a_forbidden_space_stays_shut(self):
        scenario = a_scenario(a_planner())
        first = a_finished_run(scenario)
        forbidden = first.plan.spaces.order_by("space").first().space
        actions.lock_space(
            scenario=scenario,
            space=forbidden,
            kind=LockKind.MUST_NOT_OPEN,
            made_by=scenario.made_by,
            now=MONDAY_9AM,
        )

        second = a_finished_run(scenario, start_from=first)

        assert forbidden not in set(second.plan.spaces.values_list("space", flat=True))
        assert second.plan.objective <= first.plan.objective + 1e-9

    def test_starting_from_the_plan_itself_opens_the_same(self):
        scenario = a_scenario(a_planner())
        first = a_finished_run(scenario)

        second = a_finished_run(scenario, start_from=first)

        assert _opened(second) == _opened(first)
        assert second.plan.bound <= first.plan.bound * 1.001


def _opened(run: Run) -> set[str]:
    return set(run.plan.spaces.values_list("space", flat=True))
