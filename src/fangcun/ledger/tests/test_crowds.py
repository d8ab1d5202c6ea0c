"""Many people at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Semaphore
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Sum

from fangcun.base.errors import Refusal
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.people.models import Household, Resident
from fangcun.core.people.tests.cast import an_address
from fangcun.ledger.actions import (
    Delivered,
    Refused,
    Wish,
    accept_place,
    cancel,
    change_units,
    keep,
    lapse_overdue,
    release_unclaimed,
    reserve,
)
from fangcun.ledger.models import Claim, Commitment, Offer, UnmetNeed
from fangcun.ledger.states import HOLDS_A_PLACE, CommitmentState, WhyNot
from fangcun.ledger.tests.cast import MONDAY_9AM, a_booking, an_offer

pytestmark = pytest.mark.django_db(transaction=True)

CONNECTIONS = Semaphore(40)  # the test server has not one for each of 200
LATER = MONDAY_9AM + timedelta(hours=1)


class TestCrowds:
    def test_of_200_who_want_the_last_3_three_get_one(self):
        offer = an_offer(capacity=23, most_per_household=1)
        for number in range(20):
            a_booking(offer, resident=_people(offer, 1, room=f"早{number}")[0])
        people, by = _people(offer, 200), a_person()

        answers = _at_once(*[_wish(offer, one, by) for one in people])

        offer.refresh_from_db()
        assert [type(one) for one in answers].count(Commitment) == 3
        assert {one.why for one in answers if isinstance(one, Refused)} == {WhyNot.FULL}
        assert (offer.taken, _promised(offer)) == (23, 23)
        assert UnmetNeed.objects.count() == 197
        assert Claim.objects.aggregate(units=Sum("units"))["units"] == 2 * 23

    def test_the_last_seat_and_a_line_of_five(self):
        offer = an_offer(capacity=1, has_waiting_list=True)
        people, by = _people(offer, 6), a_person()

        answers = _at_once(*[_wish(offer, one, by, may_wait=True) for one in people])

        states = sorted(one.state for one in answers)
        assert states == [CommitmentState.OPEN, *[CommitmentState.WAITING] * 5]
        line = sorted(
            (one for one in answers if one.state == CommitmentState.WAITING), key=lambda one: one.pk
        )
        seated = next(one for one in answers if one.state == CommitmentState.OPEN)
        for following in line:
            cancel(commitment=seated, note="", by=by, now=LATER)
            following.refresh_from_db()
            assert following.state == CommitmentState.OPEN
            seated = following

    def test_a_household_asks_by_two_ways_at_once(self):
        offer = an_offer(capacity=10, most_per_household=1)
        home = Household.objects.create(address=an_address(offer.community))
        mother, son = _people(offer, 2, household=home)
        desk, own = a_person(), a_person()

        answers = _at_once(_wish(offer, mother, desk), _wish(offer, son, own))

        assert [type(one) for one in answers].count(Commitment) == 1
        assert [one.why for one in answers if isinstance(one, Refused)] == [WhyNot.OVER_CAP]
        assert _promised(offer) == 1

    def test_one_question_sent_twice_at_once_has_one_answer(self):
        offer = an_offer(capacity=1, most_per_person=1)
        (one,), by = _people(offer, 1), a_person()
        wish = Wish(offer=offer, resident=one, written_key=uuid4())

        answers = _at_once(*[lambda: reserve(wish=wish, by=by, now=MONDAY_9AM)] * 4)

        assert len({one.pk for one in answers}) == 1
        assert UnmetNeed.objects.count() == 0

    def test_one_refused_question_sent_twice_at_once_is_written_once(self):
        offer = an_offer(capacity=0)
        (one,), by = _people(offer, 1), a_person()
        wish = Wish(offer=offer, resident=one, written_key=uuid4())

        answers = _at_once(*[lambda: reserve(wish=wish, by=by, now=MONDAY_9AM)] * 4)

        assert len({one.unmet.pk for one in answers}) == UnmetNeed.objects.count() == 1

    def test_whoever_leaves_comes_moves_up_or_changes_nobody_waits_for_ever(self):
        by = a_person()
        for number in range(12):
            offer = an_offer(
                capacity=4,
                has_waiting_list=True,
                most_per_person=3,
                accept_minutes=30 * (number % 2),
            )

            _all_at_work(offer, by)

            _adds_up(offer)

    def test_released_and_taken_home_at_once_it_is_one_of_the_two(self):
        offer = an_offer(capacity=6)
        by, now = a_person(), offer.starts_at + timedelta(minutes=30)
        placed = [a_booking(offer, resident=one) for one in _people(offer, 6)]

        _at_once(
            *[lambda one=one: _keep(one, by, now) for one in placed],
            lambda: release_unclaimed(offer=offer, by=by, now=now),
        )

        _adds_up(offer)
        assert not Commitment.objects.filter(state=CommitmentState.OPEN).exists()


def _all_at_work(offer, by):
    """Four have a place, two wait, two more come: everybody moves at the same moment."""
    people = _people(offer, 8)
    placed = [a_booking(offer, resident=one) for one in people[:4]]
    waiting = [a_booking(offer, resident=one, may_wait=True) for one in people[4:6]]
    return _at_once(
        lambda: cancel(commitment=placed[0], note="", by=by, now=LATER),
        lambda: cancel(commitment=placed[0], note="", by=by, now=LATER),
        lambda: _keep(placed[1], by),
        lambda: cancel(commitment=placed[1], note="", by=by, now=LATER),
        lambda: change_units(commitment=placed[2], units=2, by=by, now=LATER),
        lambda: change_units(commitment=placed[2], units=1, by=by, now=LATER),
        lambda: accept_place(commitment=waiting[0], by=by, now=LATER),
        lambda: cancel(commitment=waiting[1], note="", by=by, now=LATER),
        lambda: lapse_overdue(now=LATER + timedelta(hours=1), by=by),
        _wish(offer, people[6], by, may_wait=True),
        _wish(offer, people[7], by, may_wait=True, units=2),
    )


def _people(offer, how_many, *, room="", household=None):
    """Residents, each of a household of their own unless one is given."""
    address = an_address(offer.community, room=room)
    homes = [household] * how_many
    if household is None:
        homes = [Household.objects.create(address=address) for _ in range(how_many)]
    return [
        Resident.objects.create(
            name="陈桂英", community=offer.community, household=home, registered_at=MONDAY_9AM
        )
        for home in homes
    ]


def _wish(offer, resident, by, **more):
    wish = Wish(offer=offer, resident=resident, **more)
    return lambda: reserve(wish=wish, by=by, now=MONDAY_9AM)


def _keep(promise, by, now=LATER):
    delivered = Delivered.as_promised(promise, served_on=now.date())
    return keep(commitment=promise, delivered=delivered, by=by, now=now)


def _promised(offer):
    rows = Commitment.objects.filter(offer=offer, state__in=HOLDS_A_PLACE)
    return rows.aggregate(units=Sum("units"))["units"] or 0


def _adds_up(offer):
    offer = Offer.objects.get(pk=offer.pk)
    assert offer.taken == _promised(offer) <= offer.capacity
    claimed = Claim.objects.filter(offer=offer, whose__startswith="resident:")
    waiting = Commitment.objects.filter(offer=offer, state=CommitmentState.WAITING)
    in_line = waiting.aggregate(units=Sum("units"))["units"] or 0
    if offer.has_caps:
        assert claimed.aggregate(units=Sum("units"))["units"] == offer.taken + in_line
    assert all(one.units > offer.left for one in waiting)


def _at_once(*acts):
    """All at once; what each of them was answered, a refusal among them."""
    start = Barrier(min(len(acts), CONNECTIONS._value))

    def one(number, act):
        with CONNECTIONS:
            try:
                if number < start.parties:
                    start.wait()
                return act()
            except Refusal as refusal:
                return refusal
            finally:
                connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, range(len(acts)), acts))
