"""What the ledger knows of one person, who may see it, and what is forgotten."""

from datetime import date

import pytest
from django.utils import timezone

from fangcun.core.accounts.states import Role
from fangcun.core.accounts.tests.cast import (
    a_cook,
    a_manager,
    a_person,
    a_steward,
    an_operator_manager,
    with_role,
)
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.operators.models import PromisedLine
from fangcun.core.operators.states import CountedIn
from fangcun.core.operators.tests.cast import a_contract
from fangcun.core.people.tests.cast import a_resident
from fangcun.ledger.access import sees_small_cells, served_residents
from fangcun.ledger.actions import NewOpinion, forget, give_up, leave_opinion, reverse_record
from fangcun.ledger.models import Commitment, Opinion
from fangcun.ledger.queries import own_rows, person_panel, promises_of
from fangcun.ledger.rules import period_of
from fangcun.ledger.states import WhyNot
from fangcun.ledger.tests.cast import MONDAY_9AM, a_commitment, a_crowd, a_record, an_unmet_need

pytestmark = pytest.mark.django_db


class TestPersonPanel:
    def test_shows_last_services_next_promises_and_needs(self, django_assert_num_queries):
        resident = a_resident()
        record = a_record(resident=resident)
        promise = a_commitment(resident=resident)
        need = an_unmet_need(resident=resident, community=resident.community)

        with django_assert_num_queries(4):  # whose rows, and one for each kind
            panel = person_panel(resident)

        assert (panel.services, panel.promises, panel.needs) == ([record], [promise], [need])

    def test_finds_what_was_written_to_a_merged_row_and_not_what_was_taken_back(self):
        kept = a_resident()
        old = a_resident(community=kept.community, merged_into=kept)
        record = a_record(resident=old)
        wrong = a_record(resident=kept)
        reverse_record(record=wrong, reason="记错", by=a_person(), now=MONDAY_9AM)

        assert person_panel(kept).services == [record]


class TestOwnRows:
    def test_are_all_that_is_kept_of_a_person(self):
        resident = a_resident()
        a_record(resident=resident)
        a_commitment(resident=resident)
        an_unmet_need(resident=resident, community=resident.community)
        a_record()

        kinds = sorted(row.kind for row in own_rows(resident))
        assert kinds == sorted(["服务记录", "约定", "未满足需求"])


class TestForget:
    def test_empties_the_words_and_keeps_the_rows(self):
        promise = a_commitment(note="陈阿姨家，门铃坏了")
        _opinion(promise, "谢谢小王")
        give_up(
            commitment=promise, why=WhyNot.OTHER, note="联系女儿", by=a_person(), now=MONDAY_9AM
        )

        forget(promise.resident)

        promise.refresh_from_db()
        assert (promise.note, promise.settled_why) == ("", "")
        assert Opinion.objects.get().words == ""
        kept = Commitment.history.values_list("note", "settled_why")
        assert set(kept) == {("", "")}
        assert promise.resident is not None


class TestServedResidents:
    def test_are_those_of_the_own_promises_and_records(self):
        contract = a_contract()
        served, promised = (a_resident(community=contract.facility.community) for _ in range(2))
        a_record(resident=served, facility=contract.facility, operator=contract.operator)
        a_commitment(resident=promised, operator=contract.operator)
        a_record()

        people = served_residents(an_operator_manager(contract.operator))

        assert set(people) == {served, promised}

    def test_are_nobodys_once_the_contract_has_ended(self):
        contract = a_contract()
        resident = a_resident(community=contract.facility.community)
        a_record(resident=resident, facility=contract.facility, operator=contract.operator)
        a_record(resident=resident, operator=contract.operator)
        contract.ended_at, contract.end_reason = timezone.now(), "更换机构"
        contract.save()

        assert not served_residents(an_operator_manager(contract.operator)).exists()

    def test_of_a_steward_are_nobody_for_she_reads_people_otherwise(self):
        record = a_record()

        assert not served_residents(a_steward(record.community)).exists()

    def test_of_a_cook_are_the_guests_of_the_facility(self):
        contract = a_contract()
        guest = a_resident()
        a_record(resident=guest, facility=contract.facility)

        assert set(served_residents(a_cook(contract.facility))) == {guest}


class TestSmallCells:
    def test_are_seen_only_if_every_role_that_counts_sees_them(self):
        manager = a_manager(a_resident().community)
        both = with_role(Role.PLANNER, user=a_manager(a_resident().community))

        assert sees_small_cells(manager)
        assert not sees_small_cells(both)


class TestPromisesOf:
    def test_count_themselves_from_the_ledger(self):
        contract = a_contract()
        lunch, market = a_service("午餐"), a_service("便民集市")
        _line(contract, lunch, 100, "month")
        _line(contract, market, 1, "month", CountedIn.SESSIONS)
        here = {"facility": contract.facility, "operator": contract.operator}
        for _ in range(3):
            a_record(service=lunch, **here)
        a_crowd(900, service=market, **here)
        a_record(service=lunch, facility=contract.facility)

        lunches, markets = promises_of(contract, date(2026, 2, 20))

        assert (lunches.delivered, lunches.is_kept) == (3, False)
        assert (markets.delivered, markets.is_kept) == (1, True)
        assert lunches.period == (date(2026, 2, 1), date(2026, 2, 28))

    def test_are_counted_by_what_the_contract_says_however_they_were_given(self):
        contract, market = a_contract(), a_service("便民集市")
        _line(contract, market, 5000, "year", CountedIn.PERSON_TIMES)
        _line(contract, market, 12, "year", CountedIn.SESSIONS)
        here = {"facility": contract.facility, "operator": contract.operator}
        a_crowd(900, service=market, **here)

        people, markets = promises_of(contract, date(2026, 2, 20))

        assert (people.delivered, markets.delivered) == (900, 1)


class TestPeriodOf:
    @pytest.mark.parametrize(
        ("per", "since", "until"),
        [
            pytest.param("week", date(2026, 2, 9), date(2026, 2, 15), id="monday to sunday"),
            pytest.param("month", date(2026, 2, 1), date(2026, 2, 28), id="the month"),
            pytest.param("year", date(2025, 3, 15), date(2026, 3, 14), id="the contract's year"),
            pytest.param("term", date(2024, 3, 15), date(2026, 12, 31), id="the whole term"),
        ],
    )
    def test_lies_around_the_day(self, per, since, until):
        period = period_of(
            per=per,
            on=date(2026, 2, 11),
            starts_on=date(2024, 3, 15),
            ends_on=date(2026, 12, 31),
        )

        assert period == (since, until)

    def test_never_begins_before_the_contract(self):
        period = period_of(
            per="month",
            on=date(2026, 2, 11),
            starts_on=date(2026, 2, 10),
            ends_on=date(2026, 2, 20),
        )

        assert period == (date(2026, 2, 10), date(2026, 2, 20))

    def test_a_contract_of_29_february_has_years_too(self):
        period = period_of(
            per="year", on=date(2026, 2, 28), starts_on=date(2024, 2, 29), ends_on=date(2030, 1, 1)
        )

        assert period == (date(2025, 3, 1), date(2026, 2, 28))


def _line(contract, service, quantity, per, counted_in=CountedIn.PERSON_TIMES):
    return PromisedLine.objects.create(
        contract=contract, service=service, quantity=quantity, per=per, counted_in=counted_in
    )


def _opinion(promise, words):
    opinion = NewOpinion(
        community=promise.community,
        source="desk:1",
        is_solved=True,
        words=words,
        commitment=promise,
    )
    return leave_opinion(opinion=opinion, by=a_person(), now=MONDAY_9AM)
