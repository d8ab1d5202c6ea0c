"""Two ways of ordering at the same moment, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.ledger.actions import Refused
from fangcun.ledger.models import UnmetNeed
from fangcun.services.canteen.actions.orders import place_order
from fangcun.services.canteen.models import MealOrder
from fangcun.services.canteen.states import Channel
from fangcun.services.canteen.tests.orders_cast import a_new_order, a_published_menu

pytestmark = pytest.mark.django_db(transaction=True)


class TestTheLastPortion:
    def test_goes_to_one_of_two_and_what_is_sent_twice_is_one(self):
        """By telephone and at the counter at once; each sends its order twice."""
        (rice,) = a_published_menu(portions=1)
        by, chen = a_person(), a_resident()
        phone = a_new_order(rice, resident=chen)
        counter = a_new_order(rice, channel=Channel.COUNTER)

        answers = _at_once(
            *(
                lambda order=order: place_order(order=order, by=by, now=MONDAY_9AM)
                for order in (phone, counter, phone, counter)
            )
        )

        placed = [one for one in answers if isinstance(one, MealOrder)]
        refused = [one for one in answers if isinstance(one, Refused)]
        rice.offer.refresh_from_db()
        assert placed[0] == placed[1] == MealOrder.objects.get()
        assert refused[0].unmet == refused[1].unmet == UnmetNeed.objects.get()
        assert rice.offer.taken == 1


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
