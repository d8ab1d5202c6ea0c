"""Pages that everybody may read: what they say, and what they never say of a person."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.people.models import Group
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.models import Presence, RoomException, RoomHours
from fangcun.core.places.tests.cast import a_facility, a_room
from fangcun.doors.portal.tests.test_bookings import a_booking, an_offer
from fangcun.doors.portal.tests.test_portal import at_home
from fangcun.ledger.models import Commitment
from fangcun.ledger.states import CommitmentState

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 20
NAME, PHONE = "陈桂英", "13800001111"


@pytest.fixture
def grandmother():
    return a_resident(NAME, phone=PHONE)


def page_of(client, name, *args) -> str:
    answer = client.get(reverse(f"portal:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def a_busy_facility(rooms: int):
    """Rooms with hours, visitors, a closure, and something to book in each."""
    facility, today = a_facility(), timezone.localdate()
    for _number in range(rooms):
        room = a_room(facility)
        RoomHours.objects.create(room=room, day_kind=0, opens=time(8), closes=time(17))
        Presence.objects.create(
            room=room, name="王医生", profession="全科医生", weekday=today.weekday(),
            starts_on=today, starts=time(9), ends=time(11),
        )  # fmt: skip
        RoomException.objects.create(
            room=room, starts_on=today, ends_on=today, why="检修", written_at=timezone.now()
        )
        an_offer(facility=facility, room=room)
    return facility


class TestFacility:
    def test_says_when_who_and_why_not(self, client):
        page = page_of(client, "facility", a_busy_facility(1).pk)

        assert "检修" in page
        assert "书法班" in page
        assert "<svg" in page

    def test_asks_the_same_number_of_questions_for_many_rooms(self, client):
        few, many = a_busy_facility(1), a_busy_facility(6)
        page_of(client, "facility", few.pk)
        with CaptureQueriesContext(connection) as asked:
            page_of(client, "facility", few.pk)

        with CaptureQueriesContext(connection) as asked_of_many:
            page_of(client, "facility", many.pk)

        assert len(asked_of_many) == len(asked) <= MOST_STATEMENTS

    def test_is_not_there_for_a_number_of_no_facility(self, client):
        assert client.get(reverse("portal:facility", args=[0])).status_code == 404

    def test_a_door_leads_to_it(self, client):
        facility = a_busy_facility(1)
        door = client.get(reverse("door", args=[facility.rooms.get().door_code])).content.decode()

        assert reverse("portal:facility", args=[facility.pk]) in door


class TestOffer:
    def test_counts_places_and_who_waits_and_names_nobody(self, client, grandmother):
        offer = an_offer(capacity=1)
        a_booking(grandmother, offer=offer)
        a_booking(a_resident("李秀兰"), CommitmentState.WAITING, offer=offer)

        page = page_of(client, "offer", offer.pk)

        assert "已满，可以候补" in page
        assert "1人在候补" in page
        assert NAME not in page
        assert "李秀兰" not in page

    def test_of_a_closed_group_is_shown_to_nobody(self, client):
        community = a_resident().community
        group = Group.objects.create(community=community, name="互助小组")

        offer = an_offer(group=group)

        assert client.get(reverse("portal:offer", args=[offer.pk])).status_code == 404

    def test_leads_a_stranger_to_the_sign_in_and_back(self, client):
        offer = an_offer()

        page = page_of(client, "offer", offer.pk)

        assert (
            f"{reverse('portal:sign_in')}?next={reverse('portal:offer', args=[offer.pk])}" in page
        )

    def test_is_booked_once_however_often_one_presses(self, grandmother):
        offer, home = an_offer(), at_home(grandmother)
        page = home.get(reverse("portal:offer", args=[offer.pk]))
        said = {"written_key": page.context["form"]["written_key"].value()}

        for _time in range(2):
            home.post(reverse("portal:book", args=[offer.pk]), said)

        assert Commitment.objects.get(offer=offer).resident == grandmother
        assert "您已经预约了" in home.get(page.request["PATH_INFO"]).content.decode()

    def test_that_is_full_puts_one_in_line(self, grandmother):
        offer, home = an_offer(capacity=1), at_home(grandmother)
        a_booking(a_resident("李秀兰"), offer=offer)
        page = home.get(reverse("portal:offer", args=[offer.pk]))
        key = page.context["form"]["written_key"].value()

        home.post(reverse("portal:book", args=[offer.pk]), {"written_key": key, "may_wait": "1"})

        assert Commitment.objects.get(resident=grandmother).state == CommitmentState.WAITING

    def test_of_a_trade_is_ordered_on_its_own_page(self, grandmother):
        offer, home = an_offer(source="canteen:sale_item:3"), at_home(grandmother)
        key = "11111111-1111-4111-8111-111111111111"

        home.post(reverse("portal:book", args=[offer.pk]), {"written_key": key})

        assert not Commitment.objects.exists()


class TestService:
    def test_says_where_it_can_be_had(self, client):
        facility, service = a_facility(name="南郊服务点"), a_service("书法班")
        an_offer(service=service, facility=facility)

        page = page_of(client, "service", service.code)

        assert "南郊服务点" in page
        assert "这项服务对每个人价格一样" in page

    def test_that_is_not_offered_any_more_is_not_there(self, client):
        service = a_service("书法班", is_offered=False)

        assert client.get(reverse("portal:service", args=[service.code])).status_code == 404


class TestNothingOfAPerson:
    """A resident, her address and telephone are on file; no page for everybody knows of her."""

    def test_is_on_any_page(self, client, grandmother):
        facility = a_busy_facility(1)
        offer = an_offer(facility=facility, opened_by=a_person())
        a_booking(grandmother, offer=offer)

        for name, args in (
            ("front", ()), ("near", ()), ("facility", (facility.pk,)), ("offer", (offer.pk,)),
            ("service", (offer.service.code,)),
        ):  # fmt: skip
            page = page_of(client, name, *args)
            assert NAME not in page, name
            assert PHONE not in page
