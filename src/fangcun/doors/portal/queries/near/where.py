"""Where somebody is: found among communities, buildings and facilities; never among people."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from fangcun.core.people.models import Resident
from fangcun.core.people.rules.addresses import AddressParts, address_text, parse_address
from fangcun.core.places.models import Building, Community, Facility
from fangcun.doors.portal.rules.ways import Position, position_from

MOST_SHOWN = 8
LONGEST_WORDS = 60
ENDINGS = ("社区居委会", "社区", "居委会", "村")
HOME, COMMUNITY, BUILDING, FACILITY, POSITION = "home", "c", "b", "f", "p"


class Spot(NamedTuple):
    """A place from which one walks; `key` names it in an address line."""

    key: str
    words: str
    at: Position
    is_rough: bool = False
    """Only the middle of the community is known."""
    is_exact: bool = False
    """Called just so, word for word."""

    @property
    def may_be_kept(self) -> bool:
        """A position is never kept anywhere, and home is known by signing in."""
        return self.key.partition(".")[0] in {COMMUNITY, BUILDING, FACILITY}


def spots_matching(said: str) -> list[Spot]:
    """Places that somebody may mean by his words, the most exact first."""
    said = said.strip()[:LONGEST_WORDS]
    if not said:
        return []
    parts = parse_address(said)
    communities = _communities(parts.estate or said)
    found = [
        *_buildings(said, parts, communities),
        *(_asked_for(one, parts, said) for one in communities),
        *_facilities(said),
    ]
    return found[:MOST_SHOWN]


def spot_of(key: str, *, resident: Resident | None) -> Spot | None:
    """The place that a key names; None: there is no such place, or no longer."""
    kind, _dot, rest = key.partition(".")
    if kind == HOME:
        return home_of(resident) if resident else None
    if kind == POSITION:
        at = position_from(rest)
        return Spot(f"{POSITION}.{at.lat},{at.lon}", _("您的位置"), at, True) if at else None
    if kind == COMMUNITY:
        community = Community.objects.filter(code=rest, lon__isnull=False).first()
        return _of_community(community) if community else None
    if kind == BUILDING:
        building = Building.objects.filter(ref=rest).select_related("community").first()
        return _of_building(building) if building else None
    return _facility(rest) if kind == FACILITY else None


def home_of(resident: Resident) -> Spot | None:
    """Where he lives, as far as the map knows it: his building, else his community."""
    address, community = resident.address, resident.community
    building = address.on_map if address else None
    if building is not None and address is not None:
        words = address_text(AddressParts(address.estate, address.building))
        return Spot(HOME, words or community.name, Position(building.lon, building.lat))
    if community.lon is None or community.lat is None:
        return None
    return Spot(HOME, community.name, Position(community.lon, community.lat), True)


def _communities(said: str) -> list[Community]:
    """By name, and where somebody names an estate that is called after its community."""
    rows = Community.objects.filter(lon__isnull=False).order_by("code")
    named = [one for one in rows if said in one.name or _short(one.name) in said]
    return sorted(named, key=lambda one: (_short(one.name) != said, one.code))


def _asked_for(one: Community, parts: AddressParts, said: str) -> Spot:
    """A community as an answer; from its middle, where a building of it was asked for."""
    spot = _of_community(one, is_rough=bool(parts.building))
    return spot._replace(is_exact=said in {one.name, _short(one.name)})


def _short(name: str) -> str:
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) > 1:
            return name.removesuffix(ending)
    return name


def _buildings(said: str, parts: AddressParts, communities: list[Community]) -> list[Spot]:
    """By the number on the map within the community, or by the whole as it is written there."""
    if not any(sign.isdigit() for sign in said):
        return []
    wanted = Q(ref__iexact=said) | Q(ref__icontains="".join(said.split()))
    if parts.building and communities:
        number = rf"(^|[^0-9])0*{parts.building}([^0-9]|$)"
        wanted |= Q(community__in=communities, ref__iregex=number)
    rows = Building.objects.filter(wanted).select_related("community").order_by("ref")
    return [_of_building(one) for one in rows[:MOST_SHOWN]]


def _facilities(said: str) -> list[Spot]:
    rows = Facility.objects.filter(name__icontains=said).order_by("name", "pk")
    return [_of_facility(one) for one in rows[:MOST_SHOWN]]


def _facility(number: str) -> Spot | None:
    found = Facility.objects.filter(pk=number[:18]).first() if number.isdecimal() else None
    return _of_facility(found) if found else None


def _of_community(one: Community, *, is_rough: bool = False) -> Spot:
    at = Position(one.lon or 0.0, one.lat or 0.0)
    return Spot(f"{COMMUNITY}.{one.code}", one.name, at, is_rough)


def _of_building(one: Building) -> Spot:
    words = f"{one.community.name} {one.ref}"
    return Spot(f"{BUILDING}.{one.ref}", words, Position(one.lon, one.lat))


def _of_facility(one: Facility) -> Spot:
    return Spot(f"{FACILITY}.{one.pk}", one.name, Position(one.lon, one.lat))
