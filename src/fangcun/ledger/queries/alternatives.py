"""What can be had instead of an offer that is full, closed or for others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, radians
from typing import NamedTuple

from django.db.models import Case, F, FloatField, IntegerField, Q, QuerySet, When
from django.db.models.expressions import Combinable, Value
from django.db.models.functions import Abs, Coalesce, Extract
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.core.people.models import Resident
from fangcun.ledger.models import Offer
from fangcun.ledger.queries.audience import why_not
from fangcun.ledger.queries.figures import metres_between
from fangcun.ledger.states import OfferState

NEAR_IN_TIME = timedelta(days=14)
MOST_SHOWN = 3
MOST_ASKED = 60  # a crowded district has thousands; the nearest of them are looked at


class Point(NamedTuple):
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Alternative:
    """The same service at another time or place; metres from home, or from the place wished."""

    offer: Offer
    metres: int | None  # None: nobody knows how far
    is_same_place: bool

    def __str__(self) -> str:
        where = _("同一地点") if self.is_same_place else _place_of(self.offer)
        when = f"{timezone.localtime(self.offer.starts_at):%m-%d %H:%M}"
        if not self.metres:
            return _("{when} {where}").format(when=when, where=where)
        return _("{when} {where}，约{metres}米").format(when=when, where=where, metres=self.metres)


def alternatives(
    *, offer: Offer, resident: Resident | None, units: int, now: datetime
) -> tuple[Alternative, ...]:
    """The same service, free and open to him, within 14 days of what he wished.

    The same place at another time first, then other places by distance; at most three.
    """
    home = _home_of(resident) or _point_of(offer)
    candidates = _nearest_first(_free(offer, units, now), offer, home)
    found = []
    for one in _open_to(candidates, resident):
        here = _is_same_place(one, offer)
        found.append(Alternative(one, _metres(home, _point_of(one)), here))
        if len(found) == MOST_SHOWN:
            break
    return tuple(found)


def _free(offer: Offer, units: int, now: datetime) -> QuerySet[Offer]:
    near = (offer.starts_at - NEAR_IN_TIME, offer.starts_at + NEAR_IN_TIME)
    has_room = Q(capacity=None) | Q(capacity__gte=F("taken") + units)
    return Offer.objects.filter(
        has_room,
        service=offer.service_id,
        state=OfferState.OPEN,
        starts_at__range=near,
        starts_at__gt=now,
        books_from__lte=now,
        books_until__gte=now,
    ).exclude(pk=offer.pk)


def _nearest_first(rows: QuerySet[Offer], offer: Offer, home: Point | None) -> QuerySet[Offer]:
    if offer.facility_id is not None:
        same = Q(facility=offer.facility_id)
    else:
        same = Q(facility=None, community=offer.community_id)
    return (
        rows.annotate(
            elsewhere=Case(When(same, then=0), default=1, output_field=IntegerField()),
            square=Case(When(same, then=0.0), default=_square(home), output_field=FloatField()),
            apart=Abs(Extract(F("starts_at") - Value(offer.starts_at), "epoch")),
        )
        .select_related("facility", "community", "service", "group")
        .order_by("elsewhere", F("square").asc(nulls_last=True), "apart", "starts_at", "pk")
    )


def _open_to(rows: QuerySet[Offer], resident: Resident | None) -> Iterator[Offer]:
    for one in rows[:MOST_ASKED]:
        if resident is None or not why_not(resident, one):
            yield one


def _square(home: Point | None) -> Combinable:
    """How far away, squared: the same sum as `metres_between`, in degrees of latitude."""
    if home is None:
        return Value(None, output_field=FloatField())
    lon, lat = (Coalesce(f"facility__{axis}", f"community__{axis}") for axis in ("lon", "lat"))
    east = (lon - Value(home.lon)) * Value(cos(radians(home.lat)))
    north = lat - Value(home.lat)
    return east * east + north * north


def _metres(home: Point | None, place: Point | None) -> int | None:
    return None if home is None or place is None else round(metres_between(*home, *place))


def _is_same_place(one: Offer, offer: Offer) -> bool:
    if offer.facility_id is not None:
        return one.facility_id == offer.facility_id
    return one.facility_id is None and one.community_id == offer.community_id


def _point_of(offer: Offer) -> Point | None:
    place = offer.facility or offer.community
    return None if place.lon is None or place.lat is None else Point(place.lon, place.lat)


def _home_of(resident: Resident | None) -> Point | None:
    address = resident.address if resident else None
    building = address.on_map if address else None
    return Point(building.lon, building.lat) if building else None


def _place_of(offer: Offer) -> str:
    return str(offer.facility or offer.community)
