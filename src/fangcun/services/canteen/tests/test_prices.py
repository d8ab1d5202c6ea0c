"""What dishes cost a person on file."""

from datetime import date

import pytest

from fangcun.core.entitlements.states import CircumstanceKind
from fangcun.core.entitlements.tests.cast import a_circumstance
from fangcun.core.people.tests.cast import a_resident
from fangcun.services.canteen.models import MenuItem
from fangcun.services.canteen.queries.priced import prices_of
from fangcun.services.canteen.tests.cast import MONDAY, a_dish, a_kitchen, a_menu, a_price_class


@pytest.mark.django_db
class TestPricesOf:
    def an_item(self, prices):
        kitchen = a_kitchen()
        return a_menu(kitchen, dishes=[a_dish(kitchen, prices=prices)]).items.get()

    def test_is_the_lowest_by_age_and_circumstance(self):
        elders = a_price_class()
        poor = a_price_class("低保", conditions={"has": "dibao"})
        item = self.an_item({elders: 1000, poor: 600})
        resident = a_resident(born_on=date(1950, 1, 1))

        before = prices_of([item], resident=resident, on=MONDAY)[item.pk]
        a_circumstance(resident, CircumstanceKind.DIBAO)
        after = prices_of([item], resident=resident, on=MONDAY)[item.pk]

        assert (before.fen, before.price_class) == (1000, elders)
        assert (after.fen, after.price_class) == (600, poor)

    def test_of_somebody_unnamed_is_what_the_counter_gives(self):
        staff = a_price_class("工作人员", conditions={})
        item = self.an_item({staff: 500})

        assert prices_of([item], resident=None, on=MONDAY)[item.pk].fen == 1200
        given = prices_of([item], resident=None, price_class=staff, on=MONDAY)[item.pk]
        assert (given.fen, given.price_class) == (500, staff)

    def test_asks_two_questions_for_any_number_of_dishes(self, django_assert_num_queries):
        elders, resident = a_price_class(), a_resident()
        keys = [self.an_item({elders: 1000}).pk for _number in range(3)]
        items = list(MenuItem.objects.filter(pk__in=keys).select_related("dish"))

        with django_assert_num_queries(2):
            prices_of(items, resident=resident, on=MONDAY)
