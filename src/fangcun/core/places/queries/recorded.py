"""The records as the planner's own values, in the order of their codes."""

from typing import Any

import numpy as np
from django.db.models import QuerySet

from fangcun.core.places.models import Building, Community, District, IdleSpace, StreetMap
from fangcun_planner import district as planner


def recorded_communities() -> tuple[planner.Community, ...]:
    rows = Community.objects.order_by("code").values_list(
        "code", "name", "subdistrict", "households", "residents_by_age"
    )
    return tuple(planner.Community(*row[:4], tuple(row[4])) for row in rows)


def recorded_buildings() -> tuple[planner.Building, ...]:
    rows = Building.objects.order_by("ref").values_list(
        "ref", "community__code", "lon", "lat", "residents"
    )
    return tuple(planner.Building(*row) for row in rows)


def recorded_spaces(spaces: QuerySet[IdleSpace]) -> tuple[planner.IdleSpace, ...]:
    rows = spaces.order_by("ref").values_list(
        "ref",
        "name",
        "community__code",
        "lon",
        "lat",
        "floor_area_m2",
        "floor",
        "is_step_free",
        "fit_out_fen_per_m2",
        "tenure",
        "rent_fen_per_year",
        "condition",
        "present_use",
        "is_demo",
    )
    return tuple(planner.IdleSpace(*row) for row in rows)


def recorded_boundary(district: District) -> tuple[planner.Ring, ...]:
    """Outer rings; empty where the district has no boundary."""
    polygons = (district.boundary or {}).get("coordinates", [])
    return tuple(tuple((lon, lat) for lon, lat in ring) for ring, *_holes in polygons)


def recorded_options(district: District) -> planner.PlanOptions:
    kept: dict[str, Any] = dict(district.options)
    pairs = ("must_have", "must_not_have")
    return planner.PlanOptions(
        **{
            **kept,
            "must_open": frozenset(kept.get("must_open", ())),
            "must_not_open": frozenset(kept.get("must_not_open", ())),
            **{name: frozenset((s, f) for s, f in kept.get(name, ())) for name in pairs},
        }
    )


def recorded_streets() -> planner.StreetNetwork | None:
    """The newest streets; None where there are none and walks are straight lines."""
    kept = StreetMap.objects.order_by("-created_at", "-pk").first()
    if kept is None:
        return None
    return planner.StreetNetwork(
        lon=np.frombuffer(kept.lon, dtype="<f8"),
        lat=np.frombuffer(kept.lat, dtype="<f8"),
        from_node=np.frombuffer(kept.from_node, dtype="<i4"),
        to_node=np.frombuffer(kept.to_node, dtype="<i4"),
        length_m=np.frombuffer(kept.length_m, dtype="<f8"),
    )
