"""Put the demo district together: real names and boundary, made-up people and places."""

import csv
import json
import tomllib
from dataclasses import dataclass
from enum import IntEnum
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from fangcun_planner.defaults import default_functions, default_rules
from fangcun_planner.demo.apportion import apportion
from fangcun_planner.demo.facilities import made_up_facilities, reported_facilities
from fangcun_planner.demo.people import households, residents_by_age
from fangcun_planner.demo.places import building_places, community_centres
from fangcun_planner.demo.spaces import idle_spaces
from fangcun_planner.district import (
    Building,
    Community,
    District,
    ExistingFacility,
    PlanOptions,
    Ring,
)
from fangcun_planner.geo.boundary import area_of, cells_in_metres, rings_of_geojson
from fangcun_planner.geo.metres import in_metres, to_degrees, to_metres

Floats = NDArray[np.float64]
Rows = list[dict[str, str]]

DEGREE_DIGITS = 6  # about 0.1 m: the last bits of a projection differ between machines


class Stream(IntEnum):
    """Each subject draws its own random numbers, so that one can change without the others."""

    PEOPLE = 1
    CENTRES = 2
    BUILDINGS = 3
    SPACES = 4
    FACILITIES = 5


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under the communities, in metres.

    Parameters
    ----------
    area
        The district.
    subdistrict
        (C,) Row of each community's subdistrict.
    centre, radius_m, density, age
        (D, 2), (D,), (D,), (D,) of the D subdistricts.
    """

    area: BaseGeometry
    subdistrict: NDArray[np.int64]
    centre: Floats
    radius_m: Floats
    density: Floats
    age: Floats


def demo_district(*, seed: int = 1) -> District:
    """Chongchuan's real communities with made-up people, buildings, spaces and facilities.

    The same seed gives the same district on every machine.
    """
    facts = tomllib.loads(_text("district.toml"))
    boundary = rings_of_geojson(json.loads(_text("boundary.geojson")))
    listed = [
        row
        for row in _rows("communities.csv")
        if not row["code"].endswith(facts["virtual_code_ending"])
    ]
    ground = _ground(listed, boundary)
    communities = _communities(listed, facts, ground, _draw(seed, Stream.PEOPLE))
    centres = community_centres(
        home=ground.subdistrict,
        centre=ground.centre,
        radius_m=ground.radius_m,
        area=ground.area,
        rng=_draw(seed, Stream.CENTRES),
    )
    buildings = _buildings(communities, centres, ground, facts, _draw(seed, Stream.BUILDINGS))
    return District(
        name=facts["name"],
        communities=communities,
        buildings=buildings,
        spaces=idle_spaces(
            count=facts["spaces"]["count"],
            mark=facts["spaces"]["mark"],
            types=_rows("space_types.csv"),
            communities=communities,
            buildings=buildings,
            rng=_draw(seed, Stream.SPACES),
        ),
        facilities=_facilities(communities, centres, facts, _draw(seed, Stream.FACILITIES)),
        functions=default_functions(),
        rules=default_rules(),
        options=PlanOptions(
            budget_fen=facts["options"]["budget_yuan"] * 100,
            open_at_most=facts["options"]["open_at_most"],
        ),
        boundary=boundary,
    )


def _ground(listed: Rows, boundary: tuple[Ring, ...]) -> Ground:
    rows = _rows("subdistricts.csv")
    codes = [row["code"] for row in rows]
    lon, lat, radius_m, density, age = (
        np.array([float(row[column]) for row in rows])
        for column in ("lon", "lat", "radius_m", "density", "age")
    )
    return Ground(
        area=in_metres(area_of(boundary)),
        subdistrict=np.array([codes.index(row["street_code"]) for row in listed]),
        centre=np.column_stack(to_metres(lon=lon, lat=lat)),
        radius_m=radius_m,
        density=density,
        age=age,
    )


def _communities(
    listed: Rows, facts: dict[str, Any], ground: Ground, rng: np.random.Generator
) -> tuple[Community, ...]:
    by_age = residents_by_age(
        people=facts["people"],
        density=ground.density[ground.subdistrict],
        age=ground.age[ground.subdistrict],
        rng=rng,
    )
    homes = households(people=facts["people"], residents=by_age.sum(axis=1), rng=rng)
    return tuple(
        Community(
            code=row["code"],
            name=_community_name(row["name"], facts["name_endings"]),
            subdistrict=row["street_name"],
            households=int(home),
            residents_by_age=tuple(int(count) for count in counts),
        )
        for row, counts, home in zip(listed, by_age, homes, strict=True)
    )


def _community_name(committee: str, endings: list[dict[str, str]]) -> str:
    """The community's name without the word for its committee."""
    for ending in endings:
        if committee.endswith(ending["from"]):
            return committee.removesuffix(ending["from"]) + ending["to"]
    return committee


def _buildings(
    communities: tuple[Community, ...],
    centres: Floats,
    ground: Ground,
    facts: dict[str, Any],
    rng: np.random.Generator,
) -> tuple[Building, ...]:
    places = facts["places"]
    residents = np.array([community.residents for community in communities], dtype=np.float64)
    counts = apportion(total=places["buildings"], weights=residents)
    spread = ground.radius_m[ground.subdistrict]
    buildings: list[Building] = []
    for row, cell in enumerate(cells_in_metres(places=centres, area=ground.area)):
        at = building_places(
            count=int(counts[row]),
            centre=centres[row],
            cell=cell,
            stretch=float(np.sqrt(spread[row] / spread.min())),
            places=places,
            rng=rng,
        )
        weights = np.exp(rng.normal(0.0, places["building_size_spread"], len(at)))
        people = apportion(total=communities[row].residents, weights=weights)
        buildings += _buildings_of(communities[row], at, people, first=len(buildings) + 1)
    return tuple(buildings)


def _buildings_of(
    community: Community, at: Floats, people: NDArray[np.int64], *, first: int
) -> list[Building]:
    lon, lat = to_degrees(x=at[:, 0], y=at[:, 1])
    return [
        Building(
            id=f"B{number:05d}",
            community=community.code,
            lon=round(float(x), DEGREE_DIGITS),
            lat=round(float(y), DEGREE_DIGITS),
            residents=int(count),
        )
        for number, (x, y, count) in enumerate(zip(lon, lat, people, strict=True), start=first)
    ]


def _facilities(
    communities: tuple[Community, ...],
    centres: Floats,
    facts: dict[str, Any],
    rng: np.random.Generator,
) -> tuple[ExistingFacility, ...]:
    lon, lat = to_degrees(x=centres[:, 0], y=centres[:, 1])
    position = {
        community.code: (round(float(x), DEGREE_DIGITS), round(float(y), DEGREE_DIGITS))
        for community, x, y in zip(communities, lon, lat, strict=True)
    }
    reported = reported_facilities(
        reports=tomllib.loads(_text("article.toml"))["facility"], centres=position
    )
    return reported + made_up_facilities(
        facts=facts["facilities"],
        reported=reported,
        communities=communities,
        centres=position,
        functions=default_functions(),
        rules=default_rules(),
        rng=rng,
    )


def _draw(seed: int, stream: Stream) -> np.random.Generator:
    return np.random.default_rng([seed, stream])


def _rows(name: str) -> Rows:
    return list(csv.DictReader(_text(name).splitlines()))


def _text(name: str) -> str:
    return files("fangcun_planner.demo").joinpath(name).read_text(encoding="utf-8")
