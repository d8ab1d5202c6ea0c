"""Whatever people do, in whatever order: the promises of a request hold."""

from contextlib import suppress
from datetime import timedelta
from itertools import cycle

import pytest
from django.db import transaction
from django.utils import timezone
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
from fangcun.core.accounts.tests.cast import a_manager, a_steward
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import Delivered
from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.states import CommitmentState, WhyNot
from fangcun.services.desk import actions
from fangcun.services.desk.models import DutyPerson, ServiceRequest
from fangcun.services.desk.queries import awaiting_call_back
from fangcun.services.desk.states import Channel, ReferredTo, RequestState
from fangcun.services.desk.tests.cast import a_book, a_category, a_doer, a_line

MOST_REQUESTS = 6
which = st.integers(0, MOST_REQUESTS - 1)


class Desk(RuleBasedStateMachine):
    """One desk, two stewards, two operators, and a clock that only goes forward."""

    def __init__(self) -> None:
        super().__init__()
        self.now = MONDAY_9AM

    @initialize()
    def open_the_desk(self) -> None:
        self.book = a_book()
        community = self.book.community
        self.categories = cycle([a_category(), None, a_category("投诉", service=None)])
        self.stewards = cycle([a_steward(community), a_steward(community)])
        self.doers = cycle([a_doer(community), a_doer(community)])
        manager = a_manager(community)
        DutyPerson.objects.create(community=community, user=manager)
        self.service = a_category().service
        self.take(is_urgent=False)

    @rule(is_urgent=st.booleans())
    def take(self, is_urgent: bool) -> None:
        if ServiceRequest.objects.count() < MOST_REQUESTS:
            line = a_line(self.book, category=next(self.categories), is_urgent=is_urgent)
            actions.take_request(written=line, by=next(self.stewards), now=self.now)

    @rule(hours=st.integers(1, 200))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(which=which)
    def dispatch(self, which: int) -> None:
        self._do(
            actions.dispatch_request,
            which,
            operator=next(self.doers),
            service=self.service,
            due_on=self._today + timedelta(days=2),
        )

    @rule(which=which)
    def accept(self, which: int) -> None:
        self._do(actions.accept_request, which, service=self.service, due_on=self._today)

    @rule(which=which, to=st.sampled_from(["desk", "operator", "person"]))
    def pass_on(self, which: int, to: str) -> None:
        self._do(actions.pass_on, which, to=self._owner(to))

    @rule(which=which, to=st.sampled_from(["desk", "operator", "person"]))
    def decide(self, which: int, to: str) -> None:
        self._do(actions.decide_return, which, to=self._owner(to), words="裁定")

    @rule(which=which)
    def return_it(self, which: int) -> None:
        self._do(actions.return_request, which, reason="人手不够")

    @rule(which=which)
    def recall(self, which: int) -> None:
        self._do(actions.recall_request, which, words="换人")

    @rule(which=which)
    def wait(self, which: int) -> None:
        self._do(actions.wait_for_resident, which)

    @rule(which=which)
    def resume(self, which: int) -> None:
        self._do(actions.resume_request, which)

    @rule(which=which, was_reached=st.booleans())
    def contact(self, which: int, was_reached: bool) -> None:
        self._do(
            actions.note_contact,
            which,
            is_read=False,
            channel=Channel.PHONE,
            was_reached=was_reached,
        )

    @rule(which=which)
    def promise(self, which: int) -> None:
        self._do(
            actions.promise,
            which,
            is_read=False,
            words="后天来",
            promised_by=next(self.stewards),
            due_on=self._today + timedelta(days=2),
        )

    @rule(which=which)
    def finish(self, which: int) -> None:
        self._do(actions.finish_request, which, served_on=self._today, service=self.service)

    @rule(which=which, why=st.sampled_from([WhyNot.NO_STAFF, WhyNot.RESIDENT_DECLINED]))
    def give_up(self, which: int, why: WhyNot) -> None:
        self._do(actions.give_up_request, which, why=why)

    @rule(which=which)
    def cancel(self, which: int) -> None:
        self._do(actions.cancel_request, which)

    @rule(which=which)
    def refer(self, which: int) -> None:
        self._do(actions.refer_out, which, to=ReferredTo.OTHER, words="别处")

    @rule(which=which, is_kept=st.booleans())
    def the_doer_settles(self, which: int, is_kept: bool) -> None:
        promised = list(Commitment.objects.filter(state=CommitmentState.OPEN).order_by("pk"))
        if not promised:
            return
        one, by = promised[which % len(promised)], next(self.stewards)
        if is_kept:
            given = Delivered.as_promised(one, served_on=self._today)
            ledger.keep(commitment=one, delivered=given, by=by, now=self.now)
        else:
            ledger.give_up(commitment=one, why=WhyNot.NO_STAFF, note="", by=by, now=self.now)

    @rule(which=which, is_solved=st.booleans(), score=st.sampled_from([None, 1, 3, 5]))
    def call_back(self, which: int, is_solved: bool, score: int | None) -> None:
        self._do(actions.call_back, which, reached=True, is_solved=is_solved, score=score)

    @rule(which=which)
    def close_unmet(self, which: int) -> None:
        self._do(actions.close_unmet, which, words="已说明")

    @rule(which=which)
    def reopen(self, which: int) -> None:
        self._do(actions.reopen_request, which, words="又来问")

    @rule(which=which)
    def split(self, which: int) -> None:
        parts = [a_line(self.book), a_line(self.book)]
        self._do(actions.split_request, which, parts=parts)

    @rule(which=which, other=which)
    def merge(self, which: int, other: int) -> None:
        self._do(actions.merge_requests, which, into=self._pick(other))

    @invariant()
    def exactly_one_owns_it(self) -> None:
        for one in ServiceRequest.objects.all():
            owners = [one.owner_desk_id, one.owner_operator_id, one.owner_person_id]
            assert sum(owner is not None for owner in owners) == 1

    @invariant()
    def the_clock_stands_only_while_waiting(self) -> None:
        for one in ServiceRequest.objects.all():
            assert (one.state == RequestState.WAITING) == (one.waiting_since is not None)
            assert one.due_at >= one.opened_at >= one.received_at

    @invariant()
    def nothing_ends_without_a_row_in_the_ledger(self) -> None:
        ended = (RequestState.DONE, RequestState.CLOSED, RequestState.CANCELLED)
        for one in ServiceRequest.objects.filter(state__in=ended, children=None):
            source = f"desk:{one.pk}"
            rows = [
                table.objects.filter(
                    source=source, recorded_at__gte=one.opened_at, reverses=None, reversal=None
                ).count()
                for table in (ServiceRecord, UnmetNeed)
            ]
            assert sum(rows) >= 1, (one.state, source)

    @invariant()
    def what_was_promised_is_in_somebodys_hands(self) -> None:
        """No open promise belongs to a request that has ended."""
        open_ = Commitment.objects.filter(state=CommitmentState.OPEN)
        for promised in open_.select_related("asked_by__request"):
            assert promised.asked_by.request.state in {
                RequestState.RECEIVED,
                RequestState.DISPATCHED,
                RequestState.WAITING,
            }

    @invariant()
    def a_dispatched_request_has_a_promise(self) -> None:
        for one in ServiceRequest.objects.filter(state=RequestState.DISPATCHED):
            assert Commitment.objects.filter(asked_by__request=one).exists()

    @invariant()
    def every_version_is_kept(self) -> None:
        for one in ServiceRequest.objects.all():
            assert one.history.count() == one.revision

    @invariant()
    def a_whole_waits_for_its_parts_and_no_longer(self) -> None:
        for one in ServiceRequest.objects.filter(state=RequestState.SPLIT):
            open_ = one.children.exclude(
                state__in=[RequestState.CLOSED, RequestState.CANCELLED, RequestState.MERGED]
            )
            assert open_.exists()

    @invariant()
    def what_is_done_waits_for_a_call_back(self) -> None:
        waiting = awaiting_call_back(ServiceRequest.objects.all())
        assert {one.pk for one in ServiceRequest.objects.filter(state=RequestState.DONE)} <= {
            one.pk for one in waiting
        }

    @property
    def _today(self):
        return timezone.localdate(self.now)

    def _pick(self, which: int) -> ServiceRequest:
        rows = ServiceRequest.objects.select_related("book", "community", "category", "service")
        found = list(rows.order_by("pk"))
        return found[which % len(found)]

    def _owner(self, to: str):
        if to == "desk":
            return self.book.community
        return next(self.doers) if to == "operator" else next(self.stewards)

    def _do(self, action, which: int, *, is_read: bool = True, **more) -> None:
        """Somebody does it; a refusal leaves everything as it was."""
        request = self._pick(which)
        revision = {"revision": request.revision} if is_read else {}
        with suppress(Refusal):
            action(request=request, **revision, by=next(self.stewards), now=self.now, **more)


@pytest.mark.django_db
def test_whatever_people_do_the_promises_of_a_request_hold():
    class Undone(Desk):
        """Each story begins with an empty desk."""

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
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
