"""One facility as everybody may read it: when, who, what, how much, by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.models import Operator, PromisedLine
from fangcun.core.operators.queries import contracts_running
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Facility, RoomException
from fangcun.core.places.queries import Visit, visits_of
from fangcun.core.places.rules import DayHours
from fangcun.doors.portal.queries.near.places import (
    DAYS_AHEAD,
    Place,
    RoomThere,
    opening_of,
    places_of,
)
from fangcun.doors.portal.queries.near.search import Way, way_to
from fangcun.doors.portal.queries.near.where import Spot
from fangcun.doors.portal.rules.openness import Opening
from fangcun.doors.portal.rules.ways import Position
from fangcun.ledger.models import Offer
from fangcun.ledger.queries.public import offers_at
from fangcun.services.canteen.queries.near import KitchenNear, kitchens_at

CLOSURES_AHEAD = timedelta(days=30)
MOST_OFFERS, MOST_CLOSURES = 8, 5


class ServiceThere(NamedTuple):
    """A service that a contract promises here, with every line that says when and where."""

    service: ServiceKind
    lines: list[PromisedLine]


class Week(NamedTuple):
    """The hours of the days ahead, and the rooms that keep them."""

    names: list[str]
    days: list[tuple[date, DayHours]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All that the page of a facility says."""

    place: Place
    opening: Opening
    today: list[Visit]
    ahead: list[Visit]
    closures: list[RoomException]
    services: list[ServiceThere]
    operators: list[Operator]
    offers: list[Offer]
    kitchen: KitchenNear | None
    way: Way | None

    @property
    def facility(self) -> Facility:
        return self.place.facility

    @property
    def rooms(self) -> list[RoomThere]:
        return self.place.rooms

    @property
    def weeks(self) -> list[Week]:
        """The days after today; rooms that are open at the same hours together."""
        found: dict[str, Week] = {}
        for one in self.rooms:
            if one.is_posted:
                days = one.days[1:]
                found.setdefault(repr(days), Week([], days)).names.append(one.room.name)
        return list(found.values())


def facility_shown(
    facility: Facility,
    *,
    spot: Spot | None,
    is_elder: bool,
    resident: Resident | None,
    now: datetime,
) -> Shown:
    """A fixed number of queries, however many rooms and services there are."""
    day = timezone.localdate(now)
    place = places_of([facility], at=now)[facility.pk]
    visits = _visits(place, day)
    return Shown(
        place=place,
        opening=opening_of(place.rooms, at=now),
        today=[one for one in visits if one.day == day],
        ahead=[one for one in visits if one.day != day],
        closures=list(closures_ahead([facility.pk], on=day)[:MOST_CLOSURES]),
        services=_services(place.lines),
        operators=_operators(facility, day),
        offers=offers_at([facility.pk], now=now).get(facility.pk, [])[:MOST_OFFERS],
        kitchen=kitchens_at([facility.pk], resident=resident, now=now).get(facility.pk),
        way=_way(facility, spot, is_elder=is_elder),
    )


def closures_ahead(facilities: Iterable[int] | None, *, on: date) -> QuerySet[RoomException]:
    """Rooms that are closed for a while now or soon, and why; the nearest in time first."""
    rows = RoomException.objects.filter(
        opens=None,
        withdrawn_at=None,
        room__closed_on=None,
        ends_on__gte=on,
        starts_on__lte=on + CLOSURES_AHEAD,
    )
    if facilities is not None:
        rows = rows.filter(room__facility__in=list(facilities))
    return rows.select_related("room__facility__community").order_by("starts_on", "pk")


def _visits(place: Place, day: date) -> list[Visit]:
    days = [day + timedelta(days=number) for number in range(DAYS_AHEAD)]
    return visits_of([one.room for one in place.rooms], days, place.known)


def _services(lines: Iterable[PromisedLine]) -> list[ServiceThere]:
    """The lines of one service together, in the order of the catalogue."""
    found: dict[int, ServiceThere] = {}
    for line in lines:
        known = found.setdefault(line.service_id, ServiceThere(line.service, []))
        known.lines.append(line)
    return list(found.values())


def _operators(facility: Facility, day: date) -> list[Operator]:
    running = contracts_running(day).filter(facility=facility).select_related("operator")
    by_key = {one.operator_id: one.operator for one in running.order_by("starts_on", "pk")}
    return list(by_key.values())


def _way(facility: Facility, spot: Spot | None, *, is_elder: bool) -> Way | None:
    if spot is None:
        return None
    return way_to(Position(facility.lon, facility.lat), start=spot.at, is_elder=is_elder)
