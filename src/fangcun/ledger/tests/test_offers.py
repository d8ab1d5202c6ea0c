"""Offers through their days: opened, changed, decided, called off, closed; who is told."""

from datetime import timedelta

import pytest

from fangcun.core.accounts.actions import the_house
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.entitlements.tests.cast import a_benefit
from fangcun.core.notices.models import Notice
from fangcun.core.people.actions.groups import join_group, leave_group
from fangcun.core.people.models import Group
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.ledger.actions import (
    BelowTaken,
    NothingToAccept,
    NotYet,
    SayWhy,
    TimeIsUp,
    TooEarly,
    TooLate,
    WrongTimes,
    accept_place,
    call_off,
    cancel,
    change_offer,
    change_units,
    close_over,
    decide_due,
    decide_offer,
    end_interest,
    lapse_overdue,
    mark_no_show,
    note_interest,
    release_unclaimed,
)
from fangcun.ledger.models import Commitment, UnmetNeed
from fangcun.ledger.queries import place_in_line
from fangcun.ledger.states import CommitmentState, OfferState, WhyNot
from fangcun.ledger.tests.cast import MONDAY, a_booking, an_offer

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


def told(resident):
    return list(Notice.objects.filter(resident=resident).values_list("words", flat=True))


def changed(offer, **changes):
    offer.refresh_from_db()
    return change_offer(
        offer=offer, revision=offer.revision, changes=changes, by=a_person(), now=MONDAY_9AM
    )


class TestChangeOffer:
    def test_takes_nobody_his_place_by_a_number(self):
        offer = an_offer(capacity=3)
        a_booking(offer, units=2)

        with pytest.raises(BelowTaken, match="已订出2"):
            changed(offer, capacity=1)

    def test_more_places_go_to_those_who_wait(self):
        offer = an_offer(capacity=1, has_waiting_list=True)
        a_booking(offer)
        first, second = (a_booking(offer, may_wait=True) for _ in range(2))
        assert [place_in_line(one) for one in (first, second)] == [1, 2]

        changed(offer, capacity=2)

        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.state, second.state) == (CommitmentState.OPEN, CommitmentState.WAITING)
        assert "有位置了" in told(first.resident)[0]
        assert (place_in_line(first), place_in_line(second)) == (0, 1)

    def test_another_day_is_told_and_written_into_every_promise(self):
        offer = an_offer()
        booked = a_booking(offer)

        changed(offer, starts_at=offer.starts_at + A_DAY, ends_at=offer.ends_at + A_DAY)

        booked.refresh_from_db()
        assert booked.due_on == MONDAY + 4 * A_DAY
        assert told(booked.resident) == [
            f"您预订的“书法班”有变动，现在是02-13 09:00 {offer.community}。"
        ]

    def test_times_follow_one_another(self):
        with pytest.raises(WrongTimes):
            changed(an_offer(), ends_at=MONDAY_9AM)


class TestMinimum:
    def an_offer(self, least):
        return an_offer(least_units=least, decide_at=MONDAY_9AM + A_DAY)

    def test_is_decided_when_its_hour_has_come_and_not_before(self):
        with pytest.raises(TooEarly):
            decide_offer(offer=self.an_offer(1), by=a_person(), now=MONDAY_9AM)

    def test_reached_it_takes_place_and_they_are_told_once(self):
        offer = self.an_offer(1)
        booked = a_booking(offer)

        for _ in range(2):
            decide_due(by=the_house(), now=MONDAY_9AM + A_DAY)

        offer.refresh_from_db()
        assert (offer.state, offer.decided_at) == (OfferState.OPEN, MONDAY_9AM + A_DAY)
        assert ["照常进行" in words for words in told(booked.resident)] == [True]

    def test_missed_it_is_called_off_and_every_promise_ends_in_an_unmet_need(self):
        offer = self.an_offer(3)
        booked = a_booking(offer)

        decide_due(by=the_house(), now=MONDAY_9AM + A_DAY)

        offer.refresh_from_db()
        booked.refresh_from_db()
        assert (offer.state, offer.taken) == (OfferState.CALLED_OFF, 0)
        assert (booked.state, booked.unmet_need.why) == (CommitmentState.GIVEN_UP, WhyNot.TOO_FEW)
        assert str(booked.settled_by) == "系统"
        assert "取消了：报名1，不足3" in told(booked.resident)[0]


