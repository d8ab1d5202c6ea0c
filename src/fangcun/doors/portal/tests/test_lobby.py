"""The screen in the hall: what everybody may read, and nobody's name."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.people.tests.cast import a_resident
from fangcun.core.places.tests.cast import a_facility
from fangcun.doors.portal.queries.lobby import lobby_of
from fangcun.services.canteen.actions.ready import call_code, mark_ready
from fangcun.services.canteen.tests.cast import a_kitchen
from fangcun.services.canteen.tests.orders_cast import (
    TUESDAY_NIGHT,
    TUESDAY_NOON,
    a_published_menu,
    an_order,
)

MOST_STATEMENTS = 25
NAME = "欧阳静婉"

pytestmark = pytest.mark.django_db


class TestLobby:
    def test_tells_what_there_is_to_eat_until_it_is_over(self):
        kitchen = a_kitchen()
        a_published_menu("红烧肉套餐", kitchen=kitchen)

        noon = lobby_of(kitchen.facility, now=TUESDAY_NOON).kitchens[0]
        night = lobby_of(kitchen.facility, now=TUESDAY_NIGHT).kitchens[0]

        assert [one.item.dish.name for meal in noon.meals for one in meal.items] == ["红烧肉套餐"]
        assert night.meals == []

    def test_calls_numbers_and_those_that_are_ready(self):
        kitchen = a_kitchen()
        (rice,) = a_published_menu("红烧肉套餐", kitchen=kitchen)
        called, ready, _cooking = (an_order(rice) for _one in range(3))
        cook = a_person()
        call_code(order=called, by=cook, now=TUESDAY_NOON)
        mark_ready(orders=[ready], by=cook, now=TUESDAY_NOON)

        shown = lobby_of(kitchen.facility, now=TUESDAY_NOON).kitchens[0]

        assert (shown.called, shown.ready) == ([called.code], [ready.code])

    def test_is_there_for_everybody_and_names_nobody(self, django_assert_max_num_queries):
        now = timezone.now()
        kitchen = a_kitchen()
        served_on = timezone.localdate(now + timedelta(days=1))
        (rice,) = a_published_menu(kitchen=kitchen, served_on=served_on, now=now)
        an_order(rice, resident=a_resident(NAME), now=now)

        with django_assert_max_num_queries(MOST_STATEMENTS):
            page = _read(kitchen.facility.pk)

        assert kitchen.facility.name in page
        assert NAME not in page
        assert 'hx-headers=\'{"X-By-Itself": "yes"}\'' in page

    def test_of_a_facility_without_a_kitchen_says_so(self):
        assert "这里没有食堂" in _read(a_facility().pk)

    def test_of_no_facility_is_not_there(self):
        assert Client().get(reverse("portal:lobby", args=[999_999])).status_code == 404


def _read(facility: int) -> str:
    return Client().get(reverse("portal:lobby", args=[facility])).content.decode()
