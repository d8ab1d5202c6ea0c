"""Whose requests are whose; what a file takes away; what is forgotten."""

from datetime import date, timedelta

import pytest

from fangcun.base.rights import Right
from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import (
    a_cook,
    a_manager,
    a_planner,
    a_steward,
    an_operator_manager,
)
from fangcun.core.operators.models import Contract
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.sheets import as_csv
from fangcun.core.places.tests.cast import a_community, a_facility
from fangcun.ledger import actions as ledger
from fangcun.ledger.actions import Delivered
from fangcun.ledger.models import Commitment
from fangcun.services.desk import actions
from fangcun.services.desk.access import requests_of, rules_of
from fangcun.services.desk.models import FollowUp, ServiceRequest
from fangcun.services.desk.queries import (
    BookFilter,
    book_counts,
    book_page,
    last_of_phone,
    orphaned,
    own_rows,
    person_panel,
    worked_on,
)
from fangcun.services.desk.queries.book import ROWS_A_PAGE
from fangcun.services.desk.sheets import book_table
from fangcun.services.desk.templatetags.desk import due_tone
from fangcun.services.desk.tests.cast import (
    a_book,
    a_dispatched_request,
    a_line,
    a_request,
    a_rule,
)

pytestmark = pytest.mark.django_db


def _seen(person: User) -> list[ServiceRequest]:
    return list(requests_of(User.objects.get(pk=person.pk)).order_by("pk"))


class TestRequestsOf:
    def test_a_steward_sees_her_community(self):
        request = a_request()

        assert _seen(a_steward(request.community)) == [request]
        assert _seen(a_steward(a_community("乙社区"))) == []

    def test_a_doer_sees_what_was_given_to_him(self):
        request = a_dispatched_request()
        a_request(request.community)

        assert _seen(an_operator_manager(request.doer)) == [request]

    def test_also_when_the_desk_has_it_back_to_ask_the_resident(self):
        request = a_dispatched_request()
        done = actions.finish_request(
            request=request,
            revision=request.revision,
            served_on=date(2026, 2, 9),
            by=request.received_by,
            now=MONDAY_9AM,
        )

        assert _seen(an_operator_manager(request.doer)) == [done]

    def test_not_any_more_the_minute_his_contract_ends(self):
        request = a_dispatched_request()
        doer = an_operator_manager(request.doer)

        Contract.objects.filter(operator=request.doer).update(
            ended_at=MONDAY_9AM, end_reason="换机构"
        )

        assert _seen(doer) == []
        assert list(orphaned(ServiceRequest.objects.all(), on=date(2026, 2, 10))) == [request]

    def test_not_what_he_returned(self):
        request = a_dispatched_request()
        actions.return_request(
            request=request,
            revision=request.revision,
            reason="人手不够",
            by=request.received_by,
            now=MONDAY_9AM,
        )

        assert _seen(an_operator_manager(request.doer)) == []

    def test_staff_of_a_facility_see_its_book(self):
        facility = a_facility()
        request = a_request(book=a_book(facility.community, facility=facility))
        a_request(facility.community)

        assert _seen(a_cook(facility)) == [request]

    def test_the_district_sees_no_request(self):
        a_request()

        assert _seen(a_planner()) == []

    def test_a_manager_changes_the_rules_of_her_community_only(self):
        manager, community = None, a_community()
        manager = a_manager(community)
        own = a_rule(community=community)
        a_rule(community=None)
        a_rule(community=a_community("乙社区"))

        assert list(rules_of(manager)) == [own]
        assert rules_of(a_planner()).count() == 3