class TestCallOff:
    def test_costs_the_same_for_many_as_for_few(self, django_assert_max_num_queries):
        offer = an_offer(capacity=30, has_waiting_list=True, most_per_person=1)
        for _ in range(25):
            a_booking(offer, may_wait=True)

        with django_assert_max_num_queries(22):
            call_off(offer=offer, why="停电", by=a_person(), now=MONDAY_9AM)

        assert UnmetNeed.objects.count() == Notice.objects.count() == 25


class TestHeldPlaces:
    def a_held_place(self, accept_minutes=30):
        offer = an_offer(capacity=1, has_waiting_list=True, accept_minutes=accept_minutes)
        seated = a_booking(offer)
        waiting = [a_booking(offer, may_wait=True) for _ in range(2)]
        cancel(commitment=seated, note="", by=a_person(), now=MONDAY_9AM)
        for one in waiting:
            one.refresh_from_db()
        return waiting

    def test_wait_for_a_yes_that_may_be_said_twice(self):
        held, _next = self.a_held_place()
        assert held.accept_by == MONDAY_9AM + timedelta(minutes=30)

        for _ in range(2):
            accept_place(commitment=held, by=a_person(), now=MONDAY_9AM)

        held.refresh_from_db()
        assert (held.state, held.accept_by) == (CommitmentState.OPEN, None)

    def test_go_to_the_next_in_line_if_nobody_says_yes(self):
        held, following = self.a_held_place()
        later = MONDAY_9AM + timedelta(minutes=31)

        with pytest.raises(TimeIsUp):
            accept_place(commitment=held, by=a_person(), now=later)
        lapse_overdue(now=later, by=the_house())

        held.refresh_from_db()
        following.refresh_from_db()
        assert (held.state, held.unmet_need.why) == (CommitmentState.LAPSED, WhyNot.NOT_REACHED)
        assert following.state == CommitmentState.HELD

    def test_are_held_for_nobody_who_waits(self):
        _held, following = self.a_held_place()

        with pytest.raises(NothingToAccept):
            accept_place(commitment=following, by=a_person(), now=MONDAY_9AM)


class TestDeadline:
    def test_residents_change_their_minds_until_it_and_the_desk_later_with_a_reason(self):
        offer = an_offer()
        booked, late = a_booking(offer), offer.cancel_until + timedelta(minutes=1)
        himself = a_person()
        himself.is_resident = True

        with pytest.raises(TooLate):
            cancel(commitment=booked, note="", by=himself, now=late)
        with pytest.raises(SayWhy):
            change_units(commitment=booked, units=2, by=a_person(), now=late)
        change_units(commitment=booked, units=2, by=a_person(), now=late, note="来电要求")
        cancel(commitment=booked, note="生病", by=a_person(), now=late)

        assert booked.settled_why == "生病"

    def test_whoever_waits_leaves_the_line_whenever_he_likes(self):
        offer = an_offer(capacity=0, has_waiting_list=True)
        waits = a_booking(offer, may_wait=True)
        himself = a_person()
        himself.is_resident = True

        cancel(commitment=waits, note="", by=himself, now=offer.cancel_until + A_DAY)

        assert waits.state == CommitmentState.CANCELLED


