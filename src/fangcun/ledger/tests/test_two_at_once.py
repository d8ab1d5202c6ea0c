"""Two people at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from fangcun.base.errors import Refusal
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.people.tests.cast import a_resident
from fangcun.ledger.actions import (
    AlreadyReversed,
    AlreadySettled,
    Delivered,
    cancel,
    keep,
    record_service,
    reverse_record,
)
from fangcun.ledger.models import ServiceRecord, UnmetNeed
from fangcun.ledger.tests.cast import MONDAY, MONDAY_9AM, a_commitment, a_record

pytestmark = pytest.mark.django_db(transaction=True)


class TestTwoAtOnce:
    def test_of_two_who_keep_a_promise_one_is_refused_and_there_is_one_record(self):
        promise, by = a_commitment(), a_person()

        results = _at_once(*[lambda: _keep(promise, by)] * 2)

        assert sum(isinstance(result, AlreadySettled) for result in results) == 1
        assert ServiceRecord.objects.count() == 1

    def test_kept_and_cancelled_at_once_it_is_one_of_the_two(self):
        promise, by = a_commitment(), a_person()

        results = _at_once(
            lambda: _keep(promise, by),
            lambda: cancel(commitment=promise, note="", by=by, now=MONDAY_9AM),
        )

        promise.refresh_from_db()
        assert sum(isinstance(result, AlreadySettled) for result in results) == 1
        assert ServiceRecord.objects.count() + UnmetNeed.objects.count() == 1
        assert (promise.record is None) != (promise.unmet_need is None)

    def test_of_two_reversals_one_is_refused(self):
        record, by = a_record(), a_person()

        results = _at_once(
            *[lambda: reverse_record(record=record, reason="记错", by=by, now=MONDAY_9AM)] * 2
        )

        assert sum(isinstance(result, AlreadyReversed) for result in results) == 1
        assert ServiceRecord.objects.filter(reverses=record).count() == 1

    def test_one_key_sent_twice_is_written_once_and_both_are_told_so(self):
        by = a_person()
        delivered = Delivered(
            service=a_service(), resident=a_resident(), served_on=MONDAY, written_key=uuid4()
        )

        results = _at_once(
            *[lambda: record_service(delivered=delivered, by=by, now=MONDAY_9AM)] * 2
        )

        assert results == [None, None]
        assert ServiceRecord.objects.count() == 1


def _keep(promise, by):
    delivered = Delivered.as_promised(promise, served_on=MONDAY)
    keep(commitment=promise, delivered=delivered, by=by, now=MONDAY_9AM)


def _at_once(*acts):
    """All at once; what each of them was refused with."""
    start = Barrier(len(acts))

    def one(act):
        try:
            start.wait()
            act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))
