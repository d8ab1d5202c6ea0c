"""Pages of what can be booked, for the desk and for those who serve."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.tests.cast import a_cook, a_person, a_steward, signed_in
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.operators.tests.cast import a_contract
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.tests.cast import a_community, a_facility
from fangcun.ledger.actions import cancel, note_interest, stop_offer
from fangcun.ledger.models import Commitment, Interest, Offer, UnmetNeed
from fangcun.ledger.states import CommitmentState, OfferState
from fangcun.ledger.tests.cast import a_booking, an_offer

pytestmark = pytest.mark.django_db


def page(client, name, *args, **query):
    return client.get(reverse(f"ledger:{name}", args=args), query).content.decode()


def post(client, name, *args, **data):
    return client.post(reverse(f"ledger:{name}", args=args), data)


def soon(**more):
    """An offer of the day after tomorrow, by the clock of the pages."""
    return an_offer(now=timezone.now(), starts_at=timezone.now() + timedelta(days=2), **more)


@pytest.fixture
def facility():
    return a_contract(facility=a_facility()).facility


@pytest.fixture
def desk(facility):
    return signed_in(a_steward(facility.community))


def filled(**more):
    """What an offer's form sends."""
    now = timezone.localtime()
    moments = {
        "starts_at": now + timedelta(days=3),
        "ends_at": now + timedelta(days=3, hours=2),
        "books_from": now,
        "books_until": now + timedelta(days=2),
        "cancel_until": now + timedelta(days=2),
    }
    written = {name: f"{moment:%Y-%m-%dT%H:%M}" for name, moment in moments.items()}
    return {**written, "price": "0", "capacity": "12", **more}


class TestOffers:
    def test_are_listed_by_the_number_of_questions_and_not_of_offers(
        self, facility, desk, django_assert_max_num_queries
    ):
        for number in range(12):
            soon(facility=facility, title=f"剪纸班{number}甲")

        with django_assert_max_num_queries(12):
            shown = page(desk, "offers")

        assert shown.count("剪纸班") == 12

    def test_are_opened_once_however_often_the_form_is_sent(self, facility, desk):
        given = filled(
            service=a_service().pk, facility=facility.pk, title="春联班", written_key=uuid4()
        )

        for _ in range(2):
            assert post(desk, "new_offer", **given).status_code == 302

        offer = Offer.objects.get()
        assert (offer.title, offer.capacity, offer.community) == (
            "春联班",
            12,
            facility.community,
        )
        assert offer.operator is not None

    def test_say_beside_the_form_what_makes_no_sense(self, facility, desk):
        given = filled(service=a_service().pk, facility=facility.pk, written_key=uuid4())

        answer = post(desk, "new_offer", **{**given, "ends_at": given["books_from"]})

        assert "结束时间不能早于开始时间" in answer.content.decode()
        assert not Offer.objects.exists()

    def test_are_changed_but_not_over_a_newer_version(self, facility, desk):
        offer = soon(facility=facility, capacity=3)
        given = filled(capacity="5", revision="1")

        assert post(desk, "edit_offer", offer.pk, **given).status_code == 302
        late = post(desk, "edit_offer", offer.pk, **{**given, "capacity": "9"})

        offer.refresh_from_db()
        assert offer.capacity == 5
        assert "别人已修改过这条记录" in late.content.decode()

    def test_are_stopped_opened_again_and_called_off(self, facility, desk):
        offer = soon(facility=facility)
        booked = a_booking(offer, now=timezone.now())

        post(desk, "stop_offer", offer.pk)
        post(desk, "reopen_offer", offer.pk)
        assert post(desk, "call_off", offer.pk, why="停电").status_code == 302

        offer.refresh_from_db()
        booked.refresh_from_db()
        assert (offer.state, offer.taken) == (OfferState.CALLED_OFF, 0)
        assert booked.state == CommitmentState.GIVEN_UP

    def test_name_those_who_booked_to_a_cook_of_the_facility_and_to_no_other(self, facility):
        offer = soon(facility=facility)
        guest = a_resident("欧阳春", community=offer.community)
        a_booking(offer, resident=guest, now=timezone.now())
        elsewhere = signed_in(a_cook(a_facility(a_community("乙社区"))))

        assert elsewhere.get(reverse("ledger:offer", args=[offer.pk])).status_code == 404
        assert "欧阳春" in page(signed_in(a_cook(facility)), "offer", offer.pk)


