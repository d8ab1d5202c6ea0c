"""What is written in the ledger stays; a mistake is taken back by a row that says why."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from fangcun.core.accounts.tests.cast import a_person, an_operator_manager
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.operators.tests.cast import a_contract
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.tests.cast import a_community, a_facility, a_room
from fangcun.ledger.access import opinions_to_read
from fangcun.ledger.actions import (
    AlreadyReversed,
    Delivered,
    NewNeed,
    NewOpinion,
    NobodysCommunity,
    NoReason,
    NothingToReverse,
    NothingWanted,
    NotYet,
    RoomElsewhere,
    leave_opinion,
    mark_plain_read,
    mark_read,
    record_service,
    record_unmet,
    reverse_need,
    reverse_record,
)
from fangcun.ledger.models import ServiceRecord
from fangcun.ledger.states import WhyNot
from fangcun.ledger.tests.cast import (
    MONDAY,
    MONDAY_9AM,
    a_commitment,
    a_crowd,
    a_record,
    an_unmet_need,
)

pytestmark = pytest.mark.django_db


class TestRecordService:
    def test_counts_for_the_community_of_the_person(self):
        home, elsewhere = a_community(), a_facility()

        record = a_record(resident=a_resident(community=home), facility=elsewhere)

        assert (record.community, record.facility) == (home, elsewhere)

    def test_counts_a_crowd_for_the_community_of_the_facility(self):
        room = a_room()

        crowd = a_crowd(100, room=room)

        assert (crowd.person_times, crowd.community) == (100, room.facility.community)
        assert crowd.facility == room.facility

    def test_refuses_what_has_not_been_given_yet(self):
        with pytest.raises(NotYet):
            a_record(served_on=MONDAY + timedelta(days=1))

    def test_refuses_a_room_of_another_facility(self):
        with pytest.raises(RoomElsewhere):
            a_record(facility=a_facility(), room=a_room())

    def test_refuses_what_belongs_to_no_community(self):
        with pytest.raises(NobodysCommunity):
            a_record(resident=None)

    def test_the_same_key_twice_writes_once(self):
        delivered = Delivered(
            service=a_service(), resident=a_resident(), served_on=MONDAY, written_key=uuid4()
        )

        first = record_service(delivered=delivered, by=a_person(), now=MONDAY_9AM)
        second = record_service(delivered=delivered, by=a_person(), now=MONDAY_9AM)

        assert first == second
        assert ServiceRecord.objects.count() == 1


class TestRecordUnmet:
    def test_says_what_was_wanted(self):
        need = an_unmet_need(wanted="理发上门")

        assert need.wanted == "理发上门"

    def test_refuses_a_need_for_nothing(self):
        nothing = NewNeed(why=WhyNot.FULL, community=a_community())
        with pytest.raises(NothingWanted):
            record_unmet(need=nothing, by=a_person(), now=MONDAY_9AM)


@pytest.mark.parametrize("table", ["ledger_servicerecord", "ledger_unmetneed"])
@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE {} SET note = 'x'", "Cannot update or delete"),
        ("DELETE FROM {}", "Cannot update or delete"),
        ("TRUNCATE {} CASCADE", "Cannot truncate"),
    ],
)
class TestTheDatabase:
    def test_refuses_to_change_what_is_written(self, table, statement, refusal):
        a_record()
        an_unmet_need()

        _sql("SET CONSTRAINTS ALL IMMEDIATE")  # or TRUNCATE trips over what is still due
        with pytest.raises(ProgrammingError, match=refusal):
            _sql(statement.format(table))


class TestReverse:
    def test_repeats_the_row_it_takes_back_and_says_why(self):
        record = a_record(price_fen=500, session="class:1")

        reversal = reverse_record(record=record, reason="多记一次", by=a_person(), now=MONDAY_9AM)

        assert (reversal.reverses, reversal.reversal_reason) == (record, "多记一次")
        assert (reversal.resident, reversal.served_on) == (record.resident, record.served_on)
        assert (reversal.price_fen, reversal.session) == (500, "class:1")

    @pytest.mark.parametrize("kind", ["record", "need"])
    def test_is_done_once(self, kind):
        reverse = _reverse_record if kind == "record" else _reverse_need
        row = a_record() if kind == "record" else an_unmet_need()
        reverse(row, "记错")

        with pytest.raises(AlreadyReversed, match="记错"):
            reverse(row, "再来一次")

    def test_is_not_done_to_a_reversal(self):
        reversal = _reverse_record(a_record(), "记错")

        with pytest.raises(NothingToReverse):
            _reverse_record(reversal, "反悔")

    def test_says_why(self):
        with pytest.raises(NoReason):
            _reverse_record(a_record(), "  ")


class TestOpinion:
    def test_belongs_to_the_doer_of_the_promise(self):
        contract = a_contract()
        promise = a_commitment(
            resident=a_resident(community=contract.facility.community), operator=contract.operator
        )

        opinion = _opinion(promise, words="谢谢师傅", is_thanks=True)

        assert (opinion.operator, opinion.facility) == (contract.operator, contract.facility)

    def test_is_read_once_and_stays_as_it_was_said(self):
        opinion = _opinion(a_commitment(), words="很好")
        reader, later = a_person(), a_person()

        mark_read(opinion=opinion, by=reader, now=MONDAY_9AM)
        mark_read(opinion=opinion, by=later, now=MONDAY_9AM + timedelta(hours=1))

        assert (opinion.read_by, opinion.read_at) == (reader, MONDAY_9AM)

    def test_only_those_that_say_no_more_than_solved_are_read_all_at_once(self):
        contract = a_contract()
        promise = a_commitment(community=contract.facility.community, operator=contract.operator)
        plain = _opinion(promise, words="")
        said = [_opinion(promise, words="很好"), _opinion(promise, words="", is_thanks=True)]
        doer = an_operator_manager(contract.operator)

        count = mark_plain_read(among=opinions_to_read(doer), by=doer, now=MONDAY_9AM)

        assert count == 1
        plain.refresh_from_db()
        assert (plain.read_by, plain.read_at) == (doer, MONDAY_9AM)
        assert set(opinions_to_read(doer)) == set(said)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE ledger_opinion SET score = 1",
            "UPDATE ledger_opinion SET words = '不好'",
            "DELETE FROM ledger_opinion",
        ],
    )
    def test_is_never_changed(self, statement):
        _opinion(a_commitment(), words="很好")

        with pytest.raises(ProgrammingError, match="Cannot"):
            _sql(statement)


def _opinion(promise, **more):
    opinion = NewOpinion(
        community=promise.community,
        source="desk:1",
        is_solved=True,
        score=5,
        commitment=promise,
        **more,
    )
    return leave_opinion(opinion=opinion, by=a_person(), now=MONDAY_9AM)


def _reverse_record(row, reason):
    return reverse_record(record=row, reason=reason, by=a_person(), now=MONDAY_9AM)


def _reverse_need(row, reason):
    return reverse_need(need=row, reason=reason, by=a_person(), now=MONDAY_9AM)


def _sql(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
