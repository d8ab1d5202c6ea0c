"""The demo fills an empty database once, and says that it is made up."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from fangcun.core.accounts.models import RoleAssignment, User
from fangcun.core.accounts.states import Role
from fangcun.core.catalog.actions import import_district
from fangcun.core.catalog.queries import recorded_district
from fangcun.core.catalog.tests.small_town import MONDAY_9AM, a_town
from fangcun.core.consent.models import CircleMember, ForgetRequest
from fangcun.core.operators.models import Contract
from fangcun.core.payments.models import Payment
from fangcun.core.payments.states import Method
from fangcun.core.people.models import ImportBatch, Resident
from fangcun.core.places.actions import StillInUse
from fangcun.core.places.models import Community, District, Facility, IdleSpace, Project, Room
from fangcun.core.places.states import FacilityKind, Stage
from fangcun.demo.district import load_demo_district
from fangcun.ledger.models import Commitment, Interest, ServiceRecord, UnmetNeed
from fangcun.ledger.states import CommitmentState
from fangcun.oversight.planning.models import Run
from fangcun.oversight.planning.states import RunState
from fangcun.services.canteen.models import (
    CallTask,
    Diet,
    Kitchen,
    MealOrder,
    MorningCheck,
    PackOrder,
    StandingPause,
    SubsidyDifference,
    TableBooking,
)
from fangcun.services.canteen.states import BookingState, OrderState
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.states import RequestState
from fangcun_planner.demo import demo_district

NEW_YEAR = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


@pytest.mark.django_db
class TestLoadDemo:
    def test_tells_some_weeks_of_a_district(self):
        call_command("load_demo")
        before = District.objects.get().revision
        call_command("load_demo")

        assert District.objects.get().revision == before
        _it_has_places_to_go_to()
        _it_has_people_of_every_job()
        _it_has_a_book_and_a_ledger()
        _it_has_asked_its_first_question()
        _its_residents_have_asked_about_their_data()
        _its_canteen_has_lived_through_a_month()
        _it_has_places_that_ran_out()
        with pytest.raises(StillInUse):
            import_district(district=a_town(), by="甲", now=MONDAY_9AM)

    def test_leaves_a_district_alone_that_is_there(self):
        import_district(district=a_town(), by="甲", now=MONDAY_9AM)

        call_command("load_demo")

        assert recorded_district() == a_town()
        assert not User.objects.exists()

    def test_does_nothing_where_somebody_has_an_account(self):
        User.objects.create_user(username="somebody")

        call_command("load_demo")

        assert not Community.objects.exists()


@pytest.mark.django_db
class TestDemoDistrict:
    def test_marks_as_made_up_every_project_but_those_of_real_facilities(self):
        load_demo_district(now=NEW_YEAR)

        real = [project.name for project in Project.objects.all() if not project.is_made_up]

        assert len(real) == 3

    def test_gives_way_to_a_real_district_while_nobody_lives_in_it(self):
        load_demo_district(now=NEW_YEAR)

        import_district(district=a_town(), by="甲", now=MONDAY_9AM)

        assert recorded_district() == a_town()
        assert not District.objects.get().is_demo
        assert not Project.objects.exists()


def _it_has_places_to_go_to() -> None:
    assert recorded_district() == demo_district()
    assert District.objects.get().is_demo
    assert not Community.objects.filter(is_demo=False).exists()
    assert not IdleSpace.objects.filter(is_demo=False).exists()
    assert Facility.objects.filter(kind=FacilityKind.COMPLEX).count() == 8
    assert Facility.objects.filter(kind=FacilityKind.INTERSPERSED).count() == 12
    assert Project.objects.filter(stage=Stage.OPEN).count() == 20
    assert set(Facility.objects.filter(rooms=None)) == set()
    assert Room.objects.filter(facility__is_demo=False).count() == 18
    assert Contract.objects.count() == 20


def _it_has_people_of_every_job() -> None:
    assert set(RoleAssignment.objects.values_list("role", flat=True)) == set(Role.values)
    assert Resident.objects.count() > 500
    assert not Resident.objects.filter(is_demo=False).exists()


def _it_has_a_book_and_a_ledger() -> None:
    states = set(ServiceRequest.objects.values_list("state", flat=True))
    assert {RequestState.RECEIVED, RequestState.DISPATCHED, RequestState.CLOSED} <= states
    assert not ServiceRequest.objects.filter(is_demo=False).exists()
    assert ServiceRecord.objects.count() > 500
    assert UnmetNeed.objects.exists()


def _it_has_asked_its_first_question() -> None:
    run = Run.objects.get()
    assert run.state == RunState.QUEUED
    assert run.scenario.budget_fen == demo_district().options.budget_fen
    assert str(run.asked_by) == "演示规划员"


def _its_residents_have_asked_about_their_data():
    elder = CircleMember.objects.get().resident
    assert Resident.objects.filter(name=elder.name, community=elder.community).count() > 1
    assert ForgetRequest.objects.filter(done_at=None, refused_at=None).exists()
    assert ImportBatch.objects.get().people == Resident.objects.exclude(imported_in=None).count()


def _its_canteen_has_lived_through_a_month() -> None:
    assert [kitchen.cooks for kitchen in Kitchen.objects.order_by("pk")] == [True, False, False]
    states = set(MealOrder.objects.values_list("state", flat=True))
    assert {OrderState.SERVED, OrderState.NOT_COLLECTED, OrderState.CANCELLED} <= states
    assert not MealOrder.objects.filter(is_demo=False).exists()
    assert StandingPause.objects.exists()
    assert CallTask.objects.filter(done_at=None).count() == 1
    assert not Payment.objects.filter(operator=None).exists()
    assert {one.method for one in Payment.objects.all()} == {Method.CASH, Method.CARD, Method.TAB}
    assert MorningCheck.objects.filter(is_fit=False).exists()
    assert SubsidyDifference.objects.exists()
    assert Diet.objects.exists()


def _it_has_places_that_ran_out() -> None:
    assert set(PackOrder.objects.values_list("state", flat=True)) >= {
        OrderState.ORDERED,
        OrderState.SERVED,
        OrderState.NOT_COLLECTED,
    }
    assert {BookingState.BOOKED, BookingState.CANCELLED} == set(
        TableBooking.objects.values_list("state", flat=True)
    )
    assert Commitment.objects.filter(state=CommitmentState.WAITING).exists()
    assert Interest.objects.filter(woken_by=None).exists()
    assert Interest.objects.exclude(woken_by=None).exists()
