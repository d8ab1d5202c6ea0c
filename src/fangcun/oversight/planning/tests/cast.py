"""Who and what the planning room's tests are about: two people, a town, its plan."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests import cast as people
from fangcun.core.catalog.actions import import_district
from fangcun.oversight.planning import actions
from fangcun.oversight.planning.actions.runs import begin_run, end_run
from fangcun.oversight.planning.models import Plan, Run, Scenario
from fangcun.oversight.planning.rules.facts import with_numbers
from fangcun.oversight.planning.rules.files import plan_files
from fangcun.oversight.planning.rules.options import RunOptions, asked
from fangcun.oversight.planning.rules.proof import bounded, pack_proof
from fangcun.oversight.planning.states import RunState
from fangcun_planner.district import (
    Building,
    Community,
    District,
    ExistingFacility,
    Function,
    IdleSpace,
    Module,
    PlanOptions,
    Rule,
    Source,
    Standing,
)
from fangcun_planner.plans.explain import explain
from fangcun_planner.plans.facts import PlanFacts
from fangcun_planner.plans.plan import plan_district
from fangcun_planner.plans.pose import pose_district
from fangcun_planner.text import Text

MONDAY_9AM = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
METRE = 1 / 111_195.0  # degrees of latitude
SOUTH, NORTH = "320613001001", "320613001002"
SOURCE = Source("test rules", MONDAY_9AM.date(), Standing.SECONDARY)

MEALS = Function(
    code="meals",
    name=Text("社区助餐", "Community meals"),
    need_rate=(0, 0, 0, 0, 0, 0.1, 0.2, 0.4),
    urgency=3.0,
    is_priority=True,
    reach_m=500,
    elder_reach_m=400,
    lowest_floor=1,
    highest_floor=3,
    needs_step_free=False,
    modules=(
        Module("small", Text("小", "small"), 60, 30, 500_000),
        Module("large", Text("大", "large"), 120, 80, 900_000),
    ),
    source=SOURCE,
)
TODDLERS = Function(
    code="toddlers",
    name=Text("婴幼儿托育", "Toddler care"),
    need_rate=(0.3, 0, 0, 0, 0, 0, 0, 0),
    urgency=4.0,
    is_priority=True,
    reach_m=300,
    elder_reach_m=300,
    lowest_floor=1,
    highest_floor=2,
    needs_step_free=True,
    modules=(Module("class", Text("一班", "one class"), 90, 18, 800_000),),
    source=SOURCE,
)
FITNESS = Function(
    code="fitness",
    name=Text("体育健身", "Fitness"),
    need_rate=(0, 0, 0.1, 0.1, 0.1, 0.1, 0.1, 0),
    urgency=1.0,
    is_priority=False,
    reach_m=800,
    elder_reach_m=500,
    lowest_floor=-1,
    highest_floor=5,
    needs_step_free=False,
    modules=(Module("room", Text("一间", "one room"), 80, 60, 200_000),),
    source=SOURCE,
)
RULES = {
    "complex_min_area_m2": 600.0,
    "complex_min_functions": 3.0,
    "complex_min_priority": 2.0,
    "interspersed_max_functions": 2.0,
    "interspersed_min_priority": 1.0,
    "complexes_per_community": 1.0,
    "opening_cost_complex_yuan": 50_000.0,
    "opening_cost_interspersed_yuan": 10_000.0,
    "elder_and_child_weight": 1.5,
    "equity_weight": 0.2,
    "equity_share": 0.5,
    "detour_factor": 1.25,
    "elder_walking_speed_m_per_min": 48.0,
    "quota_m2_per_100_households": 30.0,
    "circle_5_min_m": 300.0,
    "circle_10_min_m": 500.0,
    "circle_15_min_m": 1000.0,
    "fade_10_min": 0.68,
    "fade_15_min": 0.22,
    "target_m2_per_100_households": 80.0,
}


def a_town() -> District:
    """Two communities 600 m apart, four idle spaces, one old canteen."""
    return District(
        name="小镇",
        communities=(
            Community(SOUTH, "南湖社区", "湖滨街道", 400, (30, 40, 60, 40, 530, 100, 150, 50)),
            Community(NORTH, "北山社区", "湖滨街道", 200, (10, 20, 30, 20, 320, 40, 40, 20)),
        ),
        buildings=(
            Building("b1", SOUTH, 120.9, _north(0), 600),
            Building("b2", SOUTH, 120.9, _north(100), 400),
            Building("b3", NORTH, 120.9, _north(700), 500),
        ),
        spaces=(
            _space("s1", SOUTH, 50, 200),
            replace(_space("s2", SOUTH, 80, 650), is_step_free=False, fit_out_fen_per_m2=20_000),
            replace(_space("s3", NORTH, 650, 150), floor=-1),
            replace(_space("s4", NORTH, 720, 100), floor=2, is_demo=True),
        ),
        facilities=(
            ExistingFacility("f1", "老食堂", SOUTH, 120.9, _north(120), 90.0, {"meals": 20.0}),
        ),
        functions=(MEALS, TODDLERS, FITNESS),
        rules=tuple(
            Rule(code, Text(code, code), value, "", SOURCE) for code, value in RULES.items()
        ),
        options=PlanOptions(budget_fen=0),
    )


def a_planner(username: str = "planner") -> User:
    return people.a_planner(username)


def an_auditor(username: str = "auditor") -> User:
    return people.an_auditor(username)


def written(**changed: Any) -> actions.WrittenScenario:
    usual = actions.WrittenScenario(
        name="基准",
        note="",
        budget_fen=6_000_000,
        open_at_most=None,
        reach_factor=1.0,
        elder_pace_m_per_min=48.0,
        solve_seconds=1,
        gap=0.2,
        seed=1,
        emphasis={},
    )
    return replace(usual, **changed)


def a_scenario(made_by: User, **changed: Any) -> Scenario:
    return actions.make_scenario(written=written(**changed), made_by=made_by, now=MONDAY_9AM)


def a_finished_run(scenario: Scenario, *, start_from: Run | None = None) -> Run:
    """Ask, and let the worker's action do its work at once."""
    run = actions.ask_for_run(
        scenario=scenario, asked_by=scenario.made_by, now=MONDAY_9AM, start_from=start_from
    )
    done = actions.carry_out_run(run_pk=run.pk, read_district=a_town, clock=lambda: MONDAY_9AM)
    assert done is not None
    return done


