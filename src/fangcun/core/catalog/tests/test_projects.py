"""A project, from proposal to a facility with the functions it promised."""

import pytest

from fangcun.core.catalog.actions import (
    NoPremises,
    PlannedFunction,
    advance_project,
    propose_with_functions,
    undo_step,
)
from fangcun.core.catalog.queries import district_for_planning
from fangcun.core.catalog.tests.small_town import MONDAY_9AM, TUESDAY_9AM, import_town
from fangcun.core.places.actions import (
    ChangedMeanwhile,
    IllegalMove,
    InUse,
    NewProject,
    NoStepBack,
    SpaceTaken,
)
from fangcun.core.places.models import Facility, IdleSpace, Project
from fangcun.core.places.states import FacilityKind, Stage
from fangcun.core.places.tests.cast import a_room

pytestmark = pytest.mark.django_db

ON_THE_WAY = (Stage.APPROVED, Stage.BUILDING, Stage.TRIAL)
PLANNED = (
    PlannedFunction("elder_care", "elder_care_small", 120, 20, 11_200_000),
    PlannedFunction("meals", "meals_small", 60, 40, 6_600_000),
    PlannedFunction("health", "health_small", 60, 150, 6_100_000),
)


class TestProject:
    def test_that_opens_serves_what_was_planned_and_is_of_the_kind_the_rules_say(self):
        import_town()

        opened = _walked(_a_project(), *ON_THE_WAY, Stage.OPEN)

        offers = opened.facility.functions.values_list("function__code", "capacity")
        assert dict(offers) == {"elder_care": 20, "meals": 40, "health": 150}
        assert Facility.objects.get(pk=opened.facility.pk).kind == FacilityKind.COMPLEX

    def test_that_opens_turns_its_space_into_an_existing_facility_of_the_next_plan(self):
        import_town()

        opened = _walked(_a_project(), *ON_THE_WAY, Stage.OPEN)

        district = district_for_planning()
        assert "S1" not in {space.id for space in district.spaces}
        assert opened.facility.ref in {facility.id for facility in district.facilities}

    def test_on_its_way_is_not_planned_twice(self):
        import_town()

        project = _a_project()

        district = district_for_planning()
        to_be = {facility.id: facility for facility in district.facilities}[project.facility_ref]
        assert "S1" not in {space.id for space in district.spaces}
        assert dict(to_be.capacity) == {"elder_care": 20, "meals": 40, "health": 150}

    def test_that_closes_serves_nobody_and_frees_its_space(self):
        import_town()

        closed = _walked(_a_project(), *ON_THE_WAY, Stage.OPEN, Stage.CLOSED)

        district = district_for_planning()
        assert "S1" in {space.id for space in district.spaces}
        assert closed.facility.ref not in {facility.id for facility in district.facilities}

    def test_given_up_before_it_opened_leaves_no_facility(self):
        import_town()

        given_up = _walked(_a_project(), Stage.CLOSED)

        district = district_for_planning()
        assert "S1" in {space.id for space in district.spaces}
        assert given_up.facility_ref not in {facility.id for facility in district.facilities}

    def test_remembers_when_each_stage_began_and_who_said_so(self):
        import_town()

        approved = _walked(_a_project(), Stage.APPROVED)

        assert (approved.proposed_on, approved.approved_on) == (
            MONDAY_9AM.date(),
            TUESDAY_9AM.date(),
        )
        assert list(
            approved.history.order_by("history_id").values_list("stage", "history_user_id")
        ) == [("proposed", "甲"), ("approved", "乙")]

    @pytest.mark.parametrize("stage", [Stage.OPEN, Stage.PROPOSED, Stage.TRIAL])
    def test_does_not_jump_or_stand_still(self, stage):
        import_town()

        with pytest.raises(IllegalMove):
            _walked(_a_project(), stage)

        assert not Facility.objects.filter(ref__startswith="P").exists()

    def test_read_before_somebody_moved_it_is_refused(self):
        import_town()
        project = _a_project()
        _walked(project, Stage.APPROVED)

        with pytest.raises(ChangedMeanwhile):
            _move(project, Stage.BUILDING)

    def test_goes_back_where_it_came_from_and_forgets_the_day_but_not_the_step(self):
        import_town()
        approved = _walked(_a_project(), Stage.APPROVED)

        back = _undone(_undone(_move(approved, Stage.BUILDING)))

        assert (back.stage, back.approved_on, back.building_on) == (Stage.PROPOSED, None, None)
        assert list(back.history.order_by("history_id").values_list("stage", flat=True)) == [
            "proposed",
            "approved",
            "building",
            "approved",
            "proposed",
        ]
        with pytest.raises(NoStepBack):
            _undone(back)

    def test_opened_by_mistake_takes_its_facility_back_and_can_open_again(self):
        import_town()
        opened = _walked(_a_project(), *ON_THE_WAY, Stage.OPEN)

        back = _undone(opened)

        assert (back.stage, back.facility) == (Stage.TRIAL, None)
        assert not Facility.objects.filter(ref=opened.facility_ref).exists()
        assert _move(back, Stage.OPEN).facility.functions.count() == 3

    def test_stays_open_once_somebody_works_there(self):
        import_town()
        opened = _walked(_a_project(), *ON_THE_WAY, Stage.OPEN)
        a_room(opened.facility)

        with pytest.raises(InUse):
            _undone(opened)

        assert Project.objects.get(pk=opened.pk).stage == Stage.OPEN

    def test_closed_by_mistake_stays_closed_while_another_has_its_space(self):
        import_town()
        closed = _walked(_a_project(), Stage.CLOSED)
        _a_project()

        with pytest.raises(SpaceTaken):
            _undone(closed)

    def test_without_premises_cannot_open(self):
        import_town()
        bare = _walked(_a_project(space=None), *ON_THE_WAY)

        with pytest.raises(NoPremises):
            _move(bare, Stage.OPEN)


def _a_project(**changed) -> Project:
    space = IdleSpace.objects.get(ref="S1")
    usual = {
        "community": space.community,
        "space": space,
        "name": "老粮站综合体",
        "kind": FacilityKind.COMPLEX,
        "planned_fen": 23_900_000,
    }
    return propose_with_functions(
        project=NewProject(**{**usual, **changed}),
        functions=PLANNED,
        on=MONDAY_9AM.date(),
        by="甲",
        now=MONDAY_9AM,
    )


def _undone(project: Project) -> Project:
    return undo_step(project=project, revision=project.revision, by="乙", now=TUESDAY_9AM)


def _walked(project: Project, *stages: Stage) -> Project:
    for stage in stages:
        project = _move(project, stage)
    return project


def _move(project: Project, stage: Stage) -> Project:
    return advance_project(
        project=project,
        revision=project.revision,
        stage=stage,
        on=TUESDAY_9AM.date(),
        by="乙",
        now=TUESDAY_9AM,
    )
