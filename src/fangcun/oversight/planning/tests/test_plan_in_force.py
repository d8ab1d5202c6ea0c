"""Which plan speaks for a community now."""

import pytest
from django.test import Client
from django.urls import reverse

from fangcun.oversight.planning.actions import adopt_plan
from fangcun.oversight.planning.queries.plans import plan_in_force
from fangcun.oversight.planning.tests.cast import MONDAY_9AM, SOUTH, a_finished_run

pytestmark = pytest.mark.django_db


class TestPlanInForce:
    def test_is_the_newest_where_none_was_adopted(self, plan):
        newer = a_finished_run(plan.run.scenario).plan

        assert plan_in_force() == newer

    def test_is_the_adopted_one(self, plan):
        a_finished_run(plan.run.scenario)
        adopt_plan(plan=plan, adopted_by=plan.run.asked_by, now=MONDAY_9AM)

        assert plan_in_force() == plan


class TestACommunitysPage:
    def test_leads_to_the_plan_in_force(self, plan, auditor_client: Client):
        answer = auditor_client.get(reverse("planning:latest_community", args=[SOUTH]))

        assert answer.url == reverse("planning:community", args=[plan.pk, SOUTH])

    def test_says_where_a_plan_is_made_while_there_is_none(self, auditor_client: Client):
        answer = auditor_client.get(reverse("planning:latest_community", args=[SOUTH]), follow=True)

        assert "还没有方案" in answer.content.decode()
