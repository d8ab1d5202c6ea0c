"""The district as a whole."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import F

from fangcun.core.places.models import District, StreetMap
from fangcun.core.places.models.district import THE_ONLY_ROW
from fangcun.core.places.models.kept import LONGEST_TEXT
from fangcun_planner.district import Ring, StreetNetwork


def touch_district() -> None:
    """Count one more change of the records; whoever comes second waits here for the first."""
    District.objects.filter(pk=THE_ONLY_ROW).update(revision=F("revision") + 1)


@transaction.atomic
def replace_district(
    *, name: str, boundary: tuple[Ring, ...], options: Mapping[str, Any], is_demo: bool
) -> District:
    """Write the district's own row, and lock it for what follows in the transaction."""
    District.objects.get_or_create(pk=THE_ONLY_ROW, defaults={"name": name})
    touch_district()
    District.objects.filter(pk=THE_ONLY_ROW).update(
        name=name, boundary=_as_geojson(boundary), options=dict(options), is_demo=is_demo
    )
    return District.objects.get(pk=THE_ONLY_ROW)


@transaction.atomic
def keep_streets(*, streets: StreetNetwork, source: str, now: datetime) -> StreetMap:
    """Put newer streets in the place of those that were there."""
    touch_district()
    StreetMap.objects.all().delete()
    return StreetMap.objects.create(
        lon=np.ascontiguousarray(streets.lon, dtype="<f8").tobytes(),
        lat=np.ascontiguousarray(streets.lat, dtype="<f8").tobytes(),
        from_node=np.ascontiguousarray(streets.from_node, dtype="<i4").tobytes(),
        to_node=np.ascontiguousarray(streets.to_node, dtype="<i4").tobytes(),
        length_m=np.ascontiguousarray(streets.length_m, dtype="<f8").tobytes(),
        source=source[:LONGEST_TEXT],
        created_at=now,
    )


def _as_geojson(boundary: tuple[Ring, ...]) -> dict[str, Any] | None:
    if not boundary:
        return None
    return {
        "type": "MultiPolygon",
        "coordinates": [[[list(point) for point in ring]] for ring in boundary],
    }
