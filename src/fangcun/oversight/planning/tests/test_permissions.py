"""Who may open which page: anonymous sign in, auditors read, planners change."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from fangcun.oversight.planning import actions, urls
from fangcun.oversight.planning.models import Plan, Run
from fangcun.oversight.planning.tests.cast import MONDAY_9AM, SOUTH

# name, method, whether an auditor may
PAGES = [
    ("scenarios", "get", True),
    ("new_scenario", "get", False),
    ("scenario", "get", True),
    ("edit_scenario", "get", False),
    ("copy_scenario", "get", False),
    ("remove_scenario", "get", False),
    ("lock", "post", False),
    ("lift", "post", False),
    ("start_run", "post", False),
    ("frontier", "get", True),
    ("start_frontier", "post", False),
    ("run", "get", True),
    ("run_progress", "get", True),
    ("stop_run", "post", False),
    ("restart_run", "post", False),
    ("plan", "get", True),
    ("plan_map", "get", True),
    ("plan_file", "get", True),
    ("adopt", "get", False),
    ("communities", "get", True),
    ("papers", "get", True),
    ("community", "get", True),
    ("latest_community", "get", True),
    ("paper", "get", True),
    ("edit_scheme", "get", False),
    ("compare", "get", True),
]
WRITING = [(name, method) for name, method, may_read in PAGES if not may_read]


@pytest.fixture
def waiting(plan: Plan) -> Run:
    """A run that can be stopped."""
    return actions.ask_for_run(
        scenario=plan.run.scenario, asked_by=plan.run.asked_by, now=MONDAY_9AM
    )


def _address(name: str, plan: Plan, run: Run) -> str:
    kept = {
        "scenario": plan.run.scenario_id,
        "edit_scenario": plan.run.scenario_id,
        "copy_scenario": plan.run.scenario_id,
        "remove_scenario": plan.run.scenario_id,
        "lock": plan.run.scenario_id,
        "lift": plan.run.scenario_id,
        "start_run": plan.run.scenario_id,
        "frontier": plan.run.scenario_id,
        "start_frontier": plan.run.scenario_id,
        "run": run.pk,
        "run_progress": run.pk,
        "stop_run": run.pk,
        "restart_run": run.pk,
    }
    if name == "latest_community":
        return reverse("planning:latest_community", args=[SOUTH])
    more = {
        "plan_file": ["plan.xlsx"],
        "community": [SOUTH],
        "paper": [SOUTH],
        "edit_scheme": [SOUTH],
    }
    try:
        return reverse(f"planning:{name}")
    except NoReverseMatch:
        pk = kept.get(name, plan.pk)
        return reverse(f"planning:{name}", args=[pk, *more.get(name, [])])


class TestPermissions:
    def test_table_knows_every_address(self):
        assert {name for name, _method, _may in PAGES} == {p.name for p in urls.urlpatterns}

    @pytest.mark.parametrize(("name", "method", "may_read"), PAGES)
    def test_strangers_sign_in(self, plan, waiting, name: str, method: str, may_read: bool):
        answer = getattr(Client(), method)(_address(name, plan, waiting))

        assert answer.status_code == 302
        assert answer.url.startswith(reverse("accounts:sign_in"))

    @pytest.mark.parametrize(("name", "method", "may_read"), PAGES)
    def test_auditors_read_and_change_nothing(
        self, plan, waiting, auditor_client: Client, name: str, method: str, may_read: bool
    ):
        address = _address(name, plan, waiting)

        answer = getattr(auditor_client, method)(address)

        leads_on = name == "latest_community"
        assert answer.status_code == (302 if leads_on else 200 if may_read else 403)
        if not may_read:
            assert auditor_client.post(address).status_code == 403

    @pytest.mark.parametrize(("name", "method"), WRITING)
    def test_planners_may(self, plan, waiting, planner_client: Client, name: str, method: str):
        answer = getattr(planner_client, method)(_address(name, plan, waiting))

        assert answer.status_code in {200, 302}

    @pytest.mark.parametrize("name", [name for name, method, _may in PAGES if method == "post"])
    def test_buttons_are_not_links(self, plan, waiting, planner_client: Client, name: str):
        assert planner_client.get(_address(name, plan, waiting)).status_code == 405

    def test_what_is_not_there_is_404(self, planner_client: Client):
        for name in ("scenario", "run", "plan", "adopt", "frontier"):
            assert planner_client.get(reverse(f"planning:{name}", args=[999])).status_code == 404

    def test_an_unknown_file_is_404(self, plan: Plan, planner_client: Client):
        address = reverse("planning:plan_file", args=[plan.pk, "secret_key"])

        assert planner_client.get(address).status_code == 404