class TestNoShows:
    def test_are_known_once_it_has_begun_and_free_the_place(self):
        offer = an_offer(capacity=1)
        booked, by = a_booking(offer), a_person(display_name="王老师")

        with pytest.raises(NotYet):
            mark_no_show(commitment=booked, by=by, now=MONDAY_9AM)
        unmet = mark_no_show(commitment=booked, by=by, now=offer.starts_at)

        offer.refresh_from_db()
        booked.refresh_from_db()
        assert (booked.state, unmet.why) == (CommitmentState.NO_SHOW, WhyNot.NO_SHOW)
        assert (booked.settled_by, offer.taken) == (by, 0)

    def test_all_at_once_leave_room_for_those_who_walk_in(self):
        offer = an_offer(capacity=2, most_per_person=1)
        absent = [a_booking(offer) for _ in range(2)]

        release_unclaimed(offer=offer, by=a_person(), now=offer.starts_at)
        walked_in = a_booking(
            offer, resident=absent[0].resident, at_counter=True, now=offer.starts_at
        )

        offer.refresh_from_db()
        assert walked_in.state == CommitmentState.OPEN
        assert offer.taken == 1


class TestCloseOver:
    def test_whoever_still_waits_has_waited_in_vain(self):
        offer = an_offer(capacity=0, has_waiting_list=True)
        waits = a_booking(offer, may_wait=True)

        close_over(by=the_house(), now=offer.ends_at + timedelta(minutes=1))

        offer.refresh_from_db()
        waits.refresh_from_db()
        assert offer.state == OfferState.OVER
        assert (waits.state, waits.unmet_need.why) == (CommitmentState.LAPSED, WhyNot.FULL)


class TestInterests:
    def test_sleep_until_there_is_an_offer_for_them(self):
        service, by = a_service("二胡班"), a_person()
        old, young = (a_resident(birth_year=year) for year in (1940, 1990))
        for one in (old, young):
            note_interest(resident=one, service=service, words="", by=by, now=MONDAY_9AM)

        offer = an_offer(service=service, least_age=60)

        assert ["开始预订了" in words for words in told(old)] == [True]
        assert told(young) == []
        assert old.interests.get().woken_by == offer
        assert young.interests.get().woken_by is None

    def test_are_noted_once_and_end_when_it_is_booked(self):
        service, resident, by = a_service(), a_resident(), a_person()
        noted = [
            note_interest(resident=resident, service=service, words="想学", by=by, now=MONDAY_9AM)
            for _ in range(2)
        ]

        a_booking(an_offer(service=service), resident=resident)

        assert noted[0] == noted[1]
        assert resident.interests.get().ended_at == MONDAY_9AM

    def test_end_if_he_does_not_want_it_any_more(self):
        noted = note_interest(
            resident=a_resident(), service=a_service(), words="", by=a_person(), now=MONDAY_9AM
        )

        ended = end_interest(interest=noted, why="搬家", by=a_person("desk"), now=MONDAY_9AM)

        assert ended.ended_why == "搬家（desk登记）"

    def test_sleep_again_when_the_offer_is_called_off(self):
        resident, service = a_resident(), a_service()
        note_interest(resident=resident, service=service, words="", by=a_person(), now=MONDAY_9AM)

        call_off(offer=an_offer(service=service), why="停电", by=a_person(), now=MONDAY_9AM)

        assert resident.interests.get().woken_by is None


class TestAudience:
    def test_of_a_group_is_whoever_is_in_it_on_the_day(self):
        offer = an_offer()
        group = Group.objects.create(name="合唱队", community=offer.community)
        changed(offer, group=group)
        member = a_resident(community=offer.community)
        join_group(group=group, resident=member, today=MONDAY)

        booked = a_booking(offer, resident=member)
        leave_group(group=group, resident=member, today=MONDAY)

        assert isinstance(booked, Commitment)
        assert "合唱队" in a_booking(offer, resident=member).words

    def test_of_a_benefit_is_whoever_it_is_due_to(self):
        benefit = a_benefit({"age_at_least": 80})
        offer = an_offer(benefit=benefit.key)

        due = a_booking(offer, resident=a_resident(birth_year=1940))
        not_due = a_booking(offer, resident=a_resident(birth_year=1990))

        assert isinstance(due, Commitment)
        assert str(benefit) in not_due.words


class TestTheHouse:
    def test_signs_and_never_signs_in(self):
        assert the_house() == the_house()
        assert not the_house().is_active
        assert not the_house().has_usable_password()
