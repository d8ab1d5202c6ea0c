"""The road of a request, from the desk to the resident's answer."""

import dataclasses
from datetime import date, timedelta

import pytest

from fangcun.core.accounts.tests.cast import a_manager, a_steward, an_operator_manager
from fangcun.core.operators.tests.cast import an_operator
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.core.places.tests.cast import a_community
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import Delivered
from fangcun.ledger.models import Commitment, Opinion, ServiceRecord, UnmetNeed
from fangcun.ledger.states import CommitmentState, WhyNot
from fangcun.services.desk import actions
from fangcun.services.desk.models import DutyPerson, ServiceRequest
from fangcun.services.desk.queries import awaiting_call_back
from fangcun.services.desk.states import Channel, FollowUpKind, LinkKind, ReferredTo, RequestState
from fangcun.services.desk.tests.cast import (
    TUESDAY_9AM,
    a_dispatched_request,
    a_doer,
    a_line,
    a_request,
)

pytestmark = pytest.mark.django_db

WEDNESDAY = date(2026, 2, 11)
TODAY = date(2026, 2, 9)


def _again(request: ServiceRequest) -> ServiceRequest:
    return ServiceRequest.objects.select_related("book", "community", "category").get(pk=request.pk)


def _act(action, request, by, now=MONDAY_9AM, **more):
    return action(request=request, revision=request.revision, by=by, now=now, **more)


def _served(request: ServiceRequest) -> ServiceRequest:
    """The doer does what was promised, and writes it in the ledger."""
    promised = Commitment.objects.get(asked_by__request=request)
    given = Delivered.as_promised(promised, served_on=date(2026, 2, 10))
    by = an_operator_manager(promised.operator)
    ledger.keep(commitment=promised, delivered=given, by=by, now=TUESDAY_9AM)
    return _again(request)


class TestDispatch:
    def test_promises_in_the_ledger_and_the_operator_owns_it(self):
        request = a_request()
        operator = a_doer(request.community)

        sent = _act(
            actions.dispatch_request,
            request,
            request.received_by,
            operator=operator,
            due_on=WEDNESDAY,
        )

        promised = Commitment.objects.get(asked_by__request=sent)
        assert (sent.state, sent.owner_operator, sent.owner_desk) == (
            RequestState.DISPATCHED,
            operator,
            None,
        )
        assert (promised.operator, promised.due_on) == (operator, WEDNESDAY)
        assert sent.was_in_time is True
        told = sent.follow_ups.get()
        assert (told.kind, told.words) == (FollowUpKind.DISPATCH, f"{operator}，约定2月11日")

    def test_an_operator_without_a_contract_gets_nothing(self):
        request = a_request()

        with pytest.raises(actions.NoContract):
            _act(
                actions.dispatch_request,
                request,
                request.received_by,
                operator=an_operator(),
                due_on=WEDNESDAY,
            )

    def test_no_day_that_is_over(self):
        request = a_request()

        with pytest.raises(actions.DayPassed):
            _act(
                actions.dispatch_request,
                request,
                request.received_by,
                operator=a_doer(request.community),
                due_on=TODAY - timedelta(days=1),
            )

    def test_the_ledger_must_know_the_service(self):
        request = a_request(category=None)

        with pytest.raises(actions.ServiceMissing):
            _act(
                actions.dispatch_request,
                request,
                request.received_by,
                operator=a_doer(request.community),
                due_on=WEDNESDAY,
            )


class TestAccept:
    def test_the_doer_accepts_once(self):
        request = a_dispatched_request()

        accepted = _act(actions.accept_request, request, request.received_by)

        assert accepted.accepted_at == MONDAY_9AM
        with pytest.raises(actions.NotNow):
            _act(actions.accept_request, accepted, request.received_by)

    def test_what_a_person_passed_on_gets_its_day_from_the_doer(self):
        request = a_request()
        operator = a_doer(request.community)
        passed = _act(actions.pass_on, request, request.received_by, to=operator)

        accepted = _act(
            actions.accept_request, passed, an_operator_manager(operator), due_on=WEDNESDAY
        )

        assert accepted.state == RequestState.DISPATCHED
        assert Commitment.objects.get(asked_by__request=accepted).operator == operator

    def test_whoever_accepts_says_when_he_comes(self):
        request = a_request()
        passed = _act(actions.pass_on, request, request.received_by, to=a_doer(request.community))

        with pytest.raises(actions.DayMissing):
            _act(actions.accept_request, passed, request.received_by)


