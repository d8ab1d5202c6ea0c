"""Taking a scenario away."""

import pytest
from django.test import Client
from django.urls import reverse

from fangcun.oversight.planning.actions import (
    StillNeeded,
    adopt_plan,
    ask_for_run,
    remove_scenario,
)
from fangcun.oversight.planning.models import Plan, Run, Scenario
from fangcun.oversight.planning.tests.cast import MONDAY_9AM

pytestmark = pytest.mark.django_db


class TestRemoveScenario:
    def test_takes_its_calculations_and_plans_along(self, plan):
        remove_scenario(scenario=plan.run.scenario)

        assert not Scenario.objects.exists()
        assert not Run.objects.exists()
        assert not Plan.objects.exists()

    def test_is_refused_once_a_plan_was_adopted(self, plan):
        adopt_plan(plan=plan, adopted_by=plan.run.asked_by, now=MONDAY_9AM)

        with pytest.raises(StillNeeded, match="采纳"):
            remove_scenario(scenario=plan.run.scenario)

        assert Plan.objects.filter(pk=plan.pk).exists()

    def test_is_refused_while_it_is_being_solved(self, plan):
        scenario = plan.run.scenario
        ask_for_run(scenario=scenario, asked_by=plan.run.asked_by, now=MONDAY_9AM)

        with pytest.raises(StillNeeded, match="正在测算"):
            remove_scenario(scenario=scenario)


class TestRemovePage:
    def test_asks_first_and_removes_then(self, plan, planner_client: Client):
        address = reverse("planning:remove_scenario", args=[plan.run.scenario_id])

        asked = planner_client.get(address)
        assert Scenario.objects.exists()
        done = planner_client.post(address, follow=True)

        assert "不能恢复" in asked.content.decode()
        assert "已删除" in done.content.decode()
        assert not Scenario.objects.exists()

    def test_says_why_not(self, plan, planner_client: Client):
        adopt_plan(plan=plan, adopted_by=plan.run.asked_by, now=MONDAY_9AM)
        address = reverse("planning:remove_scenario", args=[plan.run.scenario_id])

        assert "不能删除" in planner_client.post(address).content.decode()