def _north(metres: float) -> float:
    return 32.0 + metres * METRE


def _space(ref: str, community: str, metres: float, area: float) -> IdleSpace:
    return IdleSpace(
        id=ref,
        name=f"{ref}号房",
        community=community,
        lon=120.9,
        lat=_north(metres),
        floor_area_m2=area,
        floor=1,
        is_step_free=True,
        fit_out_fen_per_m2=10_000,
    )


@cache
def solved_town() -> tuple[PlanFacts, bytes, dict[str, bytes]]:
    """The town's plan with its facts, proof and files: solved once for all tests of pages."""
    options = options_of_written(written())
    effort = options.effort
    posed = pose_district(asked(a_town(), options))
    plan = bounded(plan_district(posed.district, effort, posed=posed))
    assert plan is not None
    facts = with_numbers(explain(plan, effort=effort))
    return facts, pack_proof(plan), plan_files(plan, facts)


def a_plan(scenario: Scenario) -> Plan:
    """A finished run's plan, without waiting for a solver."""
    run = actions.ask_for_run(scenario=scenario, asked_by=scenario.made_by, now=MONDAY_9AM)
    facts, proof, files = solved_town()
    begin_run(run, now=MONDAY_9AM)
    plan = actions.keep_plan(run=run, facts=facts, proof=proof, files=files, now=MONDAY_9AM)
    end_run(run, RunState.DONE, now=MONDAY_9AM)
    return plan


def options_of_written(said: actions.WrittenScenario) -> RunOptions:
    return RunOptions(
        budget_fen=said.budget_fen,
        open_at_most=said.open_at_most,
        reach_factor=said.reach_factor,
        elder_pace_m_per_min=said.elder_pace_m_per_min,
        solve_seconds=said.solve_seconds,
        gap=said.gap,
        seed=said.seed,
    )


def an_imported_town() -> None:
    """The town in the tables of places and catalogue."""
    import_district(district=a_town(), by="import", now=MONDAY_9AM)
