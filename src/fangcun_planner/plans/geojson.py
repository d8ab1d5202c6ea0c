"""plan.geojson: the plan on any map: spaces, facilities, communities and the boundary."""

import json
from pathlib import Path

from fangcun_planner.plans.document import Plain, plain
from fangcun_planner.plans.facts import CommunityFacts, PlanFacts, SpaceFacts
from fangcun_planner.plans.plan import DistrictPlan
from fangcun_planner.plans.premises import is_complex

COORDINATE_DIGITS = 7  # a centimetre


def write_geojson(plan: DistrictPlan, facts: PlanFacts, path: Path) -> None:
    """Write plan.geojson (RFC 7946, WGS-84); `layer` tells what a feature is."""
    collection = {
        "type": "FeatureCollection",
        "name": facts.district,
        "features": [
            *_boundary(plan),
            *_communities(plan, facts),
            *_facilities(plan),
            *_spaces(plan, facts),
        ],
    }
    path.write_text(json.dumps(collection, ensure_ascii=False) + "\n", encoding="utf-8")


def community_centres(plan: DistrictPlan) -> dict[str, tuple[float, float]]:
    """Where the residents of each community live on average; communities without are left out."""
    sums: dict[str, list[float]] = {}
    for building in plan.district.buildings:
        lon, lat, people = sums.setdefault(building.community, [0.0, 0.0, 0.0])
        n = max(building.residents, 1e-9)  # an empty building still says where it stands
        sums[building.community] = [lon + building.lon * n, lat + building.lat * n, people + n]
    return {code: (lon / people, lat / people) for code, (lon, lat, people) in sums.items()}


def _boundary(plan: DistrictPlan) -> list[Plain]:
    if not plan.district.boundary:
        return []
    rings: list[Plain] = [
        [[_point(lon, lat) for lon, lat in ring]] for ring in plan.district.boundary
    ]
    geometry: Plain = {"type": "MultiPolygon", "coordinates": rings}
    return [{"type": "Feature", "geometry": geometry, "properties": {"layer": "boundary"}}]


def _communities(plan: DistrictPlan, facts: PlanFacts) -> list[Plain]:
    centres = community_centres(plan)
    return [
        _feature(*centres[community.code], "community", _without_needs(community))
        for community in facts.communities
        if community.code in centres
    ]


def _without_needs(community: CommunityFacts) -> dict[str, Plain]:
    """A community's facts, its needs as one served share per function."""
    properties = plain(community)
    assert isinstance(properties, dict)  # noqa: S101 - tells the type checker what plain() gives
    del properties["needs"]
    for need in community.needs:
        share = need.served_after / need.need if need.need else 1.0
        properties[f"share_{need.function}"] = round(share, 4)
    return properties


def _facilities(plan: DistrictPlan) -> list[Plain]:
    return [
        _feature(
            facility.lon,
            facility.lat,
            "facility",
            {
                "id": facility.id,
                "name": facility.name,
                "community": facility.community,
                "kind": "complex" if is_complex(facility, plan.district) else "interspersed",
                "floor_area_m2": facility.floor_area_m2,
                "capacity": plain(facility.capacity),
                "operator": facility.operator,
                "is_demo": facility.is_demo,
            },
        )
        for facility in plan.district.facilities
    ]


def _spaces(plan: DistrictPlan, facts: PlanFacts) -> list[Plain]:
    chosen = {space.id: space for space in facts.spaces}
    return [
        _feature(
            space.lon,
            space.lat,
            "chosen space" if space.id in chosen else "space not chosen",
            {
                "id": space.id,
                "name": space.name,
                "community": space.community,
                "floor_area_m2": space.floor_area_m2,
                "floor": space.floor,
                "is_step_free": space.is_step_free,
                "is_demo": space.is_demo,
                **(_choice(chosen[space.id]) if space.id in chosen else {}),
            },
        )
        for space in plan.district.spaces
    ]


def _choice(space: SpaceFacts) -> dict[str, Plain]:
    return {
        "kind": space.kind,
        "cost_fen": space.cost_fen,
        "modules": plain(space.modules),
        "residents_in_reach": space.residents_in_reach,
        "why": plain(space.why),
    }


def _feature(lon: float, lat: float, layer: str, properties: dict[str, Plain]) -> Plain:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": _point(lon, lat)},
        "properties": {"layer": layer, **properties},
    }


def _point(lon: float, lat: float) -> Plain:
    return [round(lon, COORDINATE_DIGITS), round(lat, COORDINATE_DIGITS)]
