"""Two canteens claim one person's subsidy at the same moment, each with its own connection."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.services.canteen.actions.orders import place_order
from fangcun.services.canteen.models import MealOrder, SubsidyClaim
from fangcun.services.canteen.tests.orders_cast import a_new_order, a_published_menu
from fangcun.services.canteen.tests.subsidies_cast import a_subsidy_pack, an_elder

pytestmark = pytest.mark.django_db(transaction=True)


class TestTwoCanteensAtOnce:
    def test_one_meal_is_subsidised_the_other_is_full_price(self):
        a_subsidy_pack()
        chen, by = an_elder(), a_person()
        wanted = [a_new_order(*a_published_menu(), resident=chen) for _place in range(4)]
        start = Barrier(len(wanted))

        def order(one):
            try:
                start.wait()
                return place_order(order=one, by=by, now=MONDAY_9AM)
            finally:
                connection.close()

        with ThreadPoolExecutor(len(wanted)) as pool:
            placed = list(pool.map(order, wanted))

        assert sorted(one.subsidy_fen for one in placed) == [0, 0, 0, 300]
        assert sum(MealOrder.objects.values_list("subsidy_fen", flat=True)) == 300
        assert SubsidyClaim.objects.get().order.subsidy_fen == 300
