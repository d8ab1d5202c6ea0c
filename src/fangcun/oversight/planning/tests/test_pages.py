"""Pages, as a planner reads them; what a list page asks of the database is a committed number."""

import json
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from fangcun.core.accounts.models import User
from fangcun.core.catalog.actions import advance_project
from fangcun.core.catalog.queries import district_for_planning
from fangcun.core.places.models import Project
from fangcun.core.places.states import Stage
from fangcun.oversight.planning import actions
from fangcun.oversight.planning.models import Plan, Run, Scenario
from fangcun.oversight.planning.queries.comparisons import compare
from fangcun.oversight.planning.states import LockKind, RunKind, RunState
from fangcun.oversight.planning.tests.cast import (
    MONDAY_9AM,
    NORTH,
    SOUTH,
    a_finished_run,
    a_plan,
    a_scenario,
    a_town,
)

pytestmark = pytest.mark.django_db

# page, SQL statements at most: two of them find the visitor
STATEMENTS = [
    ("scenarios", 7),
    ("scenario", 12),
    ("run", 4),
    ("run_progress", 4),
    ("plan", 14),
    ("plan_map", 10),
    ("communities", 6),
    ("community", 8),
    ("compare", 14),
    ("frontier", 5),
]


class TestStatements:
    @pytest.mark.parametrize(("name", "statements"), STATEMENTS)
    def test_a_page_asks_the_database_so_often(
        self,
        plan: Plan,
        planner: User,
        planner_client: Client,
        django_assert_max_num_queries,
        name: str,
        statements: int,
    ):
        for at in range(3):  # more rows, no more statements
            a_plan(a_scenario(planner, name=f"情景{at}"))
        address = _address(name, plan)
        planner_client.get(address)

        with django_assert_max_num_queries(statements):
            answer = planner_client.get(address)

        assert answer.status_code == 200


class TestScenariosPage:
    def test_tells_the_latest_result_and_its_proof(self, plan: Plan, planner_client: Client):
        page = planner_client.get(reverse("planning:scenarios")).content.decode()

        assert "基准" in page
        assert "没有任何方案能多服务" in page

    def test_says_what_to_do_before_anything_is_imported(self, planner_client: Client):
        page = planner_client.get(reverse("planning:scenarios")).content.decode()

        assert "还没有导入本区的数据" in page
        assert reverse("planning:new_scenario") not in page


class TestRunPage:
    def test_looks_again_by_itself_while_it_waits_only(self, plan: Plan, planner_client: Client):
        waiting = _ask(plan.run.scenario)

        while_waiting = _page(planner_client, "run_progress", waiting.pk)
        when_done = _page(planner_client, "run_progress", plan.run_id)

        assert "hx-get" in while_waiting
        assert "hx-get" not in when_done
        assert reverse("planning:plan", args=[plan.pk]) in when_done

    def test_a_lost_run_can_be_started_again(self, scenario: Scenario, planner_client: Client):
        run = _ask(scenario)
        Run.objects.filter(pk=run.pk).update(state=RunState.RUNNING)

        page = _page(planner_client, "run", run.pk)
        planner_client.post(reverse("planning:restart_run", args=[run.pk]))

        assert "计算已中断" in page
        assert list(scenario.runs.order_by("pk").values_list("state", flat=True)) == [
            RunState.FAILED,
            RunState.QUEUED,
        ]

    def test_a_failed_run_says_why_in_the_reader_s_language(
        self, scenario: Scenario, planner_client: Client
    ):
        actions.lock_space(
            scenario=scenario,
            space="gone",
            kind=LockKind.MUST_OPEN,
            made_by=scenario.made_by,
            now=MONDAY_9AM,
        )
        run = a_finished_run(scenario)

        assert "gone" in _page(planner_client, "run", run.pk)