class TestReturn:
    def test_the_first_time_the_desk_has_it_and_the_promise_holds(self):
        request = a_dispatched_request()

        returned = _act(
            actions.return_request, request, an_operator_manager(request.doer), reason="人手不够"
        )

        promised = Commitment.objects.get(asked_by__request=returned)
        assert (returned.state, returned.owner_desk) == (RequestState.RECEIVED, request.community)
        assert (promised.state, promised.operator) == (CommitmentState.OPEN, None)
        assert returned.doer is None

    def test_a_return_says_why(self):
        request = a_dispatched_request()

        with pytest.raises(actions.NoWords):
            _act(actions.return_request, request, request.received_by, reason=" ")

    def test_the_second_time_the_person_on_duty_decides(self):
        request, manager = self._returned_twice()

        assert request.is_to_be_decided
        assert request.owner_person == manager

    def test_nothing_else_is_done_before_it_is_decided(self):
        request, manager = self._returned_twice()

        with pytest.raises(actions.ToBeDecided):
            _act(
                actions.dispatch_request,
                request,
                manager,
                operator=a_doer(request.community),
                due_on=WEDNESDAY,
            )

    def test_what_was_decided_cannot_be_returned(self):
        request, manager = self._returned_twice()
        operator = a_doer(request.community)

        decided = _act(actions.decide_return, request, manager, to=operator, words="由你们办理")

        assert (decided.owner_operator, decided.is_to_be_decided) == (operator, False)
        with pytest.raises(actions.ReturnedTwice):
            _act(actions.return_request, decided, manager, reason="还是不行")

    def test_sent_again_the_same_promise_is_handed_on(self):
        request = a_dispatched_request()
        returned = _act(actions.return_request, request, request.received_by, reason="人手不够")
        other = a_doer(request.community)

        _act(
            actions.dispatch_request,
            returned,
            request.received_by,
            operator=other,
            due_on=WEDNESDAY,
        )

        assert Commitment.objects.get().operator == other

    def test_sent_again_for_another_day_the_old_promise_is_no_unmet_need(self):
        request = a_dispatched_request()
        returned = _act(actions.return_request, request, request.received_by, reason="人手不够")

        _act(
            actions.dispatch_request,
            returned,
            request.received_by,
            operator=a_doer(request.community),
            due_on=WEDNESDAY + timedelta(days=1),
        )

        assert Commitment.objects.filter(state=CommitmentState.OPEN).count() == 1
        assert not UnmetNeed.objects.filter(reverses=None, reversal=None).exists()

    def _returned_twice(self):
        request = a_dispatched_request()
        manager = a_manager(request.community)
        DutyPerson.objects.create(community=request.community, user=manager)
        for _time in range(2):
            request = _act(actions.return_request, request, request.received_by, reason="人手不够")
            if not request.is_to_be_decided:
                request = _act(
                    actions.dispatch_request,
                    request,
                    request.received_by,
                    operator=a_doer(request.community),
                    due_on=WEDNESDAY,
                )
        return request, manager


class TestOwner:
    def test_i_take_it_over(self):
        request = a_request()

        mine = _act(actions.take_over, request, request.received_by)

        assert (mine.owner_person, mine.owner_desk) == (request.received_by, None)

    def test_not_to_the_desk_of_another_community(self):
        request = a_request()

        with pytest.raises(actions.AnotherCommunity):
            _act(actions.pass_on, request, request.received_by, to=a_community("乙社区"))

    def test_what_is_dispatched_is_recalled_first(self):
        request = a_dispatched_request()

        with pytest.raises(actions.NotNow):
            _act(actions.take_over, request, request.received_by)

        recalled = _act(actions.recall_request, request, request.received_by, words="换人")
        assert recalled.owner_desk == request.community


