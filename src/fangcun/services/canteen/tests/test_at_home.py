"""Meals, packs and tables as a resident's own pages tell them."""

import pytest
from django.urls import reverse

from fangcun.core.people.actions import code_for
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.ledger.queries.at_home import things_over, things_standing
from fangcun.services.canteen.access.orders import person_at_counter
from fangcun.services.canteen.actions.orders import cancel_order
from fangcun.services.canteen.models import MealOrder
from fangcun.services.canteen.queries.orders import found_at_counter
from fangcun.services.canteen.states import Mode
from fangcun.services.canteen.tests.festivals_cast import (
    a_booking,
    a_pack_order,
    a_sale,
    a_seating,
)
from fangcun.services.canteen.tests.orders_cast import TUESDAY, a_published_menu, an_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def grandmother():
    return a_resident("陈桂英")


class TestThings:
    def test_a_meal_of_two_dishes_is_one_thing_with_its_code(self, grandmother):
        pork, rice = a_published_menu("红烧肉", "米饭")
        order = an_order(pork, (rice, 2), resident=grandmother)

        (meal,) = things_standing(grandmother)

        assert (meal.on, meal.words) == (TUESDAY, "午餐：红烧肉×1、米饭×2")
        assert meal.code.said == order.code
        assert meal.url == reverse("meals:order", args=[order.pk])

    def test_a_meal_that_is_brought_has_no_code(self, grandmother):
        (pork,) = a_published_menu("红烧肉")
        pork.menu.kitchen.delivers = True
        pork.menu.kitchen.save()
        an_order(pork, resident=grandmother)
        MealOrder.objects.update(mode=Mode.DELIVERY)

        (meal,) = things_standing(grandmother)

        assert meal.code is None

    def test_what_was_cancelled_is_over(self, grandmother):
        (pork,) = a_published_menu("红烧肉")
        order = an_order(pork, resident=grandmother)
        cancel_order(order=order, by=order.ordered_by, now=MONDAY_9AM)

        assert things_standing(grandmother) == []
        assert [one.standing for one in things_over(grandmother)] == ["已取消"]

    def test_packs_are_on_the_day_of_their_slot(self, grandmother):
        order = a_pack_order(a_sale(), 2, resident=grandmother)

        (packs,) = things_standing(grandmother)

        assert packs.starts_at == order.slot.starts_at
        assert packs.code.scanned == reverse("canteen:packs_scanned", args=[order.token])

    def test_a_table_says_for_how_many(self, grandmother):
        booking = a_booking(a_seating(), 4, resident=grandmother)

        (table,) = things_standing(grandmother)

        assert table.words == "年夜饭 4人"
        assert table.code.said == booking.code


class TestOwnCode:
    def test_finds_the_meal_and_the_guest_at_the_counter(self, grandmother):
        (pork,) = a_published_menu("红烧肉")
        order = an_order(pork, resident=grandmother)
        code = code_for(resident=grandmother, now=MONDAY_9AM)
        shown = f"https://example.org/c/{code.token}/"

        assert found_at_counter(shown, among=MealOrder.objects.all()) == [order]
        assert person_at_counter(order.kitchen, card=shown) == grandmother
