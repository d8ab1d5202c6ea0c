"""What the front page shows of the surroundings, or of the whole district."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from fangcun.core.catalog.models import Function
from fangcun.core.catalog.queries import all_functions
from fangcun.core.places.models import RoomException
from fangcun.doors.portal.queries.facility import closures_ahead
from fangcun.doors.portal.queries.near.search import Hit, Sought, near
from fangcun.doors.portal.queries.near.written import common_wishes
from fangcun.ledger.models import Offer

MOST_WISHES, MOST_OPEN, MOST_KITCHENS, MOST_OFFERS, MOST_CLOSURES = 4, 5, 2, 3, 3
SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The large doors, what is open now, today's meals, the next classes, what is closed."""

    wishes: list[Function]
    open: list[Hit]
    closed: list[Hit]
    beyond: Hit | None
    eating: list[Hit]
    offers: list[Offer]
    closures: list[RoomException]
    is_all: bool
    """Nothing more is open than is shown."""


def front(sought: Sought) -> Front:
    """One search answers most of it."""
    found = near(sought)
    hits = [*found.open, *found.closed]
    return Front(
        wishes=common_wishes(list(all_functions()), most=MOST_WISHES),
        open=found.open[:MOST_OPEN],
        closed=found.closed[:MOST_OPEN],
        beyond=found.beyond,
        eating=[one for one in hits if one.kitchen and one.kitchen.meals][:MOST_KITCHENS],
        offers=_offers(hits),
        closures=_closures(sought, hits),
        is_all=len(found.open) <= MOST_OPEN,
    )


def _offers(hits: list[Hit]) -> list[Offer]:
    """The next ones, of those with the same name the first."""
    coming = sorted(
        (offer for hit in hits for offer in hit.offers), key=lambda one: (one.starts_at, one.pk)
    )
    named = {str(one): one for one in reversed(coming)}
    return [one for one in coming if named[str(one)] is one][:MOST_OFFERS]


def _closures(sought: Sought, hits: list[Hit]) -> list[RoomException]:
    """Near the place looked from; soon, so that nobody walks in vain."""
    today = timezone.localdate(sought.now)
    keys = [one.facility.pk for one in hits] if sought.spot else None
    rows = closures_ahead(keys, on=today).filter(starts_on__lte=today + SOON)
    return list(rows[:MOST_CLOSURES])