class TestEnds:
    def test_done_by_the_desk_is_recorded_and_not_closed(self):
        request = a_request()

        done = _act(actions.finish_request, request, request.received_by, served_on=TODAY)

        assert done.state == RequestState.DONE
        assert ServiceRecord.objects.get().source == f"desk:{request.pk}"
        assert list(awaiting_call_back(ServiceRequest.objects.all())) == [done]

    def test_done_by_the_doer_keeps_the_promise(self):
        request = a_dispatched_request()

        _act(actions.finish_request, request, request.received_by, served_on=TODAY)

        assert Commitment.objects.get().state == CommitmentState.KEPT
        assert ServiceRecord.objects.count() == 1

    def test_what_cannot_be_done_is_an_unmet_need(self):
        request = a_request(category=None)

        ended = _act(
            actions.give_up_request, request, request.received_by, why=WhyNot.NO_STAFF, words="缺人"
        )

        need = UnmetNeed.objects.get()
        assert (ended.state, need.why) == (RequestState.DONE, WhyNot.NO_STAFF)
        assert "陈" not in need.wanted

    def test_what_the_resident_gives_up_is_written_down(self):
        request = a_dispatched_request()

        cancelled = _act(actions.cancel_request, request, request.received_by)

        assert cancelled.state == RequestState.CANCELLED
        assert UnmetNeed.objects.get().why == WhyNot.RESIDENT_DECLINED
        assert Commitment.objects.get().state == CommitmentState.CANCELLED

    def test_wanted_after_all_it_is_no_unmet_need(self):
        request = a_request()
        cancelled = _act(actions.cancel_request, request, request.received_by)

        again = _act(actions.reopen_request, cancelled, request.received_by, words="又想要了")

        assert again.state == RequestState.RECEIVED
        assert not UnmetNeed.objects.filter(reverses=None, reversal=None).exists()

    def test_sent_elsewhere_it_was_not_met_here(self):
        request = a_request()

        referred = _act(
            actions.refer_out,
            request,
            request.received_by,
            to=ReferredTo.HOSPITAL,
            words="附属医院门诊",
        )

        assert referred.links.get().referred_to == ReferredTo.HOSPITAL
        assert UnmetNeed.objects.get().why == WhyNot.NO_SUCH_SERVICE

    def test_what_the_doer_settled_is_not_ended_again(self):
        request = _served(a_dispatched_request())

        with pytest.raises(actions.AlreadyServed):
            _act(actions.finish_request, request, request.received_by, served_on=TODAY)

        assert ServiceRecord.objects.count() == 1

    def test_a_promise_made_elsewhere_solves_it(self):
        request = a_request()
        reservation = Commitment.objects.create(
            service=request.service,
            community=request.community,
            promised_to="陈先生",
            due_on=WEDNESDAY,
            made_at=MONDAY_9AM - timedelta(days=9),
            made_by=request.received_by,
        )

        linked = _act(actions.link_commitment, request, request.received_by, commitment=reservation)

        assert linked.state == RequestState.DISPATCHED
        assert linked.links.get().kind == LinkKind.RESERVATION
        with pytest.raises(actions.AlreadyLinked):
            _act(
                actions.link_commitment,
                a_request(request.community),
                request.received_by,
                commitment=reservation,
            )


