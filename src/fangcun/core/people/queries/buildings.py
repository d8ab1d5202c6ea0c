"""Buildings of the map that addresses name."""

from collections.abc import Sequence
from typing import NamedTuple

from fangcun.core.people.rules.addresses import AddressParts, parse_address
from fangcun.core.places.models import Building, Community


class NamedBuilding(NamedTuple):
    """A building of the map, with what its name says."""

    building: Building
    parts: AddressParts


def buildings_by_name(community: Community) -> list[NamedBuilding]:
    """Buildings of a community whose name says a number."""
    rows = Building.objects.filter(community=community).order_by("pk")
    named = (NamedBuilding(row, parse_address(row.ref)) for row in rows)
    return [one for one in named if one.parts.building]


def building_on_map(*, address: AddressParts, named: Sequence[NamedBuilding]) -> Building | None:
    """The building that an address names, if exactly one goes by that name."""
    found = [one.building for one in named if _is_meant(one.parts, address)]
    return found[0] if len(found) == 1 else None


def _is_meant(on_map: AddressParts, wanted: AddressParts) -> bool:
    same_number = on_map.building == wanted.building
    return same_number and (not wanted.estate or on_map.estate.endswith(wanted.estate))
