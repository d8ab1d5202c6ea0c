"""Whatever people do with an offer, in whatever order: what it promises holds."""

from contextlib import suppress
from datetime import timedelta
from itertools import cycle

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from fangcun.base.errors import Refusal
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.people.models import Household
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident, an_address
from fangcun.core.places.tests.cast import a_community
from fangcun.ledger import actions
from fangcun.ledger.actions import Delivered, Refused, Wish
from fangcun.ledger.models import Claim, Commitment, Offer, UnmetNeed
from fangcun.ledger.states import (
    HOLDS_A_PLACE,
    SETTLED,
    STANDING,
    CommitmentState,
    OfferState,
    WhyNot,
)
from fangcun.ledger.tests.cast import an_offer

A_PERSON_MAY, A_HOUSEHOLD_MAY = 4, 6
which = st.integers(0, 30)
few = st.integers(1, 4)


class Crowd(RuleBasedStateMachine):
    """One offer, six people of three households, two ways of booking, a clock."""

    def __init__(self) -> None:
        super().__init__()
        self.now = MONDAY_9AM
        self.refusals = 0
        self.line: list[Commitment] = []

    @initialize(capacity=st.integers(1, 6), accept_minutes=st.sampled_from([0, 30]))
    def open_to_a_crowd(self, capacity: int, accept_minutes: int) -> None:
        community = a_community()
        homes = [
            Household.objects.create(address=an_address(community, room=f"{number}"))
            for number in range(2)
        ]
        self.people = [
            a_resident(community=community, household=home) for home in [*homes, *homes, None, None]
        ]
        self.clerks = cycle([a_person(), a_person()])
        self.offer = an_offer(
            community=community,
            capacity=capacity,
            accept_minutes=accept_minutes,
            has_waiting_list=True,
            most_per_person=A_PERSON_MAY,
            most_per_household=A_HOUSEHOLD_MAY,
        )
        for who in range(len(self.people)):
            self.ask(who, units=1 + who % 2, may_wait=True, at_counter=False)

    @rule(who=which, units=few, may_wait=st.booleans(), at_counter=st.booleans())
    def ask(self, who: int, units: int, may_wait: bool, at_counter: bool) -> None:
        wish = Wish(
            offer=self.offer,
            resident=self.people[who % len(self.people)],
            units=units,
            may_wait=may_wait,
            at_counter=at_counter,
        )
        self._answered(actions.reserve(wish=wish, by=next(self.clerks), now=self.now))

    @rule(which=which, units=few)
    def change(self, which: int, units: int) -> None:
        answer = self._do(actions.change_units, which, units=units, note="本人要求")
        self._answered(answer)

    @rule(which=which)
    def accept(self, which: int) -> None:
        self._do(actions.accept_place, which)

    @rule(which=which)
    def cancel(self, which: int) -> None:
        self._do(actions.cancel, which, note="不来了")

    @rule(which=which)
    def give_up(self, which: int) -> None:
        self._do(actions.give_up, which, why=WhyNot.NO_STAFF, note="")

    @rule(which=which)
    def keep(self, which: int) -> None:
        if (one := self._pick(which)) is not None:
            delivered = Delivered.as_promised(one, served_on=self.now.date())
            self._do(actions.keep, which, delivered=delivered)

    @rule(which=which)
    def nobody_comes(self, which: int) -> None:
        self._do(actions.mark_no_show, which)

    @rule()
    def release(self) -> None:
        self._with_offer(actions.release_unclaimed)

    @rule(capacity=st.sampled_from([1, 2, 3, 4, 5, 6, 8, None]))
    def change_capacity(self, capacity: int | None) -> None:
        revision = Offer.objects.get(pk=self.offer.pk).revision
        self._with_offer(actions.change_offer, revision=revision, changes={"capacity": capacity})

    @rule(is_stopped=st.booleans())
    def stop_or_reopen(self, is_stopped: bool) -> None:
        self._with_offer(actions.stop_offer if is_stopped else actions.reopen_offer)

    @rule(is_called_off=st.booleans())
    def end(self, is_called_off: bool) -> None:
        if is_called_off and self.now > self.offer.starts_at:
            self._with_offer(actions.call_off, why="停电")
        else:
            self._with_offer(actions.close_offer)

    @rule(minutes=st.sampled_from([5, 20, 40, 12 * 60]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        actions.lapse_overdue(now=self.now, by=next(self.clerks))

    @invariant()
    def what_is_taken_is_what_is_promised_and_never_more_than_there_is(self) -> None:
        offer = Offer.objects.get(pk=self.offer.pk)
        assert offer.taken == self._units(state__in=HOLDS_A_PLACE)
        assert offer.capacity is None or offer.taken <= offer.capacity

    @invariant()
    def claims_are_what_people_hold_or_wait_for(self) -> None:
        claims = Claim.objects.filter(offer=self.offer, units__gt=0)
        claimed = claims.values_list("whose", "units")
        for whose, units in claimed:
            kind, key = whose.split(":")
            most = A_HOUSEHOLD_MAY if kind == "household" else A_PERSON_MAY
            assert units == self._units(
                **{kind: key}, state__in=HOLDS_A_PLACE | {CommitmentState.WAITING}
            )
            assert units <= most
        people = {one.resident_id for one in self._rows(state__in=STANDING)}
        assert {f"resident:{key}" for key in people} <= {whose for whose, _units in claimed}

    @invariant()
    def every_end_has_its_row_and_every_no_its_unmet_need(self) -> None:
        for one in self._rows(state__in=SETTLED):
            is_kept = one.state == CommitmentState.KEPT
            assert (one.record_id is not None, one.unmet_need_id is not None) == (
                is_kept,
                not is_kept,
            )
        unmet = self._rows(unmet_need__isnull=False).count()
        assert UnmetNeed.objects.count() == unmet + self.refusals

    @invariant()
    def nobody_is_overtaken_by_somebody_who_wants_as_much(self) -> None:
        now_there = {one.pk: one for one in self._rows()}
        moved = [
            one
            for one in self.line
            if now_there[one.pk].state in {CommitmentState.HELD, CommitmentState.OPEN}
        ]
        for one in moved:
            for earlier in self.line[: self.line.index(one)]:
                still = now_there[earlier.pk]
                assert still.state != CommitmentState.WAITING or still.units > one.units
        self.line = list(self._rows(state=CommitmentState.WAITING).order_by("made_at", "pk"))

    @invariant()
    def nobody_waits_beside_a_place_that_he_could_have(self) -> None:
        offer = Offer.objects.get(pk=self.offer.pk)
        if offer.state == OfferState.OPEN and self.now < offer.ends_at:
            for one in self._rows(state=CommitmentState.WAITING):
                assert offer.left is not None
                assert one.units > offer.left

    def _answered(self, answer: Commitment | Refused | None) -> None:
        if isinstance(answer, Refused):
            self.refusals += 1

    def _rows(self, **which):
        offer = getattr(self, "offer", None)
        return Commitment.objects.filter(offer=offer, **which)

    def _units(self, **which) -> int:
        return self._rows(**which).aggregate(units=Sum("units"))["units"] or 0

    def _pick(self, which: int) -> Commitment | None:
        """Mostly one that is not settled yet."""
        rows = self._rows() if which > 25 else self._rows(state__in=STANDING)
        found = list(rows.order_by("pk"))
        return found[which % len(found)] if found else None

    def _do(self, action, which: int, **more):
        """Somebody does it; a refusal leaves everything as it was."""
        if (one := self._pick(which)) is not None:
            with suppress(Refusal):
                return action(commitment=one, by=next(self.clerks), now=self.now, **more)
        return None

    def _with_offer(self, action, **more) -> None:
        with suppress(Refusal):
            action(offer=self.offer, by=next(self.clerks), now=self.now, **more)


@pytest.mark.django_db
def test_whatever_people_do_what_an_offer_promises_holds():
    class Undone(Crowd):
        """Each story begins without an offer."""

        def __init__(self) -> None:
            self.atomic = transaction.atomic()
            self.atomic.__enter__()
            super().__init__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    run_state_machine_as_test(
        Undone,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