class TestCallBack:
    def test_solved_is_closed_and_the_thanks_reach_the_doer(self):
        request = _served(a_dispatched_request())
        assert request in awaiting_call_back(ServiceRequest.objects.all())

        closed = _act(
            actions.call_back,
            request,
            request.received_by,
            reached=True,
            is_solved=True,
            score=5,
            words="洗得真干净，谢谢小李",
            is_thanks=True,
            now=TUESDAY_9AM,
        )

        opinion = Opinion.objects.get()
        assert (closed.state, closed.is_solved, closed.score) == (RequestState.CLOSED, True, 5)
        assert (opinion.operator, opinion.is_thanks) == (request.doer, True)

    @pytest.mark.parametrize(
        ("is_solved", "score"),
        [pytest.param(False, None, id="not solved"), pytest.param(True, 2, id="not satisfied")],
    )
    def test_unhappy_is_taken_up_anew_and_the_doer_is_told(self, is_solved, score):
        request = _served(a_dispatched_request())

        again = _act(
            actions.call_back,
            request,
            request.received_by,
            reached=True,
            is_solved=is_solved,
            score=score,
            words="没洗干净",
            now=TUESDAY_9AM,
        )

        assert (again.state, again.opened_at) == (RequestState.RECEIVED, TUESDAY_9AM)
        assert (again.answered_at, again.is_solved) == (None, None)
        assert again.due_at > TUESDAY_9AM
        assert Opinion.objects.get().operator == request.doer
        assert again.doer == request.doer

    def test_not_reached_is_only_written_down(self):
        request = _served(a_dispatched_request())

        same = _act(actions.call_back, request, request.received_by, reached=False)

        assert _again(same).state == RequestState.DISPATCHED
        assert not Opinion.objects.exists()

    def test_nobody_is_asked_before_anything_was_done(self):
        request = a_dispatched_request()

        for reached in (True, False):
            with pytest.raises(actions.NotNow):
                _act(
                    actions.call_back,
                    request,
                    request.received_by,
                    reached=reached,
                    is_solved=True,
                )

    def test_what_could_not_be_met_is_closed_unsolved(self):
        request = a_request()
        ended = _act(actions.give_up_request, request, request.received_by, why=WhyNot.NO_STAFF)

        closed = _act(actions.close_unmet, ended, request.received_by, words="已说明")

        assert (closed.state, closed.is_solved) == (RequestState.CLOSED, False)
        assert closed.standing_label == "未能满足，已说明"
        assert Opinion.objects.get().words == ""  # the desk has spoken, not the resident

    def test_whoever_cannot_be_reached_is_closed_and_nobody_says_solved(self):
        request = _served(a_dispatched_request())
        _act(actions.call_back, request, request.received_by, reached=False)

        closed = _act(actions.close_unreached, request, request.received_by, words="打过三次")

        assert (closed.state, closed.is_solved) == (RequestState.CLOSED, None)
        assert closed.standing_label == "未联系上，已办结"
        assert not Opinion.objects.exists()
        assert not closed.follow_ups.filter(was_reached=True).exists()

    def test_nobody_is_given_up_before_somebody_has_phoned(self):
        request = _served(a_dispatched_request())

        with pytest.raises(actions.NeverTried):
            _act(actions.close_unreached, request, request.received_by, words="没打")

    def test_what_was_served_is_not_closed_unsolved(self):
        request = _served(a_dispatched_request())

        with pytest.raises(actions.NothingUnmet):
            _act(actions.close_unmet, request, request.received_by, words="算了")

    def test_what_was_kept_after_a_recall_can_be_asked_about(self):
        request = a_dispatched_request()
        recalled = _act(actions.recall_request, request, request.received_by, words="换人")
        promised = Commitment.objects.get()
        given = Delivered.as_promised(promised, served_on=TODAY)
        ledger.keep(commitment=promised, delivered=given, by=request.received_by, now=TUESDAY_9AM)

        closed = _act(
            actions.call_back, recalled, request.received_by, reached=True, is_solved=True
        )

        assert closed.state == RequestState.CLOSED


class TestClock:
    def test_stands_still_while_the_resident_is_awaited(self):
        request = a_request()
        due_at = request.due_at

        waiting = _act(actions.wait_for_resident, request, request.received_by)
        resumed = _act(actions.resume_request, waiting, request.received_by, now=TUESDAY_9AM)

        assert resumed.state == RequestState.RECEIVED
        assert resumed.due_at > due_at

    def test_goes_on_where_it_stood(self):
        request = a_dispatched_request()

        waiting = _act(actions.wait_for_resident, request, request.received_by)
        resumed = _act(actions.resume_request, waiting, request.received_by, now=TUESDAY_9AM)

        assert (resumed.state, resumed.owner_operator) == (
            RequestState.DISPATCHED,
            request.owner_operator,
        )

    def test_the_first_contact_that_reaches_him_is_the_answer(self):
        request = a_request()
        how = {"request": request, "channel": Channel.PHONE, "by": request.received_by}

        actions.note_contact(**how, was_reached=False, now=MONDAY_9AM)
        assert _again(request).answered_at is None
        actions.note_contact(**how, was_reached=True, now=TUESDAY_9AM)
        actions.note_contact(**how, was_reached=True, now=TUESDAY_9AM + timedelta(days=30))

        assert (_again(request).answered_at, _again(request).was_in_time) == (TUESDAY_9AM, True)

    def test_too_late_is_late_for_ever(self):
        request = a_request()
        late = request.due_at + timedelta(minutes=1)

        promised = actions.promise(
            request=request,
            words="明天来",
            promised_by=request.received_by,
            due_on=late.date() + timedelta(days=1),
            by=request.received_by,
            now=late,
        )

        assert _again(request).was_in_time is False
        assert _again(request).due_at > request.due_at
        actions.keep_promise(follow_up=promised, by=request.received_by, now=late)
        with pytest.raises(actions.AlreadyKept):
            actions.keep_promise(follow_up=promised, by=request.received_by, now=late)

    def test_another_category_gives_another_time_from_the_beginning(self):
        request = a_request(category=None)
        corrected = self._corrected(request, is_urgent=False, category=a_request().category)

        assert corrected.due_at > request.due_at
        assert corrected.line == request.line

    def _corrected(self, request, **more):
        fields = [field.name for field in dataclasses.fields(actions.CorrectedRequest)]
        values = {field: getattr(request, field) for field in fields} | more
        return _act(
            actions.correct_request,
            request,
            request.received_by,
            values=actions.CorrectedRequest(**values),
        )


