"""Addresses as rows: each written down once, the first time somebody lives there."""

from collections.abc import Iterable
from typing import NamedTuple

from fangcun.core.people.models import Address
from fangcun.core.people.queries.buildings import building_on_map, buildings_by_name
from fangcun.core.people.rules.addresses import AddressParts
from fangcun.core.places.models import Building, Community


class Place(NamedTuple):
    """A community and an address in it."""

    community: Community
    parts: AddressParts


def address_row(place: Place) -> Address | None:
    """The address as a row; None where nothing is known of it."""
    return address_rows([place]).get(key_of(place))


def address_rows(places: Iterable[Place]) -> dict[tuple[int, AddressParts], Address]:
    """Many addresses at once, by community and parts; in a handful of statements."""
    wanted = {key_of(place): place for place in places if any(place.parts)}
    rows = _on_record(wanted.values())
    new = [place for key, place in wanted.items() if key not in rows]
    if new:
        # two stewards may write down the first family of a house at once
        Address.objects.bulk_create(_new(new), ignore_conflicts=True, batch_size=1_000)
        rows = _on_record(wanted.values())
    return rows


def put_on_map(*, building: Building, community: Community, estate: str, number: str) -> int:
    """Say which building of the map a house of an estate is; how many addresses are in it."""
    house = Address.objects.filter(community=community, estate=estate, building=number)
    return house.update(on_map=building)


def key_of(place: Place) -> tuple[int, AddressParts]:
    return place.community.pk, place.parts


def _on_record(places: Iterable[Place]) -> dict[tuple[int, AddressParts], Address]:
    places = list(places)
    communities = {place.community.pk for place in places}
    rooms = {place.parts.room for place in places}
    rows = Address.objects.filter(community__in=communities, room__in=rooms)
    return {(row.community_id, row.parts): row for row in rows}


def _new(places: Iterable[Place]) -> list[Address]:
    named = {
        community: buildings_by_name(community)
        for community in {place.community for place in places}
    }
    return [
        Address(
            community=place.community,
            on_map=building_on_map(address=place.parts, named=named[place.community]),
            **place.parts._asdict(),
        )
        for place in places
    ]