class TestPlanPage:
    def test_first_elders_and_children(self, plan: Plan, planner_client: Client):
        answer = planner_client.get(reverse("planning:plan", args=[plan.pk]))

        order = [function.is_priority for function in answer.context["functions"]]
        assert order == sorted(order, reverse=True)

    def test_auditors_see_no_button(self, plan: Plan, auditor_client: Client):
        page = _page(auditor_client, "plan", plan.pk)

        assert reverse("planning:adopt", args=[plan.pk]) not in page
        assert reverse("planning:lock", args=[plan.run.scenario_id]) not in page

    def test_solve_again_starts_from_the_plan(self, plan: Plan, planner_client: Client):
        scenario = plan.run.scenario

        planner_client.post(
            reverse("planning:start_run", args=[scenario.pk]), {"start_from": plan.run_id}
        )

        assert scenario.runs.latest("pk").start_from == plan.run

    def test_pressing_twice_leads_to_the_same_run(self, plan: Plan, planner_client: Client):
        address = reverse("planning:start_run", args=[plan.run.scenario_id])

        first, second = planner_client.post(address), planner_client.post(address)

        assert first.url == second.url

    def test_the_map_says_who_is_reached_by_function(self, plan: Plan, planner_client: Client):
        drawn = planner_client.get(reverse("planning:plan_map", args=[plan.pk])).json()

        spaces = [space["id"] for space in (*drawn["chosen"], *drawn["others"])]
        assert [each["code"] for each in drawn["functions"]] == ["meals", "toddlers", "fitness"]
        assert sorted(spaces) == ["s1", "s2", "s3", "s4"]
        assert all(len(building["after"]) == 3 for building in drawn["buildings"])
        assert drawn["facilities"][0]["functions"] == ["meals"]

    def test_the_map_shows_what_is_locked(self, plan: Plan, planner_client: Client):
        planner_client.post(
            reverse("planning:lock", args=[plan.run.scenario_id]),
            {"space": "s3", "kind": "must_not_open"},
        )

        drawn = planner_client.get(reverse("planning:plan_map", args=[plan.pk])).json()

        locks = {s["id"]: s["lock"] for s in (*drawn["chosen"], *drawn["others"])}
        assert locks["s3"] == "must_not_open"

    @pytest.mark.parametrize("order", ["value", "cost", "served", "name", "community", "?"])
    def test_spaces_are_sorted_as_asked(self, plan: Plan, planner_client: Client, order: str):
        address = reverse("planning:plan", args=[plan.pk])

        answer = planner_client.get(address, {"spaces": order})

        assert len(answer.context["spaces"]) == plan.opened


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "begins"),
        [
            ("plan.xlsx", b"PK"),
            ("plan.json", b"{"),
            ("plan.geojson", b'{"type": "FeatureCollection"'),
            ("plan.html", b"<!doctype html>"),
        ],
    )
    def test_are_the_command_s(self, plan: Plan, planner_client: Client, name: str, begins: bytes):
        answer = planner_client.get(reverse("planning:plan_file", args=[plan.pk, name]))

        assert answer.content[: len(begins)].lower() == begins.lower()
        assert name.split(".")[1] in answer["Content-Disposition"]

    def test_plan_json_tells_the_same_as_the_page(self, plan: Plan, planner_client: Client):
        kept = planner_client.get(reverse("planning:plan_file", args=[plan.pk, "plan.json"]))

        assert json.loads(kept.content)["plan"]["cost_fen"] == plan.cost_fen

    def test_papers_of_all_communities_in_one_archive(self, plan: Plan, planner_client: Client):
        answer = planner_client.get(reverse("planning:papers", args=[plan.pk]))

        archive = ZipFile(BytesIO(b"".join(answer.streaming_content)))
        assert [name[:12] for name in archive.namelist()] == [SOUTH, NORTH]
        assert archive.testzip() is None
        assert archive.read(archive.namelist()[0]).startswith(b"%PDF")


class TestCommunities:
    def test_are_found_and_sorted(self, plan: Plan, planner_client: Client):
        address = reverse("planning:communities", args=[plan.pk])

        found = planner_client.get(address, {"q": "北山"}).context["rows"]
        by_code = planner_client.get(address, {"order": "code"}).context["rows"]

        assert [row.code for row in found] == [NORTH]
        assert [row.code for row in by_code] == [SOUTH, NORTH]

    def test_every_community_has_a_page(self, plan: Plan, planner_client: Client):
        for code in (SOUTH, NORTH):
            page = _page(planner_client, "community", plan.pk, code)
            assert "缺什么" in page
            assert "建设主体" in page


class TestCompare:
    def test_names_what_the_second_gains_and_loses(
        self, plan: Plan, planner: User, planner_client: Client
    ):
        nothing = a_finished_run(a_scenario(planner, name="没有钱", budget_fen=0)).plan

        comparison = compare(nothing, plan)
        page = planner_client.get(
            reverse("planning:compare"), {"plan": nothing.pk, "other": plan.pk}
        )

        assert len(comparison.gained) == plan.opened
        assert comparison.lost == comparison.worse == []
        assert comparison.better[0].change > 0
        assert comparison.gained[0].name in page.content.decode()


