"""The nearest alternatives, checked against a referee that looks at all of them."""

from datetime import timedelta
from random import Random

import pytest

from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident, an_address
from fangcun.core.places.models import Building
from fangcun.core.places.tests.cast import a_community, a_facility
from fangcun.ledger.actions import stop_offer
from fangcun.ledger.models import Offer
from fangcun.ledger.queries import alternatives, why_not
from fangcun.ledger.queries.figures import metres_between
from fangcun.ledger.states import OfferState
from fangcun.ledger.tests.cast import an_offer

pytestmark = pytest.mark.django_db

LON, LAT = 120.9, 32.0


class TestAlternatives:
    @pytest.mark.parametrize("seed", range(4))
    def test_are_those_that_a_referee_finds(self, seed):
        luck = Random(seed)  # noqa: S311  # the same town every time
        service, community = a_service(), a_community()
        facilities = [
            a_facility(community, lon=LON + luck.random() / 50, lat=LAT + luck.random() / 50)
            for _ in range(5)
        ]
        offers = [
            an_offer(
                service=service,
                facility=luck.choice(facilities),
                starts_at=MONDAY_9AM + timedelta(hours=luck.randint(30, 24 * 25)),
                capacity=luck.choice([0, 1, 2, None]),
                least_age=luck.choice([None, None, 70]),
            )
            for _ in range(30)
        ]
        stop_offer(offer=offers[-1], by=a_person(), now=MONDAY_9AM)
        home = Building.objects.create(
            ref=f"B{seed}", community=community, lon=LON, lat=LAT, residents=80
        )
        resident = a_resident(
            community=community, address=an_address(community, on_map=home), birth_year=1980
        )
        wished = Offer.objects.get(pk=offers[0].pk)

        found = alternatives(offer=wished, resident=resident, units=1, now=MONDAY_9AM)

        assert [one.offer for one in found] == _referee(wished, resident, LON, LAT)
        for one in found:
            place = one.offer.facility
            assert one.metres == round(metres_between(LON, LAT, place.lon, place.lat))

    def test_say_when_where_and_how_far(self):
        service, community = a_service(), a_community()
        here = a_facility(community, lon=LON, lat=LAT, name="南郊站")
        there = a_facility(community, lon=LON, lat=LAT + 0.01, name="北郊站")
        wished = an_offer(service=service, facility=here, capacity=0)
        an_offer(service=service, facility=here, starts_at=MONDAY_9AM + timedelta(days=5))
        an_offer(service=service, facility=there)

        found = alternatives(offer=wished, resident=None, units=1, now=MONDAY_9AM)

        assert [str(one) for one in found] == [
            "02-14 09:00 同一地点",
            "02-12 09:00 北郊站，约1112米",
        ]


def _referee(wished, resident, lon, lat):
    """Every offer looked at, one by one, in words of the rule."""

    def fits(one):
        return (
            one.pk != wished.pk
            and one.service == wished.service
            and one.state == OfferState.OPEN
            and one.starts_at > MONDAY_9AM
            and one.books_from <= MONDAY_9AM <= one.books_until
            and abs(one.starts_at - wished.starts_at) <= timedelta(days=14)
            and (one.capacity is None or one.taken + 1 <= one.capacity)
            and not why_not(resident, one)
        )

    def place(one):
        is_elsewhere = one.facility != wished.facility
        far = metres_between(lon, lat, one.facility.lon, one.facility.lat) if is_elsewhere else 0
        return is_elsewhere, far, abs(one.starts_at - wished.starts_at), one.starts_at, one.pk

    every = Offer.objects.select_related("facility", "service")
    return sorted(filter(fits, every), key=place)[:3]
