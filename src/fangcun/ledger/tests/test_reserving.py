"""Asking for a place: a yes, a place in the line, or a kind no that is written down."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.people.models import Household, Resident
from fangcun.core.people.tests.cast import a_resident, an_address
from fangcun.core.places.tests.cast import a_community
from fangcun.ledger.actions import (
    NobodyKnown,
    NobodyPromised,
    NothingAsked,
    Refused,
    Wish,
    call_off,
    cancel,
    change_offer,
    change_units,
    reserve,
    stop_offer,
)
from fangcun.ledger.models import Claim, Commitment, UnmetNeed
from fangcun.ledger.states import CommitmentState, WhyNot
from fangcun.ledger.tests.cast import MONDAY, MONDAY_9AM, a_booking, an_offer

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


def a_family(community, *names):
    """People of one household."""
    home = Household.objects.create(address=an_address(community))
    return [a_resident(name, community=community, household=home) for name in names]


class TestReserve:
    def test_promises_units_with_all_that_is_known_of_them(self):
        offer = an_offer(capacity=10, price_fen=5880)
        resident = a_resident(community=offer.community)

        booked = a_booking(offer, resident=resident, units=2, note="不要辣")

        offer.refresh_from_db()
        assert isinstance(booked, Commitment)
        assert (booked.state, booked.units, booked.price_fen) == (CommitmentState.OPEN, 2, 11760)
        assert (booked.resident, booked.service) == (resident, offer.service)
        assert booked.due_on == MONDAY + 3 * A_DAY
        assert offer.taken == 2

    def test_never_promises_more_than_there_is(self):
        offer = an_offer(capacity=3)
        a_booking(offer, units=2)

        answer = a_booking(offer, units=2)

        offer.refresh_from_db()
        assert isinstance(answer, Refused)
        assert answer.why == WhyNot.FULL
        assert answer.words == "只剩1个名额，不够2个。"
        assert offer.taken == 2

    def test_a_no_writes_the_unmet_need(self):
        offer = an_offer(capacity=0)
        resident = a_resident(community=offer.community)

        answer = a_booking(offer, resident=resident)

        assert answer.unmet == UnmetNeed.objects.get()
        assert answer.unmet.resident == resident
        assert answer.unmet.why == WhyNot.FULL
        assert answer.unmet.wished_on == MONDAY + 3 * A_DAY

    def test_the_same_question_twice_has_one_answer(self):
        yes, no = uuid4(), uuid4()
        offer = an_offer(capacity=1)

        booked = [a_booking(offer, written_key=yes) for _ in range(2)]
        refused = [a_booking(offer, written_key=no) for _ in range(2)]

        offer.refresh_from_db()
        assert booked[0] == booked[1]
        assert refused[0].unmet == refused[1].unmet
        assert (refused[0].why, refused[0].words) == (refused[1].why, refused[1].words)
        assert (offer.taken, UnmetNeed.objects.count()) == (1, 1)

    def test_is_for_whoever_is_named_where_nothing_asks_who_he_is(self):
        booked = a_booking(an_offer(capacity=1), promised_to="王先生 3号楼")

        assert booked.promised_to == "王先生 3号楼"
        with pytest.raises(NobodyPromised):
            a_booking(an_offer(), promised_to=" ")

    def test_asks_for_one_at_least(self):
        with pytest.raises(NothingAsked):
            a_booking(an_offer(), units=0)

    def test_a_duplicate_books_as_the_person_he_is(self):
        offer = an_offer(most_per_person=1)
        kept = a_resident(community=offer.community)
        gone = a_resident(community=offer.community, merged_into=kept)

        booked = a_booking(offer, resident=gone)
        again = a_booking(offer, resident=kept)

        assert booked.resident == kept
        assert again.why == WhyNot.OVER_CAP

    def test_what_a_duplicate_had_booked_before_it_was_merged_counts(self):
        offer = an_offer(most_per_person=2)
        kept, gone = (a_resident(community=offer.community) for _row in range(2))
        one, before = a_booking(offer, resident=kept), a_booking(offer, resident=gone)
        gone.merged_into = kept
        gone.save()

        again = a_booking(offer, resident=kept)
        more = change_units(commitment=one, units=2, by=before.made_by, now=MONDAY_9AM)
        cancel(commitment=before, note="不来了", by=before.made_by, now=MONDAY_9AM)

        assert (again.why, again.words) == (WhyNot.OVER_CAP, "每人限2份，已订2份。")
        assert more.why == WhyNot.OVER_CAP
        assert a_booking(offer, resident=kept).resident == kept

    def test_needs_few_statements(self):
        offer = an_offer(capacity=10, most_per_household=1, has_waiting_list=True)
        resident = Resident.objects.get(pk=a_resident(community=offer.community).pk)
        wish, by = Wish(offer=offer, resident=resident, written_key=uuid4()), a_person()

        with CaptureQueriesContext(
            connection,
        ) as asked:
            reserve(wish=wish, by=by, now=MONDAY_9AM)

        statements = [query["sql"].split()[0] for query in asked.captured_queries]
        assert statements == [
            *("SELECT", "SAVEPOINT"),
            *("INSERT", "WITH", "UPDATE"),  # claims, the promise with its version, the offer
            "RELEASE",
        ]


class TestBookingWindow:
    @pytest.mark.parametrize(
        ("later", "words"),
        [
            pytest.param(-10 * A_DAY, "02-02 09:00开始预订，请到时再来。", id="too early"),
            pytest.param(
                2.5 * A_DAY, "预订已在02-11 09:00截止；当天到现场，有空位还可以参加。", id="late"
            ),
            pytest.param(9 * A_DAY, "这一次已经结束。", id="over"),
        ],
    )
    def test_outside_of_it_nobody_books(self, later, words):
        offer = an_offer()

        answer = a_booking(offer, now=MONDAY_9AM + later)

        assert (answer.why, answer.words) == (WhyNot.CLOSED, words)

    def test_who_stands_at_the_counter_books_until_it_is_over(self):
        offer = an_offer(capacity=1)

        booked = a_booking(offer, at_counter=True, now=offer.starts_at)
        full = a_booking(offer, at_counter=True, now=offer.starts_at)
        over = a_booking(an_offer(), at_counter=True, now=offer.ends_at + A_DAY)

        assert booked.state == CommitmentState.OPEN
        assert (full.why, over.why) == (WhyNot.FULL, WhyNot.CLOSED)

    def test_what_is_stopped_or_called_off_says_so(self):
        stopped = stop_offer(offer=an_offer(), by=a_person(), now=MONDAY_9AM)
        off = call_off(offer=an_offer(), why="老师生病", by=a_person(), now=MONDAY_9AM)

        assert a_booking(stopped).words == "这一次已停止预订。"
        assert a_booking(off).words == "这一次已取消：老师生病"

    def test_what_was_read_before_a_change_is_read_again(self):
        offer = an_offer(price_fen=100)
        change_offer(
            offer=offer, revision=1, changes={"price_fen": 300}, by=a_person(), now=MONDAY_9AM
        )

        assert a_booking(offer).price_fen == 300


class TestCaps:
    def test_of_a_household_hold_over_all_its_people(self):
        offer = an_offer(most_per_household=2)
        mother, son = a_family(offer.community, "陈桂英", "陈小明")
        a_booking(offer, resident=mother)
        a_booking(offer, resident=son)

        answer = a_booking(offer, resident=mother)

        assert (answer.why, answer.words) == (WhyNot.OVER_CAP, "每户限2份，这一户已订2份。")
        assert set(Claim.objects.values_list("whose", "units")) == {
            (f"household:{mother.household_id}", 2),
            (f"resident:{mother.pk}", 1),
            (f"resident:{son.pk}", 1),
        }

    def test_of_a_person_hold_beside_those_of_his_household(self):
        offer = an_offer(most_per_person=1, most_per_household=3)
        mother, _son = a_family(offer.community, "陈桂英", "陈小明")
        a_booking(offer, resident=mother)

        answer = a_booking(offer, resident=mother)

        assert answer.words == "每人限1份，已订1份。"
        assert dict(Claim.objects.values_list("whose", "units")) == {
            f"household:{mother.household_id}": 1,
            f"resident:{mother.pk}": 1,
        }

    def test_who_lives_in_no_household_on_file_is_his_own(self):
        offer = an_offer(most_per_household=1)
        resident = a_resident(community=offer.community)
        a_booking(offer, resident=resident)

        assert a_booking(offer, resident=resident).why == WhyNot.OVER_CAP

    def test_more_than_the_cap_at_once_is_refused(self):
        assert a_booking(an_offer(most_per_person=2), units=3).why == WhyNot.OVER_CAP

    def test_ask_who_it_is(self):
        with pytest.raises(NobodyKnown):
            a_booking(an_offer(most_per_person=2), promised_to="王先生")

    def test_that_come_later_count_what_was_booked_before(self):
        offer = an_offer()
        resident = a_resident(community=offer.community)
        a_booking(offer, resident=resident, units=2)
        capped = {"most_per_person": 2}
        change_offer(offer=offer, revision=1, changes=capped, by=a_person(), now=MONDAY_9AM)

        assert a_booking(offer, resident=resident).why == WhyNot.OVER_CAP


class TestAudience:
    @pytest.mark.parametrize(
        ("audience", "words"),
        [
            pytest.param({"least_age": 60}, "这一次面向60岁及以上的居民。", id="too young"),
            pytest.param({"most_age": 12}, "这一次面向12岁及以下的居民。", id="too old"),
        ],
    )
    def test_of_an_age(self, audience, words):
        offer = an_offer(**audience)
        resident = a_resident(community=offer.community, born_on=date(1990, 1, 1))

        answer = a_booking(offer, resident=resident)

        assert (answer.why, answer.words) == (WhyNot.NOT_ELIGIBLE, words)

    def test_of_a_community(self):
        ours = a_community("甲社区")
        offer = an_offer(community=ours, communities=(ours,))

        ours_may = a_booking(offer, resident=a_resident(community=ours))
        answer = a_booking(offer, resident=a_resident(community=a_community("乙社区")))

        assert isinstance(ours_may, Commitment)
        assert answer.words == "这一次只面向甲社区的居民。"

    def test_of_an_unknown_age_is_asked_for_it(self):
        assert "出生年份" in a_booking(an_offer(least_age=60)).words
