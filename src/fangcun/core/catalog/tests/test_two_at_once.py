"""Two people at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from fangcun.base.errors import Refusal
from fangcun.core.catalog.actions import advance_project
from fangcun.core.catalog.queries import recorded_district
from fangcun.core.catalog.tests.small_town import (
    MONDAY_9AM,
    a_space,
    a_town,
    import_town,
)
from fangcun.core.places.actions import (
    ChangedMeanwhile,
    IllegalMove,
    NewProject,
    WrittenSpace,
    change_space,
    propose_project,
)
from fangcun.core.places.actions.projects import SpaceTaken
from fangcun.core.places.models import Facility, IdleSpace, Project
from fangcun.core.places.states import FacilityKind, Stage

pytestmark = pytest.mark.django_db(transaction=True)


class TestTwoAtOnce:
    def test_of_two_edits_of_one_version_one_is_written_and_one_refused(self):
        import_town()
        space = IdleSpace.objects.get(ref="S1")

        results = _both(lambda name: _rename(space, name), "第一人", "第二人")

        space.refresh_from_db()
        assert sum(isinstance(result, ChangedMeanwhile) for result in results) == 1
        assert results.count(None) == 1
        assert (space.revision, space.history.count()) == (2, 2)

    def test_an_edit_and_an_import_end_in_a_whole_district(self):
        import_town()
        space = IdleSpace.objects.get(ref="S2")
        renamed = a_town(spaces=tuple(a_space(ref, name="导入的名字") for ref in ("S1", "S2")))

        edited, imported = _both(
            lambda who: _rename(space, "手改的名字") if who == "edit" else import_town(renamed),
            "edit",
            "import",
        )

        assert imported is None
        assert edited is None or isinstance(edited, ChangedMeanwhile)
        assert [space.id for space in recorded_district().spaces] == ["S1", "S2"]
        newest = IdleSpace.history.filter(ref="S2").order_by("-revision").first()
        assert newest.name == IdleSpace.objects.get(ref="S2").name

    def test_two_imports_end_in_one_of_the_two_districts(self):
        import_town()
        towns = {"甲": a_town(name="甲"), "乙": a_town(name="乙", spaces=(a_space("S9"),))}

        results = _both(lambda name: import_town(towns[name]), *towns)

        assert results == [None, None]
        assert recorded_district() in towns.values()

    def test_of_two_projects_in_one_space_one_is_refused(self):
        import_town()
        space = IdleSpace.objects.get(ref="S1")

        results = _both(lambda name: _propose(space, name), "一", "二")

        assert sum(isinstance(result, SpaceTaken) for result in results) == 1
        assert Project.objects.count() == 1

    def test_of_two_who_open_one_project_one_is_refused_and_there_is_one_facility(self):
        import_town(a_town(facilities=()))
        project = _propose(IdleSpace.objects.get(ref="S1"), "一")
        for stage in (Stage.APPROVED, Stage.BUILDING):
            _advance(Project.objects.get(pk=project.pk), stage)
        read_by_both = Project.objects.get(pk=project.pk)

        results = _both(lambda _who: _advance(read_by_both, Stage.OPEN), "一", "二")

        assert sum(isinstance(result, IllegalMove) for result in results) == 1
        assert Facility.objects.count() == 1


def _both(act, *whose):
    """Both at once; what each of them was refused with."""
    start = Barrier(2)

    def one(who):
        try:
            start.wait()
            act(who)
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, whose))


def _rename(space: IdleSpace, name: str) -> None:
    written = WrittenSpace(
        name=name,
        community=space.community,
        lon=space.lon,
        lat=space.lat,
        floor_area_m2=space.floor_area_m2,
        floor=space.floor,
        is_step_free=space.is_step_free,
        tenure=space.tenure,
        rent_fen_per_year=space.rent_fen_per_year,
        condition=space.condition,
        fit_out_fen_per_m2=space.fit_out_fen_per_m2,
        present_use=space.present_use,
    )
    change_space(space=space, revision=1, written=written, by=name, now=MONDAY_9AM)


def _advance(project: Project, stage: Stage) -> None:
    advance_project(
        project=project,
        revision=project.revision,
        stage=stage,
        on=MONDAY_9AM.date(),
        by="甲",
        now=MONDAY_9AM,
    )


def _propose(space: IdleSpace, name: str) -> Project:
    project = NewProject(
        community=space.community,
        space=space,
        name=name,
        kind=FacilityKind.INTERSPERSED,
        planned_fen=0,
    )
    return propose_project(project=project, on=None, by="甲", now=MONDAY_9AM)
