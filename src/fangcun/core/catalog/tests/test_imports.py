"""A whole district comes in at once, or not at all, and comes back equal."""

from dataclasses import replace

import numpy as np
import pytest

from fangcun.core.catalog.models import FacilityFunction, Function, Rule
from fangcun.core.catalog.queries import district_for_planning, recorded_district
from fangcun.core.catalog.queries.recorded import NothingImported
from fangcun.core.catalog.tests.small_town import (
    BRIDGE,
    HARBOUR,
    MONDAY_9AM,
    RIVER,
    TUESDAY_9AM,
    a_building,
    a_community,
    a_facility,
    a_space,
    a_town,
    import_town,
)
from fangcun.core.places.actions import NewProject, StillInUse, propose_project
from fangcun.core.places.models import Building, Community, District, Facility, IdleSpace, Project
from fangcun.core.places.states import FacilityKind, Stage
from fangcun_planner.district import PlanOptions, StreetNetwork
from fangcun_planner.files.cells import LONGEST_TEXT
from fangcun_planner.text import Text

pytestmark = pytest.mark.django_db


class TestImportDistrict:
    def test_comes_back_equal(self):
        import_town()

        assert recorded_district() == a_town()

    def test_twice_writes_no_new_version(self):
        import_town()

        import_town(by="乙", now=TUESDAY_9AM)

        assert recorded_district() == a_town()
        assert set(IdleSpace.history.values_list("history_user_id", "history_type")) == {
            ("甲", "+")
        }
        assert set(Community.objects.values_list("revision", flat=True)) == {1}

    def test_keeps_the_row_of_a_space_that_stays_and_writes_its_new_version(self):
        import_town()
        before = IdleSpace.objects.get(ref="S1")

        import_town(a_town(spaces=(a_space("S1", floor_area_m2=720.0),)), now=TUESDAY_9AM, by="乙")

        after = IdleSpace.objects.get(ref="S1")
        assert (after.pk, after.floor_area_m2, after.revision) == (before.pk, 720.0, 2)
        versions = after.history.order_by("history_id").values_list(
            "floor_area_m2", "history_user_id", "history_date"
        )
        assert list(versions) == [(700.0, "甲", MONDAY_9AM), (720.0, "乙", TUESDAY_9AM)]

    def test_removes_what_is_gone_and_remembers_who_did_it(self):
        import_town()

        import_town(a_town(spaces=(a_space("S1"),)), by="乙", now=TUESDAY_9AM)

        assert list(IdleSpace.objects.values_list("ref", flat=True)) == ["S1"]
        removed = IdleSpace.history.filter(history_type="-").values_list("ref", "history_user_id")
        assert sorted(removed) == [("S2", "乙"), ("S3", "乙")]

    def test_another_district_replaces_every_row(self):
        import_town()
        other = a_town(
            name="别处",
            communities=(a_community("110101001001", name="东社区"),),
            buildings=(a_building("H1", community="110101001001"),),
            spaces=(),
            facilities=(),
        )

        import_town(other)

        assert recorded_district() == other
        assert Community.objects.count() == Building.objects.count() == 1
        assert not Facility.objects.exists()

    def test_refuses_by_name_to_remove_a_space_with_a_project_and_changes_nothing(self):
        import_town()
        space = IdleSpace.objects.get(ref="S2")
        a_project(space)

        with pytest.raises(StillInUse, match="旧厂房"):
            import_town(a_town(name="新名", spaces=(a_space("S1", name="改名"),)))

        assert recorded_district() == a_town()

    def test_moves_a_building_between_communities(self):
        import_town()
        moved = replace(a_town().buildings[0], community=RIVER)

        import_town(a_town(buildings=(moved,)))

        assert recorded_district().buildings == (moved,)

    def test_streets_come_back_equal_and_stay_when_none_are_brought(self):
        streets = StreetNetwork(
            lon=np.array([120.84, 120.85]),
            lat=np.array([31.95, 31.95]),
            from_node=np.array([0], dtype=np.int32),
            to_node=np.array([1], dtype=np.int32),
            length_m=np.array([943.5]),
        )
        import_town(replace(a_town(), streets=streets))

        import_town()

        kept = recorded_district().streets
        assert kept is not None
        for name in ("lon", "lat", "from_node", "to_node", "length_m"):
            np.testing.assert_array_equal(getattr(kept, name), getattr(streets, name))

    def test_brings_the_rule_pack_where_the_district_has_none(self):
        import_town(replace(a_town(facilities=()), functions=(), rules=()))

        assert Function.objects.count() == len(a_town().functions)
        assert Rule.objects.get(code="complex_min_area_m2").value == 600

    def test_counts_up_the_district(self):
        import_town()
        before = District.objects.get().revision

        import_town()

        assert District.objects.get().revision > before

    def test_derives_the_kind_of_every_facility(self):
        import_town()

        assert dict(Facility.objects.values_list("ref", "kind")) == {
            "F1": FacilityKind.COMPLEX,
            "F2": FacilityKind.INTERSPERSED,
        }
        assert FacilityFunction.objects.count() == 4

    def test_centre_is_where_the_residents_of_the_community_live(self):
        buildings = (
            a_building("B1", lon=120.84, residents=300),
            a_building("B2", lon=120.88, residents=100),
        )

        import_town(a_town(buildings=buildings))

        assert Community.objects.get(code=BRIDGE).lon == pytest.approx(120.85)
        assert Community.objects.get(code=HARBOUR).lon is not None  # from its space and facility
        assert Community.objects.get(code=BRIDGE).cell["type"] == "Polygon"

    def test_a_community_without_any_place_has_no_position(self):
        import_town(a_town(buildings=(a_building("B1"),), spaces=(), facilities=()))

        lonely = Community.objects.get(code=RIVER)
        assert (lonely.lon, lonely.cell) == (None, None)

    def test_demo_projects_leave_with_the_demo_district(self):
        import_town(a_town(facilities=(a_facility("F1", is_demo=True),)))
        facility = Facility.objects.get()
        propose_project(
            project=NewProject(
                community=facility.community,
                name=facility.name,
                kind=FacilityKind.COMPLEX,
                planned_fen=0,
                facility=facility,
                stage=Stage.OPEN,
                is_demo=True,
            ),
            on=None,
            by="甲",
            now=MONDAY_9AM,
        )

        import_town(a_town(facilities=()))

        assert not Project.objects.exists()

    def test_marks_the_communities_of_a_demo_district(self):
        import_town(a_town(spaces=(a_space(is_demo=True),)))

        assert District.objects.get().is_demo
        assert Community.objects.filter(is_demo=True).count() == 3

    def test_holds_every_text_that_the_reader_of_files_lets_through(self):
        long = "长" * LONGEST_TEXT
        space = a_space(long, name=long, community=BRIDGE, present_use=long)
        town = a_town(
            name=long,
            communities=(a_community(name=long, subdistrict=long),),
            buildings=(a_building(long),),
            spaces=(replace(space, tenure=long, condition=long),),
            facilities=(replace(a_facility(long, name=long), operator=long),),
        )
        rule = replace(town.rules[0], code=long, name=Text(long, long), unit=long)
        function = replace(town.functions[0], code=long, name=Text(long, long))
        town = replace(
            town,
            rules=(*town.rules, rule),
            functions=(*town.functions, function),
            options=PlanOptions(budget_fen=0),
        )

        import_town(town)

        assert recorded_district() == town


class TestDistrictForPlanning:
    def test_says_that_nothing_was_imported(self):
        with pytest.raises(NothingImported):
            district_for_planning()

    def test_leaves_out_spaces_that_projects_have_taken(self):
        import_town()
        a_project(IdleSpace.objects.get(ref="S1"), stage=Stage.TRIAL)
        a_project(IdleSpace.objects.get(ref="S2"), stage=Stage.PROPOSED)

        left = district_for_planning()

        assert [space.id for space in left.spaces] == ["S3"]
        assert len(recorded_district().spaces) == 3

    def test_asks_the_same_number_of_questions_for_any_district(self, django_assert_num_queries):
        import_town()

        with django_assert_num_queries(12):
            district_for_planning()


def a_project(space, *, stage=Stage.PROPOSED):
    return propose_project(
        project=NewProject(
            community=space.community,
            space=space,
            name=space.name,
            kind=FacilityKind.INTERSPERSED,
            planned_fen=0,
            stage=stage,
        ),
        on=MONDAY_9AM.date(),
        by="甲",
        now=MONDAY_9AM,
    )
