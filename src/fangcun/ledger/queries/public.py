"""Offers as everybody may read them: never who has a place, nor what is for a closed group."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from fangcun.ledger.models import Offer
from fangcun.ledger.queries.offers import bookable, with_waiting

WEEKS_AHEAD = timedelta(days=28)
DISHES = ":menu_item:"
"""In the source of a dish: menus have pages of their own."""


def public_offers() -> QuerySet[Offer]:
    """What anybody may ask for: neither dishes nor what is for the members of a group."""
    rows = Offer.objects.filter(group=None).exclude(source__contains=DISHES)
    return with_waiting(rows)


def offers_ahead(now: datetime) -> QuerySet[Offer]:
    """Those that are not over and not called off, of the weeks ahead, the next first."""
    rows = public_offers().filter(
        state__in=bookable(), ends_at__gt=now, starts_at__lte=now + WEEKS_AHEAD
    )
    return rows.order_by("starts_at", "pk")


def offers_at(facilities: Iterable[int], *, now: datetime) -> dict[int, list[Offer]]:
    """The next offers of each of these facilities, by its key; one query."""
    found: dict[int, list[Offer]] = {}
    for offer in offers_ahead(now).filter(facility__in=list(facilities)):
        if offer.facility_id is not None:
            found.setdefault(offer.facility_id, []).append(offer)
    return found
