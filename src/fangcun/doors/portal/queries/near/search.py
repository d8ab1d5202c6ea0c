"""What is open near a place at a moment, the nearest first."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from fangcun.core.catalog.models import Function, ServiceKind
from fangcun.core.operators.queries import contracts_running
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Facility
from fangcun.doors.portal.queries.near.places import Place, RoomThere, opening_of, places_of
from fangcun.doors.portal.queries.near.walks import paces, walks_from
from fangcun.doors.portal.queries.near.where import Spot
from fangcun.doors.portal.rules.openness import Opening
from fangcun.doors.portal.rules.ways import Position, minutes_of, nearest_first, rounded, sector_of
from fangcun.ledger.models import Offer
from fangcun.ledger.queries.public import offers_ahead, offers_at
from fangcun.services.canteen.queries.near import KitchenNear, kitchens_at

MOST_SHOWN, MOST_ASKED, MOST_OFFERS = 30, 8, 3
FEW = 4


class When(StrEnum):
    """At which time somebody would come."""

    NOW = "now"
    TODAY = "today"
    AT = "at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What somebody is looking for, and from where; no spot: anywhere in the district."""

    now: datetime
    spot: Spot | None = None
    within_m: int = 500
    function: Function | None = None
    service: ServiceKind | None = None
    when: When = When.NOW
    at: datetime | None = None
    """The day and time, with `When.AT`."""
    is_step_free: bool = False
    resident: Resident | None = None
    is_elder: bool = False
    most: int = MOST_SHOWN

    @property
    def moment(self) -> datetime:
        return self.at or self.now

    @property
    def day(self) -> date:
        return timezone.localdate(self.moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How far it is on foot, and in which of eight directions."""

    metres: float
    shown_m: int
    minutes: int
    sector: int


class Reached(NamedTuple):
    """A facility and the way to it; no way: too far, or nobody said from where."""

    facility: Facility
    way: Way | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One facility as an answer."""

    place: Place
    way: Way | None
    rooms: list[RoomThere]
    opening: Opening
    offers: list[Offer]
    kitchen: KitchenNear | None

    @property
    def facility(self) -> Facility:
        return self.place.facility

    @property
    def open_rooms(self) -> list[RoomThere]:
        return [one for one in self.rooms if one.opening.is_open]

    @property
    def is_open_in_part(self) -> bool:
        """Some rooms are open and others are not: then it is said which."""
        return 0 < len(self.open_rooms) < len(self.rooms)

    @property
    def is_step_free(self) -> bool:
        """Every room that he can go to then is entered without a step."""
        rooms = self.open_rooms or self.rooms
        return bool(rooms) and all(one.room.is_step_free for one in rooms)

    @property
    def has_toilet(self) -> bool:
        return any(one.room.has_accessible_toilet for one in self.place.rooms)

    @property
    def has_loop(self) -> bool:
        return any(one.room.has_hearing_aid_loop for one in self.rooms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What is open then, what is within the circle but closed, and the nearest outside of it."""

    open: list[Hit]
    closed: list[Hit]
    beyond: Hit | None = None


def near(sought: Sought) -> Near:
    """The answer; the same number of queries however many places there are."""
    found = _nearest_first(sought)
    count = sum(_is_within(one.way, sought) for one in found)
    inside, farther = found[:count][: sought.most], found[count:][:MOST_ASKED]
    # where there is little in the circle, the next outside of it are asked about at once
    hits = _hits(sought, inside if len(inside) > FEW else [*inside, *farther])
    here = [hit for hit in hits if _is_within(hit.way, sought)]
    answers = [hit for hit in here if _answers(hit, sought)]
    return Near(
        open=answers,
        closed=[hit for hit in here if not _answers(hit, sought)],
        beyond=None if answers else _beyond(sought, hits[len(here) :] or _hits(sought, farther)),
    )


def _beyond(sought: Sought, farther: list[Hit]) -> Hit | None:
    """The nearest that answers outside of the circle; if none does, the nearest."""
    answers = (hit for hit in farther if _answers(hit, sought))
    return next(answers, farther[0] if farther else None)


def _nearest_first(sought: Sought) -> list[Reached]:
    facilities = list(_facilities(sought))
    walk = paces() if sought.spot else None
    if sought.spot is None or walk is None:
        return [Reached(one, None) for one in facilities]
    points = [Position(one.lon, one.lat) for one in facilities]
    metres = walks_from(sought.spot.at, points, detour=walk.detour)
    pace = walk.elder_pace if sought.is_elder else walk.pace
    return [
        Reached(facilities[n], _way(sought.spot.at, points[n], metres[n], pace))
        for n in nearest_first(metres)
    ]


def _facilities(sought: Sought) -> QuerySet[Facility]:
    """Those that have what is sought, wherever they are."""
    # "complex" comes first: where nobody says from where, the places that have most
    rows = Facility.objects.select_related("community").order_by("kind", "name", "pk")
    running = contracts_running(timezone.localdate(sought.moment))
    if sought.service is not None:
        promised = Q(contracts__in=running) & Q(
            contracts__lines__service=sought.service, contracts__lines__dropped_on=None
        )
        coming = offers_ahead(sought.now).filter(service=sought.service)
        return rows.filter(promised | Q(pk__in=coming.order_by().values("facility"))).distinct()
    if sought.function is not None:
        return rows.filter(
            functions__function=sought.function, functions__capacity__gt=0
        ).distinct()
    return rows


def way_to(place: Position, *, start: Position, is_elder: bool) -> Way | None:
    """The way to one place; None: too far, or nothing is known of how people walk here."""
    walk = paces()
    if walk is None:
        return None
    (metres,) = walks_from(start, [place], detour=walk.detour)
    return _way(start, place, metres, walk.elder_pace if is_elder else walk.pace)


def _way(start: Position, end: Position, metres: float | None, pace: float) -> Way | None:
    if metres is None:
        return None
    return Way(
        metres=metres,
        shown_m=rounded(metres),
        minutes=minutes_of(metres, pace=pace),
        sector=sector_of(start, end),
    )


def _is_within(way: Way | None, sought: Sought) -> bool:
    """Without a spot everything is; a walk of exactly the limit still counts."""
    return sought.spot is None or (way is not None and way.metres <= sought.within_m)


def _hits(sought: Sought, reached: list[Reached]) -> list[Hit]:
    facilities = [one.facility for one in reached]
    keys = [one.pk for one in facilities]
    places = places_of(facilities, at=sought.moment)
    offers = offers_at(keys, now=sought.now)
    kitchens = kitchens_at(keys, resident=sought.resident, now=sought.now)
    hits = [
        _hit(sought, places[key], one.way, offers.get(key, []), kitchens.get(key))
        for key, one in zip(keys, reached, strict=True)
    ]
    return [hit for hit in hits if hit.is_step_free or not sought.is_step_free]


def _hit(
    sought: Sought, place: Place, way: Way | None, offers: list[Offer], kitchen: KitchenNear | None
) -> Hit:
    rooms = _rooms(sought, place)
    return Hit(
        place=place,
        way=way,
        rooms=rooms,
        opening=opening_of(rooms, at=sought.moment),
        offers=[one for one in offers if _is_sought(one, sought)][:MOST_OFFERS],
        kitchen=kitchen,
    )


def _rooms(sought: Sought, place: Place) -> list[RoomThere]:
    if sought.service is not None:
        return place.rooms_with(sought.service)
    return place.rooms if sought.function is None else place.rooms_for(sought.function)


def _is_sought(offer: Offer, sought: Sought) -> bool:
    if sought.service is not None:
        return offer.service_id == sought.service.pk
    return sought.function is None or offer.service.function_id == sought.function.pk


def _answers(hit: Hit, sought: Sought) -> bool:
    """Whether somebody who comes then finds it open."""
    opens_at = hit.opening.opens_at
    if hit.opening.is_open or sought.when != When.TODAY or opens_at is None:
        return hit.opening.is_open
    return opens_at.date() == sought.day
