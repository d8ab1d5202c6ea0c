"""The district at a glance: figures, and what lies on the map."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import get_language

from fangcun.core.catalog.queries import FacilityFilter, facilities_matching, rule_value
from fangcun.core.places.models import Community
from fangcun.core.places.queries import (
    SpaceFilter,
    counted_communities,
    spaces_matching,
    the_district,
    unfinished_projects,
)
from fangcun.core.places.states import FacilityKind

QUOTA, TARGET = "quota_m2_per_100_households", "target_m2_per_100_households"
SHAPE_OF_ANSWERS = 1  # counts up when the answers below change, so that no browser keeps old ones
DEGREE_DIGITS = 6  # about 0.1 m

Feature = dict[str, Any]


class Glance(NamedTuple):
    """What the whole district has."""

    communities: int
    residents: int
    elder_share: float | None  # 60 and over
    households: int
    spaces: int
    complexes: int
    interspersed: int
    area_per_100_households: float | None
    quota: float | None
    target: float | None


class Measured(NamedTuple):
    """A community as the table beside the map shows it."""

    row: Community
    residents: int
    elder_share: float | None
    share_65_up: float | None
    area_per_100_households: float | None
    spaces: int
    facilities: int


def measured_communities() -> list[Measured]:
    """Every community with its figures, by code."""
    found = counted_communities().defer("cell").order_by("code")
    return [_measured(community) for community in found]


def glance(communities: Iterable[Measured]) -> Glance:
    """The district's totals."""
    known = list(communities)
    households = sum(community.row.households for community in known)
    residents = sum(community.residents for community in known)
    elders = sum(community.row.elders for community in known)
    facilities = list(facilities_matching(FacilityFilter()).prefetch_related(None))
    area = sum(facility.floor_area_m2 for facility in facilities)
    complexes = sum(facility.kind == FacilityKind.COMPLEX for facility in facilities)
    return Glance(
        communities=len(known),
        residents=residents,
        elder_share=elders / residents if residents else None,
        households=households,
        spaces=sum(community.spaces for community in known),
        complexes=complexes,
        interspersed=len(facilities) - complexes,
        area_per_100_households=100 * area / households if households else None,
        quota=rule_value(QUOTA),
        target=rule_value(TARGET),
    )


def version_of_answers() -> str:
    """What a browser keeps is good as long as this stays."""
    district = the_district()
    return f"{SHAPE_OF_ANSWERS}-{district.revision if district else 0}-{get_language()}"


def boundary() -> Feature | None:
    """The district's outline as a GeoJSON geometry; None where none was imported."""
    district = the_district()
    return district.boundary if district else None


def layer(name: str) -> dict[str, Any]:
    """One layer of the map as a GeoJSON FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(LAYERS[name]())}


def _communities() -> Iterator[Feature]:
    for community in counted_communities().order_by("code"):
        measured = _measured(community)
        if community.cell is not None:
            yield {
                "type": "Feature",
                "geometry": community.cell,
                "properties": {
                    "code": community.code,
                    "name": community.name,
                    "subdistrict": community.subdistrict,
                    "households": community.households,
                    "residents": measured.residents,
                    "elder_share": _rounded(measured.elder_share),
                    "share_65_up": _rounded(measured.share_65_up),
                    "area": _rounded(measured.area_per_100_households),
                    "spaces": measured.spaces,
                    "facilities": measured.facilities,
                    "url": reverse("places:community", args=[community.code]),
                },
            }


def _spaces() -> Iterator[Feature]:
    for space in spaces_matching(SpaceFilter()):
        yield _point(
            space.lon,
            space.lat,
            {
                "ref": space.ref,
                "name": space.name,
                "community": space.community.name,
                "subdistrict": space.community.subdistrict,
                "area": space.floor_area_m2,
                "floor": space.floor,
                "is_step_free": space.is_step_free,
                "use": space.present_use,
                "is_demo": space.is_demo,
                "url": reverse("places:space", args=[space.ref]),
            },
        )


def _facilities() -> Iterator[Feature]:
    for facility in facilities_matching(FacilityFilter()):
        yield _point(
            facility.lon,
            facility.lat,
            {
                "ref": facility.ref,
                "name": facility.name,
                "community": facility.community.name,
                "subdistrict": facility.community.subdistrict,
                "kind": facility.kind,
                "area": facility.floor_area_m2,
                "functions": [str(offer.function) for offer in facility.functions.all()],
                "operator": facility.operator_name,
                "is_demo": facility.is_demo,
                "url": reverse("catalog:facility", args=[facility.ref]),
            },
        )


def _projects() -> Iterator[Feature]:
    for project in unfinished_projects():
        if project.space is None:
            continue
        yield _point(
            project.space.lon,
            project.space.lat,
            {
                "name": project.name,
                "community": project.community.name,
                "subdistrict": project.community.subdistrict,
                "stage": project.get_stage_display(),
                "url": reverse("catalog:project", args=[project.pk]),
            },
        )


LAYERS: dict[str, Callable[[], Iterator[Feature]]] = {
    "communities": _communities,
    "spaces": _spaces,
    "facilities": _facilities,
    "projects": _projects,
}


def _measured(community: Community) -> Measured:
    counted: dict[str, Any] = vars(community)
    return Measured(
        row=community,
        residents=counted["residents_now"],
        elder_share=counted["elder_share"],
        share_65_up=counted["share_65_up"],
        area_per_100_households=counted["area_per_100_households"],
        spaces=counted["space_count"],
        facilities=counted["facility_count"],
    )


def _point(lon: float, lat: float, properties: dict[str, Any]) -> Feature:
    at = [round(lon, DEGREE_DIGITS), round(lat, DEGREE_DIGITS)]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": at},
        "properties": properties,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