class TestBookPage:
    def test_goes_on_where_the_last_page_ended(self):
        book = a_book()
        steward = a_steward(book.community)
        for number in range(ROWS_A_PAGE + 3):
            at = MONDAY_9AM + timedelta(minutes=number // 2)
            a_request(book=book, by=steward, now=at, category=None)

        read, after = [], ""
        while True:
            page = book_page(
                requests=ServiceRequest.objects.all(),
                wanted=BookFilter(),
                user=steward,
                now=MONDAY_9AM,
                after=after,
            )
            read += page.rows
            if not (after := page.after):
                break

        assert read == list(ServiceRequest.objects.order_by("-received_at", "-pk"))

    @pytest.mark.parametrize("after", ["x", "2026_1", "2026-02-09T10:00_1", "1_" + "9" * 40])
    def test_a_mark_that_makes_no_sense_begins_at_the_top(self, after):
        request = a_request()

        page = book_page(
            requests=ServiceRequest.objects.all(),
            wanted=BookFilter(),
            user=request.received_by,
            now=MONDAY_9AM,
            after=after,
        )

        assert page.rows == [request]

    def test_what_is_due_is_counted_and_shown(self):
        request = a_request()
        late = request.due_at + timedelta(hours=1)

        counts = book_counts(
            requests=ServiceRequest.objects.all(), user=request.received_by, now=late
        )
        page = book_page(
            requests=ServiceRequest.objects.all(),
            wanted=BookFilter(show="overdue"),
            user=request.received_by,
            now=late,
        )

        assert (counts.open, counts.overdue, counts.due_today) == (1, 1, 0)
        assert page.rows == [request]

    @pytest.mark.parametrize(
        ("text", "found"), [("油烟机 13800000001", 1), ("姓陈", 1), ("理发", 0)]
    )
    def test_every_word_is_looked_for(self, text, found):
        request = a_request(caller_phone="138 0000 0001")

        page = book_page(
            requests=ServiceRequest.objects.all(),
            wanted=BookFilter(text=text),
            user=request.received_by,
            now=MONDAY_9AM,
        )

        assert len(page.rows) == found

    def test_few_queries(self, django_assert_max_num_queries):
        for _number in range(3):
            a_request()
        steward = a_steward(a_community())

        with django_assert_max_num_queries(5):
            rows = ServiceRequest.objects.all()
            page = book_page(requests=rows, wanted=BookFilter(), user=steward, now=MONDAY_9AM)
            book_counts(requests=rows, user=steward, now=MONDAY_9AM)
            assert len([row.owner_desk_id or str(row.owner_operator) for row in page.rows]) == 3


class TestStanding:
    def test_what_its_doer_has_settled_waits_for_the_call(self):
        request = a_dispatched_request()
        promised = Commitment.objects.get(asked_by__request=request)
        given = Delivered.as_promised(promised, served_on=date(2026, 2, 9))
        ledger.keep(commitment=promised, delivered=given, by=request.received_by, now=MONDAY_9AM)

        rows = book_page(
            requests=ServiceRequest.objects.all(),
            wanted=BookFilter(),
            user=request.received_by,
            now=MONDAY_9AM,
        ).rows

        assert [row.standing_label for row in rows] == ["待回访"]
        assert due_tone(rows[0], MONDAY_9AM + timedelta(days=30)) == "calm"
        assert not worked_on(ServiceRequest.objects.all()).exists()


class TestLastOfPhone:
    def test_shows_what_was_asked_and_what_was_promised(self):
        request = a_request(caller_phone="13800000001")
        promised = actions.promise(
            request=request,
            words="周三来",
            promised_by=request.received_by,
            due_on=date(2026, 2, 11),
            by=request.received_by,
            now=MONDAY_9AM,
        )

        caller = last_of_phone(requests=ServiceRequest.objects.all(), number="138-0000-0001")

        assert (caller.requests, caller.promises) == ([request], [promised])

    def test_not_of_another_community(self):
        a_request(caller_phone="13800000001")
        other = a_steward(a_community("乙社区"))

        assert last_of_phone(requests=requests_of(other), number="13800000001").requests == []

    def test_not_before_the_number_is_one(self):
        a_request(caller_phone="138")

        assert last_of_phone(requests=ServiceRequest.objects.all(), number="138").requests == []


class TestSheet:
    def test_a_line_that_looks_like_a_formula_stays_text(self):
        a_request(line='=HYPERLINK("x")', wanted="+1", caller_name="@陈")

        text = as_csv(book_table(ServiceRequest.objects.select_related("owner_desk"))).decode()

        assert "'=HYPERLINK" in text
        assert "'+1" in text
        assert "'@陈" in text


class TestForget:
    def test_wipes_the_words_and_keeps_the_counts(self):
        resident = a_resident()
        book = a_book(resident.community)
        request = a_request(
            book=book,
            resident=resident,
            caller_name="陈桂英",
            caller_phone="13800000001",
            place="12号楼301",
        )
        actions.write_note(
            request=request, words="陈桂英说下午来", by=request.received_by, now=MONDAY_9AM
        )
        request = actions.take_over(
            request=request, revision=request.revision, by=request.received_by, now=MONDAY_9AM
        )

        count = actions.forget(resident=resident, by=request.received_by, now=MONDAY_9AM)

        request.refresh_from_db()
        kept = [*ServiceRequest.objects.values(), *FollowUp.objects.values()]
        kept += [*ServiceRequest.history.values()]
        assert count == 1
        assert request.category is not None
        assert str(request) == "（内容已删除）"
        for word in ("陈", "13800000001", "301"):
            assert word not in str(kept)

    def test_what_one_shift_told_the_next_of_him_is_gone(self):
        resident = a_resident()
        steward = a_steward(resident.community)
        given = {"community": resident.community, "lines": [], "by": steward}
        told = actions.hand_over(note=f"{resident.name}明天再打", now=MONDAY_9AM, **given)
        actions.accept_hand_over(hand_over=told, by=a_steward(resident.community), now=MONDAY_9AM)
        other = actions.hand_over(note="钥匙在抽屉里", now=MONDAY_9AM, **given)

        actions.forget(resident=resident, by=steward, now=MONDAY_9AM)

        told.refresh_from_db()
        other.refresh_from_db()
        assert (told.note, other.note) == ("", "钥匙在抽屉里")

    def test_others_keep_theirs(self):
        resident = a_resident()
        other = a_request(resident.community)

        actions.forget(resident=resident, by=other.received_by, now=MONDAY_9AM)

        assert ServiceRequest.objects.get().line == other.line


class TestPerson:
    def test_the_last_requests_and_the_open_promises(self):
        resident = a_resident()
        request = a_request(book=a_book(resident.community), resident=resident)
        a_request(resident.community)

        panel = person_panel(resident)

        assert (panel.requests, panel.open_count) == ([request], 1)
        assert [row.line for row in own_rows(resident)] == [request.line]

    def test_also_under_a_name_that_was_merged_into_his(self):
        resident = a_resident()
        double = a_resident(community=resident.community, merged_into=resident)
        request = a_request(book=a_book(resident.community), resident=double)

        assert person_panel(resident).requests == [request]


class TestPaperBook:
    def test_a_page_keyed_back_is_the_same_line(self):
        book = a_book()
        written = a_line(book, channel="paper", written_at=MONDAY_9AM)

        kept = actions.take_request(
            written=written, by=a_steward(book.community), now=MONDAY_9AM + timedelta(days=2)
        )

        assert (kept.channel, kept.received_at) == ("paper", MONDAY_9AM)


def test_reading_and_taking_are_different_rights():
    request = a_dispatched_request()
    doer = an_operator_manager(request.doer)

    assert doer.may(Right.ANSWER_REQUESTS, request)
    assert not doer.may(Right.TAKE_REQUESTS, request)
