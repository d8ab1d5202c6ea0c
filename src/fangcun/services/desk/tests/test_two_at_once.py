"""Two people at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from fangcun.base.errors import Refusal
from fangcun.core.accounts.tests.cast import a_steward
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import Delivered
from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.states import WhyNot
from fangcun.services.desk import actions
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.states import RequestState
from fangcun.services.desk.tests.cast import a_book, a_dispatched_request, a_line, a_request

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = date(2026, 2, 9)


class TestTwoAtOnce:
    def test_the_same_line_is_kept_once(self):
        book = a_book()
        steward, written = a_steward(book.community), a_line(book)

        results = _both(
            lambda: actions.take_request(written=written, by=steward, now=MONDAY_9AM),
            lambda: actions.take_request(written=written, by=steward, now=MONDAY_9AM),
        )

        assert results[0] == results[1] == ServiceRequest.objects.get()
        assert ServiceRequest.history.count() == 1

    def test_of_two_who_edit_one_version_one_is_told(self):
        request = a_request()

        results = _both(
            lambda: _correct(request, wanted="第一人"), lambda: _correct(request, wanted="第二人")
        )

        assert _refused(results) == [actions.ChangedMeanwhile]
        assert ServiceRequest.objects.get().revision == 2

    def test_of_two_who_finish_one_records(self):
        request = a_request()

        results = _both(lambda: _finish(request), lambda: _finish(request))

        assert len(_refused(results)) == 1
        assert ServiceRecord.objects.count() == 1

    def test_a_doer_who_keeps_and_a_desk_that_gives_up_end_in_one_row(self):
        request = a_dispatched_request()
        promised = Commitment.objects.get()
        given = Delivered.as_promised(promised, served_on=TODAY)
        by = request.received_by

        results = _both(
            lambda: ledger.keep(commitment=promised, delivered=given, by=by, now=MONDAY_9AM),
            lambda: _act(actions.give_up_request, request, why=WhyNot.NO_STAFF),
        )

        assert len(_refused(results)) == 1
        assert ServiceRecord.objects.count() + UnmetNeed.objects.count() == 1

    def test_a_return_and_an_end_leave_one_of_both(self):
        request = a_dispatched_request()

        results = _both(
            lambda: _act(actions.return_request, request, reason="人手不够"),
            lambda: _finish(request),
        )

        request.refresh_from_db()
        assert len(_refused(results)) == 1
        assert request.state in {RequestState.RECEIVED, RequestState.DONE}
        assert ServiceRecord.objects.count() == (request.state == RequestState.DONE)

    def test_of_two_returns_one_counts(self):
        request = a_dispatched_request()

        results = _both(
            lambda: _act(actions.return_request, request, reason="人手不够"),
            lambda: _act(actions.return_request, request, reason="太远"),
        )

        request.refresh_from_db()
        assert len(_refused(results)) == 1
        assert (request.times_returned, request.is_to_be_decided) == (1, False)

    def test_a_hand_over_is_accepted_by_one(self):
        request = a_request()
        given = actions.hand_over(
            community=request.community,
            note="",
            lines=[],
            by=request.received_by,
            now=MONDAY_9AM,
        )
        first, second = a_steward(request.community), a_steward(request.community)

        results = _both(
            lambda: actions.accept_hand_over(hand_over=given, by=first, now=MONDAY_9AM),
            lambda: actions.accept_hand_over(hand_over=given, by=second, now=MONDAY_9AM),
        )

        assert _refused(results) == [actions.AcceptedBefore]

    def test_split_or_merged_but_not_both(self):
        request = a_request()
        other = a_request(request.community)
        parts = [a_line(request.book, line=line) for line in ("一", "二")]

        results = _both(
            lambda: _act(actions.split_request, request, parts=parts),
            lambda: _act(actions.merge_requests, request, into=other),
        )

        request.refresh_from_db()
        assert len(_refused(results)) == 1
        assert request.children.count() == (2 if request.state == RequestState.SPLIT else 0)

    def test_merged_crosswise_one_of_them_stays(self):
        request = a_request()
        other = a_request(request.community)

        results = _both(
            lambda: _act(actions.merge_requests, request, into=other),
            lambda: _act(actions.merge_requests, other, into=request),
        )

        assert len(_refused(results)) == 1
        assert ServiceRequest.objects.filter(state=RequestState.RECEIVED).count() == 1

    def test_two_last_parts_that_end_at_once_end_the_whole(self):
        request = a_request()
        parts = [a_line(request.book, line=line) for line in ("一", "二")]
        first, second = _act(actions.split_request, request, parts=parts)

        results = _both(
            lambda: _act(actions.cancel_request, first),
            lambda: _act(actions.cancel_request, second),
        )

        request.refresh_from_db()
        assert not _refused(results)
        assert request.state == RequestState.DONE


def _both(*acts):
    """Both at once; what each of them got, or was refused with."""
    start = Barrier(len(acts))

    def one(act):
        try:
            start.wait()
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def _refused(results):
    return [type(result) for result in results if isinstance(result, Refusal)]


def _act(action, request, **more):
    return action(
        request=request,
        revision=request.revision,
        by=request.received_by,
        now=MONDAY_9AM,
        **more,
    )


def _finish(request):
    return _act(actions.finish_request, request, served_on=TODAY)


def _correct(request, **more):
    names = actions.CorrectedRequest.__dataclass_fields__
    values = {name: getattr(request, name) for name in names} | more
    return _act(actions.correct_request, request, values=actions.CorrectedRequest(**values))