class TestSplitAndMerge:
    def test_the_whole_is_done_when_the_last_part_has_ended(self):
        request = a_request()
        parts = [
            a_line(request.book, line=line, category=request.category) for line in ("一", "二")
        ]

        first, second = _act(actions.split_request, request, request.received_by, parts=parts)
        _act(actions.cancel_request, first, request.received_by)
        assert _again(request).state == RequestState.SPLIT
        done = _act(actions.finish_request, second, request.received_by, served_on=TODAY)
        _act(actions.call_back, done, request.received_by, reached=True, is_solved=True)

        assert _again(request).state == RequestState.DONE

    def test_the_time_of_the_parts_is_already_running(self):
        request = a_request()
        parts = [a_line(request.book, line=line) for line in ("一", "二")]

        children = _act(
            actions.split_request, request, request.received_by, parts=parts, now=TUESDAY_9AM
        )

        assert {child.received_at for child in children} == {MONDAY_9AM}

    def test_one_part_is_no_split(self):
        request = a_request()

        with pytest.raises(actions.TooFewParts):
            _act(actions.split_request, request, request.received_by, parts=[a_line(request.book)])

    def test_a_duplicate_follows_the_other(self):
        request = a_request()
        other = a_request(request.community)

        merged = _act(actions.merge_requests, request, request.received_by, into=other)

        assert (merged.state, merged.merged_into) == (RequestState.MERGED, other)
        again = _act(actions.reopen_request, merged, request.received_by, words="不是一回事")
        assert (again.state, again.merged_into) == (RequestState.RECEIVED, None)

    def test_not_into_itself_or_what_has_ended(self):
        request = a_request()
        ended = _act(actions.cancel_request, a_request(request.community), request.received_by)

        for into in (request, ended):
            with pytest.raises(actions.NotIntoThis):
                _act(actions.merge_requests, request, request.received_by, into=into)


class TestHandOver:
    def test_counts_when_somebody_else_accepts_it(self):
        request = a_request()
        giver, taker = request.received_by, a_steward(request.community)
        mine = _act(actions.take_over, request, giver)

        given = actions.hand_over(
            community=request.community,
            note="",
            lines=[actions.LeftOver(mine, "等他回电话")],
            by=giver,
            now=MONDAY_9AM,
        )
        with pytest.raises(actions.OwnHandOver):
            actions.accept_hand_over(hand_over=given, by=giver, now=MONDAY_9AM)
        actions.accept_hand_over(hand_over=given, by=taker, now=TUESDAY_9AM)

        assert _again(request).owner_person == taker
        with pytest.raises(actions.AcceptedBefore):
            actions.accept_hand_over(
                hand_over=given, by=a_steward(request.community), now=TUESDAY_9AM
            )

    def test_one_at_a_time(self):
        request = a_request()
        how = {
            "community": request.community,
            "note": "",
            "lines": [],
            "by": request.received_by,
            "now": MONDAY_9AM,
        }
        actions.hand_over(**how)

        with pytest.raises(actions.NotYetAccepted):
            actions.hand_over(**how)


class TestTwoVersions:
    def test_the_second_is_told(self):
        request = a_request()
        _act(actions.take_over, request, request.received_by)

        with pytest.raises(actions.ChangedMeanwhile):
            _act(actions.cancel_request, request, request.received_by)
