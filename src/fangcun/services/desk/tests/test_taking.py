"""Writing in the book."""

from datetime import timedelta

import pytest

from fangcun.core.accounts.tests.cast import a_steward
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.services.desk.actions import NothingWritten, take_request
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.states import RequestState
from fangcun.services.desk.tests.cast import a_book, a_category, a_doer, a_line, a_rule

pytestmark = pytest.mark.django_db


class TestTakeRequest:
    def test_keeps_the_line_as_it_was_typed(self):
        book = a_book()
        line = " 修水管 😀 12号楼 "

        kept = take_request(
            written=a_line(book, line=line), by=a_steward(book.community), now=MONDAY_9AM
        )

        assert (kept.line, kept.state, kept.owner_desk) == (
            line,
            RequestState.RECEIVED,
            book.community,
        )
        assert kept.history.get().history_user_id

    def test_a_line_that_is_sent_twice_is_kept_once(self):
        book = a_book()
        steward, written = a_steward(book.community), a_line(book)

        first = take_request(written=written, by=steward, now=MONDAY_9AM)
        second = take_request(written=written, by=steward, now=MONDAY_9AM)

        assert first == second
        assert ServiceRequest.objects.count() == 1

    def test_what_is_not_sorted_yet_is_answered_like_all_other_needs(self):
        a_category("其他", code="other", due_amount=2, due_unit="hours", urgent_minutes=20)
        book = a_book()
        steward = a_steward(book.community)

        soon, later = (
            take_request(written=a_line(book, is_urgent=urgent), by=steward, now=MONDAY_9AM)
            for urgent in (True, False)
        )

        assert soon.due_at == MONDAY_9AM + timedelta(minutes=20)
        assert later.due_at == MONDAY_9AM + timedelta(hours=2)

    def test_an_urgent_line_is_urgent_before_the_district_has_any_category(self):
        book = a_book()

        kept = take_request(
            written=a_line(book, is_urgent=True), by=a_steward(book.community), now=MONDAY_9AM
        )

        assert kept.due_at == MONDAY_9AM + timedelta(minutes=30)

    def test_an_empty_line_is_refused(self):
        book = a_book()

        with pytest.raises(NothingWritten):
            take_request(
                written=a_line(book, line=" "), by=a_steward(book.community), now=MONDAY_9AM
            )

    def test_a_rule_sends_it_to_an_operator(self):
        book, category = a_book(), a_category()
        operator = a_doer(book.community)
        a_rule(category=category, to_operator=operator)

        kept = take_request(
            written=a_line(book, category=category), by=a_steward(book.community), now=MONDAY_9AM
        )

        assert (kept.owner_operator, kept.doer, kept.owner_desk) == (operator, operator, None)
        assert kept.follow_ups.get().words == "按派单规则第1条"

    def test_what_was_written_earlier_has_its_time_running(self):
        book, earlier = a_book(), MONDAY_9AM - timedelta(days=3)

        kept = take_request(
            written=a_line(book, written_at=earlier), by=a_steward(book.community), now=MONDAY_9AM
        )

        assert kept.received_at == earlier

    def test_few_queries(self, django_assert_max_num_queries):
        book, category = a_book(), a_category()
        a_rule(category=category, to_operator=a_doer(book.community))
        steward = a_steward(book.community)

        with django_assert_max_num_queries(14):
            take_request(written=a_line(book, category=category), by=steward, now=MONDAY_9AM)
