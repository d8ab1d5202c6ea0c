"""Two people at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from fangcun.base.errors import Refusal
from fangcun.core.people.actions import (
    CannotMerge,
    CardTaken,
    ChangedMeanwhile,
    NewResident,
    correct_resident,
    merge_residents,
    register_resident,
)
from fangcun.core.people.models import Address, Merge, Resident
from fangcun.core.people.rules.addresses import AddressParts
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.tests.cast import a_community

pytestmark = pytest.mark.django_db(transaction=True)


class TestTwoAtOnce:
    def test_two_corrections_of_one_version_end_in_one(self):
        resident = a_resident()

        results = both(lambda name: correct(resident, name), "第一人", "第二人")

        resident.refresh_from_db()
        assert sum(isinstance(result, ChangedMeanwhile) for result in results) == 1
        assert (resident.revision, results.count(None)) == (2, 1)

    def test_two_merges_crosswise_end_in_one(self):
        community = a_community()
        one, other = (a_resident(name, community=community) for name in "甲乙")

        results = both(lambda pair: merge(*pair), (one, other), (other, one))

        assert sum(isinstance(result, CannotMerge) for result in results) == 1
        assert Resident.objects.exclude(merged_into=None).count() == Merge.objects.count() == 1

    def test_a_chain_is_not_made_by_two_at_once(self):
        community = a_community()
        one, two, three = (a_resident(name, community=community) for name in "甲乙丙")

        both(lambda pair: merge(*pair), (one, two), (two, three))

        merged = Resident.objects.exclude(merged_into=None).select_related("merged_into")
        assert merged.count() == 1
        assert all(row.merged_into.merged_into_id is None for row in merged)

    def test_one_form_sent_twice_at_once_is_written_once(self):
        community = a_community()
        sent_as = UUID(int=1)

        both(lambda _who: register(community, sent_as=sent_as), "一", "二")

        assert Resident.objects.count() == 1

    def test_of_two_who_hand_out_one_card_one_is_refused(self):
        community = a_community()

        results = both(lambda name: register(community, name=name, card_number="A1"), "甲", "乙")

        assert sum(isinstance(result, CardTaken) for result in results) == 1

    def test_two_families_of_a_new_house_share_its_address(self):
        community = a_community()
        home = AddressParts("南郊新村", "12", "", "301")

        results = both(lambda name: register(community, name=name, address=home), "甲", "乙")

        assert results == [None, None]
        assert Address.objects.get().people.count() == 2


def both(act, *whose):
    """Both at once; what each of them was refused with."""
    start = Barrier(2)

    def one(who):
        try:
            start.wait()
            act(who)
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, whose))


def correct(resident: Resident, name: str) -> None:
    given = NewResident(name=name, community=resident.community)
    correct_resident(resident=resident, revision=1, given=given, by=name, now=MONDAY_9AM)


def merge(kept: Resident, gone: Resident) -> None:
    merge_residents(kept=kept, gone=gone, take=(), by="甲", now=MONDAY_9AM)


def register(community, *, name="陈桂英", sent_as=None, **more) -> None:
    given = NewResident(name=name, community=community, **more)
    register_resident(given=given, by="甲", now=MONDAY_9AM, sent_as=sent_as)
