"""Two people at the same moment, each with a connection of his own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.people.models import Household
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident, an_address
from fangcun.ledger.actions import Refused
from fangcun.ledger.models import UnmetNeed
from fangcun.ledger.states import WhyNot
from fangcun.services.canteen.actions.dinners import book_table
from fangcun.services.canteen.actions.festivals import NewPack, cancel_packs, order_packs
from fangcun.services.canteen.models import BookedTable, PackOrder, TableBooking
from fangcun.services.canteen.queries.festivals import items_of, slots_of
from fangcun.services.canteen.states import Channel
from fangcun.services.canteen.tests.festivals_cast import (
    a_new_booking,
    a_new_pack_order,
    a_sale,
    a_seating,
)

pytestmark = pytest.mark.django_db(transaction=True)


class TestPacks:
    def test_the_last_one_goes_to_one_of_two_ways(self):
        """By telephone and at home at once; each sends its order twice."""
        sale, by = a_sale(NewPack(name="588元礼包", price_fen=58_800, stock=1)), a_person()
        orders = [a_new_pack_order(sale, channel=way) for way in (Channel.PHONE, Channel.ONLINE)]

        answers = _at_once(
            *(
                lambda order=order: order_packs(order=order, by=by, now=MONDAY_9AM)
                for order in (*orders, *orders)
            )
        )

        placed = [one for one in answers if isinstance(one, PackOrder)]
        refused = [one for one in answers if isinstance(one, Refused)]
        assert placed[0] == placed[1] == PackOrder.objects.get()
        assert refused[0].unmet == refused[1].unmet == UnmetNeed.objects.get()
        assert items_of(sale)[0].offer.taken == slots_of(sale)[0].taken == 1

    def test_a_household_gets_what_it_may_and_one_bag(self):
        """Mother at the counter, son at home; then one cancels while the other orders again."""
        sale = a_sale(NewPack(name="588元礼包", price_fen=58_800, stock=9, most_per_household=2))
        community, by = sale.kitchen.facility.community, a_person()
        home = Household.objects.create(address=an_address(community))
        people = [
            a_resident(name, household=home, community=community) for name in ("母", "子", "女")
        ]
        orders = [a_new_pack_order(sale, resident=one) for one in people]

        answers = _at_once(
            *(
                lambda order=order: order_packs(order=order, by=by, now=MONDAY_9AM)
                for order in orders
            )
        )

        placed = [one for one in answers if isinstance(one, PackOrder)]
        (refused,) = [one for one in answers if isinstance(one, Refused)]
        assert len(placed) == 2
        assert refused.why == WhyNot.OVER_CAP
        assert PackOrder.objects.exclude(bag_for="").count() == 1

        again = a_new_pack_order(sale, resident=people[0])
        _at_once(
            *(
                lambda order=order: cancel_packs(order=order, by=by, now=MONDAY_9AM)
                for order in placed
            ),
            lambda: order_packs(order=again, by=by, now=MONDAY_9AM),
        )

        assert PackOrder.objects.filter(state="ordered").exclude(bag_for="").count() <= 1
        assert slots_of(sale)[0].taken == PackOrder.objects.filter(state="ordered").count()
        assert items_of(sale)[0].offer.taken == PackOrder.objects.filter(state="ordered").count()


class TestTables:
    def test_two_parties_at_one_table_get_two_tables(self):
        seating, by = a_seating(), a_person()
        parties = [a_new_booking(seating, 4) for _party in range(2)]

        answers = _at_once(
            *(
                lambda party=party: book_table(booking=party, by=by, now=MONDAY_9AM)
                for party in parties
            )
        )

        assert all(isinstance(one, TableBooking) for one in answers)
        assert sorted(BookedTable.objects.values_list("table__number", flat=True)) == ["1", "2"]


def _at_once(*calls):
    start = Barrier(len(calls))

    def run(call):
        try:
            start.wait()
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
