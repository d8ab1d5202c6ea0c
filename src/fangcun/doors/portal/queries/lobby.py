"""What a screen on the wall of a facility shows today: everybody may read it, nobody is named."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from fangcun.core.places.models import Facility
from fangcun.core.places.queries import rooms_in_use, visits_of
from fangcun.core.places.queries.presence import Visit
from fangcun.ledger.models import Offer
from fangcun.ledger.queries.offers import bookable
from fangcun.services.canteen.queries.lobby import KitchenToday, kitchens_today

MOST_COMING, MOST_VISITS = 5, 4
DAYS_AHEAD = timedelta(days=30)


class Lobby(NamedTuple):
    """One screen."""

    kitchens: list[KitchenToday]
    coming: list[Offer]
    visits: list[Visit]


def lobby_of(facility: Facility, *, now: datetime) -> Lobby:
    """Today's meals still to come, whose number is called, what comes next, who is here."""
    return Lobby(
        kitchens=kitchens_today(facility, now=now),
        coming=list(_coming(facility, now)[:MOST_COMING]),
        visits=_visits(facility, now)[:MOST_VISITS],
    )


def _coming(facility: Facility, now: datetime) -> QuerySet[Offer]:
    """What everybody can book or join here soon; dishes stand on the menu."""
    here = Offer.objects.filter(facility=facility, group=None, state__in=bookable())
    soon = here.filter(ends_at__gt=now, starts_at__lte=now + DAYS_AHEAD)
    rows = soon.exclude(source__contains=":menu_item:").select_related("service", "room")
    return rows.order_by("starts_at", "pk")


def _visits(facility: Facility, now: datetime) -> list[Visit]:
    local = timezone.localtime(now)
    visits = visits_of(rooms_in_use(facility), [local.date()])
    return [one for one in visits if one.ends > local.time()]