class TestBooking:
    def test_books_for_a_caller_and_puts_the_next_in_line(self, facility, desk):
        offer = soon(facility=facility, capacity=1, has_waiting_list=True)
        callers = [a_resident(community=facility.community) for _ in range(2)]

        for caller in callers:
            given = {"resident": caller.pk, "units": 1, "may_wait": "on", "written_key": uuid4()}
            assert post(desk, "book", offer.pk, **given).status_code == 302

        states = Commitment.objects.order_by("pk").values_list("state", flat=True)
        assert list(states) == [CommitmentState.OPEN, CommitmentState.WAITING]

    def test_a_no_is_kind_says_what_else_there_is_and_is_kept(self, facility, desk):
        service = a_service("太极班")
        full = soon(facility=facility, service=service, capacity=0)
        other = an_offer(
            facility=facility,
            service=service,
            now=timezone.now(),
            starts_at=timezone.now() + timedelta(days=4),
        )
        caller = a_resident(community=facility.community)

        answer = post(desk, "book", full.pk, resident=caller.pk, units=1, written_key=uuid4())

        shown = answer.content.decode()
        assert "名额已满" in shown
        assert reverse("ledger:book", args=[other.pk]) in shown
        assert UnmetNeed.objects.get().resident == caller

    def test_a_place_is_accepted_for_whoever_was_called(self, facility, desk):
        offer = soon(facility=facility, capacity=1, has_waiting_list=True, accept_minutes=60)
        seated = a_booking(offer, now=timezone.now())
        waits = a_booking(offer, may_wait=True, now=timezone.now())
        cancel(commitment=seated, note="", by=a_person(), now=timezone.now())

        assert "替他确认" in page(desk, "offer", offer.pk)
        post(desk, "accept", waits.pk)

        waits.refresh_from_db()
        assert waits.state == CommitmentState.OPEN

    def test_the_number_is_changed_and_a_no_stands_beside_it(self, facility, desk):
        offer = soon(facility=facility, capacity=2)
        booked = a_booking(offer, now=timezone.now())

        more = post(desk, "units", booked.pk, units=2, written_key=uuid4())
        too_many = post(desk, "units", booked.pk, units=3, written_key=uuid4())

        booked.refresh_from_db()
        assert (more.status_code, booked.units) == (302, 2)
        assert "名额不够" in too_many.content.decode()

    def test_nobody_is_absent_before_it_begins(self, facility, desk):
        booked = a_booking(soon(facility=facility), now=timezone.now())

        answer = desk.post(reverse("ledger:no_show", args=[booked.pk]), follow=True)

        booked.refresh_from_db()
        assert "还不能登记为未到" in answer.content.decode()
        assert booked.state == CommitmentState.OPEN

    def test_what_is_stopped_offers_no_booking(self, facility, desk):
        offer = stop_offer(offer=soon(facility=facility), by=a_person(), now=timezone.now())

        answer = post(desk, "book", offer.pk, promised_to="王先生", units=1, written_key=uuid4())

        assert "已停止预订" in answer.content.decode()


class TestInterests:
    def test_are_noted_listed_and_ended(self, facility, desk):
        caller, service = a_resident(community=facility.community), a_service("二胡班")

        post(desk, "note_interest", resident=caller.pk, service=service.pk, words="想学二胡")
        assert "想学二胡" in page(desk, "interests")
        post(desk, "end_interest", Interest.objects.get().pk, why="搬家")

        assert Interest.objects.get().ended_at is not None
        assert "想学二胡" not in page(desk, "interests")

    def test_of_another_community_are_not_seen(self, desk):
        stranger = a_resident(community=a_community("乙社区"))
        interest = note_interest(
            resident=stranger, service=a_service(), words="", by=a_person(), now=timezone.now()
        )

        assert desk.get(reverse("ledger:end_interest", args=[interest.pk])).status_code == 404
