"""A year of planning, end to end: a workbook comes in, a plan is made, a facility opens.

1. the planner downloads the template filled with a district and imports it again;
2. asks with a budget, the worker answers with a plan and a proof;
3. the plan is adopted and becomes projects;
4. one project is approved, built and opened, and is a facility;
5. the next question starts from there: its space is gone, its people are served.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import a_planner
from fangcun.core.catalog.actions import advance_project, import_district
from fangcun.core.catalog.queries import district_for_planning
from fangcun.core.places.models import Facility, Project
from fangcun.core.places.states import Stage
from fangcun.oversight.planning.actions import (
    WrittenScenario,
    adopt_plan,
    ask_for_run,
    carry_out_run,
    make_scenario,
)
from fangcun.oversight.planning.models import Plan, Run, Scenario
from fangcun.oversight.planning.states import RunState
from fangcun_planner.demo import demo_district
from fangcun_planner.files import read_district, write_template

NEW_YEAR = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_a_year_of_planning(tmp_path: Path):
    planner = a_planner("zhang")
    _a_workbook_comes_in(tmp_path / "district.xlsx")

    first = _asked_and_answered(planner, "二十处")

    assert first.opened > 0
    assert first.cost_fen <= first.budget_fen
    assert first.objective <= first.bound

    adopt_plan(plan=first, adopted_by=planner, now=NEW_YEAR)
    project = Project.objects.filter(stage=Stage.PROPOSED).order_by("pk").first()
    assert Project.objects.filter(stage=Stage.PROPOSED).count() == first.opened

    facility = _opened(project)

    assert facility.functions.count() == project.functions.count() > 0

    district = district_for_planning()
    assert project.space.ref not in {space.id for space in district.spaces}
    assert facility.ref in {known.id for known in district.facilities}

    second = _asked_and_answered(planner, "再二十处")

    assert second.served_before == pytest.approx(first.served_after, rel=0.01)
    assert second.served_after > second.served_before
    chosen = set(second.spaces.values_list("space", flat=True))
    assert not chosen & set(first.spaces.values_list("space", flat=True))


def _a_workbook_comes_in(path: Path) -> None:
    write_template(path, demo_district())
    read = read_district(path)
    assert read.district is not None, read.errors
    import_district(district=read.district, by="张", now=NEW_YEAR)


def _asked_and_answered(planner: User, name: str) -> Plan:
    """Ask with three million yuan and twenty openings; do the worker's work at once."""
    run = ask_for_run(scenario=_a_scenario(planner, name), asked_by=planner, now=NEW_YEAR)
    carry_out_run(run_pk=run.pk, read_district=district_for_planning, clock=_clock)
    assert Run.objects.get(pk=run.pk).state == RunState.DONE
    return Plan.objects.get(run=run)


def _a_scenario(planner: User, name: str) -> Scenario:
    return make_scenario(
        written=WrittenScenario(
            name=name,
            note="",
            budget_fen=300_000_000,
            open_at_most=20,
            reach_factor=1.0,
            elder_pace_m_per_min=48.0,
            solve_seconds=4,
            gap=0.03,
            seed=1,
            emphasis={},
        ),
        made_by=planner,
        now=NEW_YEAR,
    )


def _opened(project: Project) -> Facility:
    """Walk a project through its stages."""
    for stage in (Stage.APPROVED, Stage.BUILDING, Stage.TRIAL, Stage.OPEN):
        project.refresh_from_db()
        project = advance_project(
            project=project,
            revision=project.revision,
            stage=stage,
            on=NEW_YEAR.date(),
            by="张",
            now=NEW_YEAR,
        )
    assert project.facility is not None
    return project.facility


def _clock() -> datetime:
    return datetime.now(tz=UTC)
