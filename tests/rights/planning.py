"""Scenarios and plans: of the whole district, for those who plan and those who look on."""

from fangcun.core.accounts.states import Role
from fangcun.core.places.tests.cast import a_community
from fangcun.oversight.planning.models import Plan, Run
from fangcun.oversight.planning.tests import cast
from tests.rights.table import Row
from tests.rights.town import Side

READERS = {
    *(Role.PLANNER, Role.SUBDISTRICT_OFFICER, Role.COMMUNITY_MANAGER),
    *(Role.AUDITOR, Role.ADMINISTRATOR),
}
PLANNERS = {Role.PLANNER, Role.ADMINISTRATOR}


def _plan(side: Side) -> Plan:
    for code in (cast.SOUTH, cast.NORTH):
        a_community(code=code)
    return cast.a_plan(cast.a_scenario(side.people[Role.PLANNER]))


def _scenario(side: Side) -> list[int]:
    return [cast.a_scenario(side.people[Role.PLANNER]).pk]


def _run(side: Side) -> list[int]:
    run: Run = _plan(side).run
    return [run.pk]


def _waiting_run(side: Side) -> list[int]:
    planner = side.people[Role.PLANNER]
    scenario = cast.a_scenario(planner)
    return [cast.actions.ask_for_run(scenario=scenario, asked_by=planner, now=cast.MONDAY_9AM).pk]


def _page(side: Side) -> list[int]:
    return [_plan(side).pk]


def _community(side: Side) -> list[object]:
    return [_plan(side).pk, cast.SOUTH]


ROWS = {
    "planning:scenarios": Row(READERS),
    "planning:new_scenario": Row(PLANNERS),
    "planning:scenario": Row(READERS, _scenario),
    "planning:edit_scenario": Row(PLANNERS, _scenario),
    "planning:copy_scenario": Row(PLANNERS, _scenario),
    "planning:remove_scenario": Row(PLANNERS, _scenario),
    "planning:lock": Row(PLANNERS, _scenario, method="post"),
    "planning:lift": Row(PLANNERS, _scenario, method="post"),
    "planning:start_run": Row(PLANNERS, _scenario, method="post"),
    "planning:frontier": Row(READERS, _scenario),
    "planning:start_frontier": Row(PLANNERS, _scenario, method="post"),
    "planning:run": Row(READERS, _run),
    "planning:run_progress": Row(READERS, _run),
    "planning:stop_run": Row(PLANNERS, _waiting_run, method="post"),
    "planning:restart_run": Row(PLANNERS, _run, method="post"),
    "planning:plan": Row(READERS, _page),
    "planning:plan_map": Row(READERS, _page),
    "planning:plan_file": Row(READERS, lambda side: [_plan(side).pk, "plan.xlsx"]),
    "planning:adopt": Row(PLANNERS, _page),
    "planning:communities": Row(READERS, _page),
    "planning:papers": Row(READERS, _page),
    "planning:community": Row(READERS, _community),
    "planning:paper": Row(READERS, _community),
    "planning:edit_scheme": Row(PLANNERS, _community),
    "planning:latest_community": Row(READERS, lambda side: [cast.SOUTH] if _plan(side) else []),
    "planning:compare": Row(READERS),
}
