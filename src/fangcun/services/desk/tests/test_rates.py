"""The three rates, against a referee who counts row by row."""

from datetime import date, timedelta
from random import Random

import pytest
from django.utils import timezone

from fangcun.core.accounts.tests.cast import a_steward
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.services.desk import actions
from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.queries import Asked, rate_rows, rates, rates_by
from fangcun.services.desk.states import Channel, FollowUpKind, RequestState
from fangcun.services.desk.tests.cast import a_book, a_category, a_line, a_request

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 9)
LATER = MONDAY_9AM + timedelta(days=30)


def _asked(now=LATER, since=TODAY, until=TODAY + timedelta(days=60)) -> Asked:
    return Asked(
        requests=ServiceRequest.objects.all(),
        follow_ups=FollowUp.objects.all(),
        since=since,
        until=until,
        now=now,
    )


def _act(action, request, now=MONDAY_9AM, **more):
    return action(
        request=request, revision=request.revision, by=request.received_by, now=now, **more
    )


def _finished(request, now=MONDAY_9AM):
    return _act(actions.finish_request, request, now, served_on=timezone.localdate(now))


def _numbers(asked) -> dict[str, tuple[int, int]]:
    return {rate.definition.code: (rate.part, rate.whole) for rate in rates(asked)}


class TestRates:
    def test_late_without_an_answer_counts_against(self):
        request = a_request()

        assert _numbers(_asked(now=request.due_at))["answered"] == (0, 0)
        assert _numbers(_asked(now=request.due_at + timedelta(minutes=1)))["answered"] == (0, 1)

    def test_an_answer_counts_by_the_time_that_held(self):
        request = a_request()
        actions.note_contact(
            request=request,
            channel=Channel.PHONE,
            was_reached=True,
            by=request.received_by,
            now=request.due_at,
        )

        assert _numbers(_asked())["answered"] == (1, 1)

    def test_not_while_the_resident_is_awaited(self):
        request = a_request()
        _act(actions.wait_for_resident, request)

        assert _numbers(_asked())["answered"] == (0, 0)

    def test_a_whole_is_counted_by_its_parts_and_a_duplicate_by_the_other(self):
        whole, other = a_request(), None
        _act(
            actions.split_request,
            whole,
            parts=[a_line(whole.book, line=line) for line in ("一", "二")],
        )
        other = a_request(whole.community)
        _act(actions.merge_requests, other, into=ServiceRequest.objects.get(line="一"))

        assert _numbers(_asked())["answered"] == (0, 2)

    def test_who_was_asked_twice_has_answered_twice(self):
        done = _finished(a_request())
        again = _act(actions.call_back, done, reached=True, is_solved=False, score=1, words="没好")
        done = _finished(again)
        _act(actions.call_back, done, reached=True, is_solved=True, score=4)

        numbers = _numbers(_asked())

        assert (numbers["solved"], numbers["satisfied"]) == ((1, 2), (1, 2))

    def test_who_gave_no_score_is_not_counted_as_content(self):
        _act(actions.call_back, _finished(a_request()), reached=True, is_solved=True)

        numbers = _numbers(_asked())

        assert (numbers["solved"], numbers["satisfied"]) == ((1, 1), (0, 0))

    def test_every_number_is_the_count_of_its_rows(self):
        self._some_weeks(Random(1))  # noqa: S311  # a story, not a secret
        asked = _asked()

        for rate in rates(asked):
            code = rate.definition.code
            assert rate_rows(code=code, asked=asked, is_part=True).count() == rate.part
            assert rate_rows(code=code, asked=asked, is_part=False).count() == rate.whole

    def test_the_referee_counts_the_same(self):
        self._some_weeks(Random(2))  # noqa: S311  # a story, not a secret
        asked = _asked()

        assert _numbers(asked) == _referee(asked)
        for by in ("community", "category"):
            lines = rates_by(asked, by=by)
            for place, rate in enumerate(rates(asked)):
                assert sum(line.rates[place].part for line in lines) == rate.part
                assert sum(line.rates[place].whole for line in lines) == rate.whole

    def _some_weeks(self, chance: Random) -> None:
        books = [a_book(), a_book()]
        stewards = {book: a_steward(book.community) for book in books}
        categories = [a_category(), a_category("理发"), None]
        for _number in range(40):
            book = chance.choice(books)
            now = MONDAY_9AM + timedelta(hours=chance.randrange(900))
            request = a_request(
                book=book,
                by=stewards[book],
                category=chance.choice(categories),
                now=now,
                service=categories[0].service,
            )
            self._something(request, chance, now + timedelta(hours=chance.randrange(200)))

    def _something(self, request, chance: Random, now) -> None:
        step = chance.randrange(5)
        if step == 0:
            return
        if step == 1:
            _act(actions.cancel_request, request, now)
            return
        done = _finished(request, now)
        if step > 2:
            _act(
                actions.call_back,
                done,
                now,
                reached=chance.random() < 0.8,
                is_solved=chance.random() < 0.7,
                score=chance.choice([None, 1, 2, 3, 4, 5]),
            )


def _referee(asked: Asked) -> dict[str, tuple[int, int]]:
    """By hand, as the definitions read."""
    counted = []
    for one in ServiceRequest.objects.all():
        day = timezone.localdate(one.received_at)
        if not asked.since <= day <= asked.until or one.state == RequestState.MERGED:
            continue
        is_late = (
            one.answered_at is None
            and one.state in {RequestState.RECEIVED, RequestState.DISPATCHED}
            and one.due_at < asked.now
        )
        if not one.children.exists() and (one.answered_at is not None or is_late):
            counted.append(one)
    call_backs = [
        entry
        for entry in FollowUp.objects.filter(kind=FollowUpKind.CALL_BACK)
        if entry.was_reached and asked.since <= timezone.localdate(entry.at) <= asked.until
    ]
    scored = [entry for entry in call_backs if entry.score]
    return {
        "answered": (sum(one.was_in_time is True for one in counted), len(counted)),
        "solved": (sum(bool(entry.is_solved) for entry in call_backs), len(call_backs)),
        "satisfied": (sum(entry.score in {4, 5} for entry in scored), len(scored)),
    }
