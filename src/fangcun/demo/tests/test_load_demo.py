"""The demo district fills an empty database once, and says that it is made up."""

import pytest
from django.core.management import call_command

from fangcun.core.accounts.models import User
from fangcun.core.catalog.actions import import_district
from fangcun.core.catalog.queries import recorded_district
from fangcun.core.catalog.tests.small_town import MONDAY_9AM, a_town
from fangcun.core.places.models import Community, District, Facility, IdleSpace, Project
from fangcun.core.places.states import FacilityKind, Stage
from fangcun.oversight.planning.models import Run
from fangcun.oversight.planning.states import RunState
from fangcun_planner.demo import demo_district


@pytest.mark.django_db
class TestLoadDemo:
    def test_fills_an_empty_database_with_the_demo_district(self):
        call_command("load_demo")

        assert recorded_district() == demo_district()
        assert District.objects.get().is_demo
        assert not Community.objects.filter(is_demo=False).exists()
        assert not IdleSpace.objects.filter(is_demo=False).exists()
        assert Facility.objects.filter(kind=FacilityKind.COMPLEX).count() == 8
        assert Facility.objects.filter(kind=FacilityKind.INTERSPERSED).count() == 12
        assert Project.objects.filter(stage=Stage.OPEN).count() == 20

    def test_marks_as_made_up_every_project_but_those_of_real_facilities(self):
        call_command("load_demo")

        real = [project.name for project in Project.objects.all() if not project.is_made_up]

        assert len(real) == 3

    def test_asks_a_first_question_of_the_planner(self):
        call_command("load_demo")

        run = Run.objects.get()
        assert run.state == RunState.QUEUED
        assert run.scenario.budget_fen == demo_district().options.budget_fen
        assert str(run.asked_by) == "演示规划员"

    def test_asks_nothing_in_the_name_of_a_stranger(self):
        User.objects.create_user(username="somebody")

        call_command("load_demo")

        assert not Run.objects.exists()
        assert Project.objects.count() == 20

    def test_twice_changes_nothing(self):
        call_command("load_demo")
        before = District.objects.get().revision

        call_command("load_demo")

        assert District.objects.get().revision == before
        assert Project.objects.count() == 20
        assert Run.objects.count() == 1

    def test_leaves_a_district_alone_that_is_there(self):
        import_district(district=a_town(), by="甲", now=MONDAY_9AM)

        call_command("load_demo")

        assert recorded_district() == a_town()

    def test_gives_way_to_a_real_district(self):
        call_command("load_demo")

        import_district(district=a_town(), by="甲", now=MONDAY_9AM)

        assert recorded_district() == a_town()
        assert not District.objects.get().is_demo
        assert not Project.objects.exists()