class TestFrontier:
    def test_every_budget_is_solved_with_its_bound(self, town, planner: User):
        scenario = a_scenario(planner)
        run = actions.ask_for_frontier(scenario=scenario, asked_by=planner, now=MONDAY_9AM)

        actions.carry_out_run(run_pk=run.pk, read_district=a_town, clock=lambda: MONDAY_9AM)

        steps = list(run.steps.order_by("budget_fen"))
        assert len(steps) >= 7
        assert scenario.budget_fen in {step.budget_fen for step in steps}
        assert all(step.objective <= step.bound + 1e-6 for step in steps)
        for less, more in pairwise(steps):
            assert less.objective <= more.objective + 1e-6
            assert less.bound <= more.bound + 1e-6
        run.refresh_from_db()
        assert run.state == RunState.DONE

    def test_curve_and_plan_run_beside_each_other(self, scenario: Scenario):
        _ask(scenario)

        curve = actions.ask_for_frontier(
            scenario=scenario, asked_by=scenario.made_by, now=MONDAY_9AM
        )

        assert curve.kind == RunKind.FRONTIER

    def test_page_shows_what_each_step_bought(self, town, planner: User, planner_client: Client):
        scenario = a_scenario(planner)
        run = actions.ask_for_frontier(scenario=scenario, asked_by=planner, now=MONDAY_9AM)
        actions.carry_out_run(run_pk=run.pk, read_district=a_town, clock=lambda: MONDAY_9AM)

        answer = planner_client.get(reverse("planning:frontier", args=[scenario.pk]))

        gains = [gain for _step, gain in answer.context["rows"]]
        assert gains[0] is None
        assert any(gain is not None and gain > 0 for gain in gains)


class TestAdopting:
    def test_makes_a_project_with_its_functions_for_each_space(
        self, plan: Plan, planner_client: Client
    ):
        answer = planner_client.post(reverse("planning:adopt", args=[plan.pk]))

        projects = Project.objects.order_by("pk")
        space = plan.spaces.get(space=projects[0].space.ref)
        assert answer.status_code == 302
        assert projects.count() == plan.opened
        assert {project.stage for project in projects} == {Stage.PROPOSED}
        assert sum(project.planned_fen for project in projects) == plan.cost_fen
        assert set(projects[0].functions.values_list("function__code", flat=True)) == {
            module["function"] for module in space.modules
        }

    def test_twice_adopts_once(self, plan: Plan, planner_client: Client):
        address = reverse("planning:adopt", args=[plan.pk])
        planner_client.post(address)

        again = planner_client.post(address)

        assert again.status_code == 302
        assert Project.objects.count() == plan.opened

    def test_another_plan_cannot_take_the_same_space(self, plan: Plan, planner_client: Client):
        planner_client.post(reverse("planning:adopt", args=[plan.pk]))
        other = a_plan(plan.run.scenario)

        answer = planner_client.post(reverse("planning:adopt", args=[other.pk]))

        assert answer.status_code == 200
        assert "不能重复立项" in answer.content.decode()
        assert not hasattr(Plan.objects.get(pk=other.pk), "adoption")

    def test_the_next_plan_starts_from_what_has_opened(self, plan: Plan, planner: User):
        adoption = actions.adopt_plan(plan=plan, adopted_by=planner, now=MONDAY_9AM)
        project = adoption.spaces.first().project
        for stage in (Stage.APPROVED, Stage.BUILDING, Stage.TRIAL, Stage.OPEN):
            project = advance_project(
                project=project,
                revision=project.revision,
                stage=stage,
                on=MONDAY_9AM.date(),
                by="李规划",
                now=MONDAY_9AM,
            )

        district = district_for_planning()

        assert project.space.ref not in {space.id for space in district.spaces}
        assert project.facility.ref in {facility.id for facility in district.facilities}


def _ask(scenario: Scenario) -> Run:
    return actions.ask_for_run(scenario=scenario, asked_by=scenario.made_by, now=MONDAY_9AM)


def _page(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(f"planning:{name}", args=args)).content.decode()


def _address(name: str, plan: Plan) -> str:
    if name == "compare":
        return reverse("planning:compare") + f"?plan={plan.pk}&other={plan.pk}"
    if name == "community":
        return reverse("planning:community", args=[plan.pk, SOUTH])
    args = {
        "scenarios": [],
        "scenario": [plan.run.scenario_id],
        "frontier": [plan.run.scenario_id],
        "run": [plan.run_id],
        "run_progress": [plan.run_id],
    }
    return reverse(f"planning:{name}", args=args.get(name, [plan.pk]))
