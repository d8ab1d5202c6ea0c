"""Promises are settled once, and never end in nothing."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.operators.tests.cast import a_contract, an_operator
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.tests.cast import a_community, a_facility
from fangcun.ledger.actions import (
    AlreadySettled,
    Delivered,
    NobodyPromised,
    cancel,
    give_up,
    keep,
    reassign,
    reverse_record,
)
from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.states import CommitmentState, CountMethod, WhyNot
from fangcun.ledger.tests.cast import MONDAY, MONDAY_9AM, a_commitment

pytestmark = pytest.mark.django_db


def kept(commitment, **more):
    delivered = Delivered.as_promised(commitment, served_on=MONDAY, **more)
    return keep(commitment=commitment, delivered=delivered, by=a_person(), now=MONDAY_9AM)


class TestCommit:
    def test_is_made_to_a_resident_or_to_somebody_named(self):
        community = a_community()

        named = a_commitment(promised_to="陈先生 12号楼301", community=community)

        assert (named.resident, named.state) == (None, CommitmentState.OPEN)
        with pytest.raises(NobodyPromised):
            a_commitment(promised_to="  ", community=community)

    def test_the_same_key_twice_writes_once(self):
        key, resident = uuid4(), a_resident()

        first = a_commitment(written_key=key, resident=resident)
        second = a_commitment(written_key=key, resident=resident)

        assert first == second
        assert Commitment.objects.count() == 1

    def test_names_the_facility_that_the_operator_runs_in_the_community(self):
        contract = a_contract()
        resident = a_resident(community=contract.facility.community)

        promise = a_commitment(resident=resident, operator=contract.operator)

        assert promise.facility == contract.facility


class TestKeep:
    def test_ends_in_one_service_record_of_what_was_promised(self):
        promise = a_commitment(price_fen=8000, source="desk:12")

        record = kept(promise)

        promise.refresh_from_db()
        assert (promise.state, promise.record) == (CommitmentState.KEPT, record)
        assert (record.resident, record.service) == (promise.resident, promise.service)
        assert (record.price_fen, record.source) == (8000, "desk:12")
        assert record.commitment == promise

    def test_may_be_kept_to_a_crowd(self):
        promise = a_commitment(promised_to="合唱队", community=a_community(), units=25)

        record = kept(promise, person_times=23, counted_by=CountMethod.SIGN_IN)

        assert (record.person_times, record.resident) == (23, None)

    def test_a_second_time_is_refused_naming_who_and_when(self):
        promise = a_commitment()
        keep(
            commitment=promise,
            delivered=Delivered.as_promised(promise, served_on=MONDAY),
            by=a_person(display_name="王管家"),
            now=MONDAY_9AM,
        )

        with pytest.raises(AlreadySettled, match="王管家已于2026-02-09 09:00"):
            kept(promise)

        assert ServiceRecord.objects.count() == 1

    def test_is_kept_in_history_with_who_did_it(self):
        promise = a_commitment(by=a_person("zhao"))

        kept(promise)

        states = promise.history.order_by("history_date", "pk").values_list("state", flat=True)
        assert list(states) == ["open", "kept"]


class TestGiveUp:
    def test_ends_in_one_unmet_need_with_the_reason(self):
        promise = a_commitment()

        need = give_up(
            commitment=promise, why=WhyNot.NO_STAFF, note="师傅生病", by=a_person(), now=MONDAY_9AM
        )

        promise.refresh_from_db()
        assert (promise.state, promise.unmet_need) == (CommitmentState.GIVEN_UP, need)
        assert (need.why, need.service, need.resident) == (
            WhyNot.NO_STAFF,
            promise.service,
            promise.resident,
        )
        assert need.wished_on == promise.due_on

    def test_a_cancelled_promise_is_an_unmet_need_too(self):
        promise = a_commitment()

        need = cancel(commitment=promise, note="", by=a_person(), now=MONDAY_9AM)

        promise.refresh_from_db()
        assert (promise.state, need.why) == (CommitmentState.CANCELLED, WhyNot.RESIDENT_DECLINED)

    def test_a_kept_promise_is_not_given_up(self):
        promise = a_commitment()
        kept(promise)

        with pytest.raises(AlreadySettled):
            give_up(commitment=promise, why=WhyNot.OTHER, note="", by=a_person(), now=MONDAY_9AM)

        assert UnmetNeed.objects.count() == 0


class TestReassign:
    def test_hands_an_open_promise_to_another_operator_and_its_facility(self):
        old, new = a_contract(), an_operator("接手公司")
        here = old.facility.community
        taken_over = a_contract(new, a_facility(here))
        promise = a_commitment(resident=a_resident(community=here), operator=old.operator)

        reassign(commitment=promise, operator=new, by=a_person(), now=MONDAY_9AM)

        promise.refresh_from_db()
        assert (promise.operator, promise.facility) == (new, taken_over.facility)

    def test_a_settled_promise_stays_where_it_was_settled(self):
        promise = a_commitment()
        kept(promise)

        with pytest.raises(AlreadySettled):
            reassign(commitment=promise, operator=an_operator(), by=a_person(), now=MONDAY_9AM)


class TestTheDatabase:
    @pytest.mark.parametrize(
        "change",
        [
            pytest.param("state = 'kept'", id="kept without a record"),
            pytest.param("state = 'given_up'", id="given up without an unmet need"),
            pytest.param("state = 'cancelled'", id="cancelled without an unmet need"),
        ],
    )
    def test_lets_no_promise_end_in_nothing(self, change):
        promise = a_commitment()
        settled = f"{change}, settled_at = now(), settled_by_id = made_by_id"

        with pytest.raises(IntegrityError, match="a_promise_ends_in_one_record"):
            _sql(f"UPDATE ledger_commitment SET {settled} WHERE id = {promise.pk}")  # noqa: S608

    def test_gives_no_record_to_two_promises(self):
        first, second = a_commitment(), a_commitment()
        record = kept(first)

        with pytest.raises(IntegrityError):
            Commitment.objects.filter(pk=second.pk).update(
                state="kept", record=record, settled_at=MONDAY_9AM, settled_by=record.recorded_by
            )

    @pytest.mark.parametrize("change", ["state = 'open'", "record_id = NULL", "settled_at = now()"])
    def test_opens_no_settled_promise_again(self, change):
        promise = a_commitment()
        kept(promise)

        with pytest.raises(ProgrammingError, match="Cannot update"):
            _sql(f"UPDATE ledger_commitment SET {change} WHERE id = {promise.pk}")  # noqa: S608

    def test_deletes_no_promise(self):
        promise = a_commitment()

        with pytest.raises(ProgrammingError, match="Cannot delete"):
            _sql(f"DELETE FROM ledger_commitment WHERE id = {promise.pk}")  # noqa: S608


class TestReversedKeeping:
    def test_leaves_the_promise_settled(self):
        promise = a_commitment()
        record = kept(promise)

        reverse_record(record=record, reason="记错了人", by=a_person(), now=MONDAY_9AM)

        promise.refresh_from_db()
        assert (promise.state, promise.record) == (CommitmentState.KEPT, record)
        assert promise.due_on == date(2026, 2, 10)


def _sql(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
