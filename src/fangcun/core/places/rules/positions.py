"""Where communities lie, as far as a picture needs it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

import numpy as np

from fangcun_planner.district import Ring
from fangcun_planner.geo.boundary import as_geojson, cells

DEGREE_DIGITS = 6  # about 0.1 m


class Placed(Protocol):
    """Anything with a position in a community."""

    @property
    def community(self) -> str: ...
    @property
    def lon(self) -> float: ...
    @property
    def lat(self) -> float: ...


class Home(Placed, Protocol):
    """A building."""

    @property
    def residents(self) -> int: ...


class Centre(NamedTuple):
    lon: float
    lat: float


def community_centres(*, buildings: Iterable[Home], others: Iterable[Placed]) -> dict[str, Centre]:
    """Where each community's residents live on average; without buildings, where its spaces are.

    A community of which nothing has a position is left out.
    """
    homes = _means((home.community, home.lon, home.lat, home.residents) for home in buildings)
    empty_homes = _means((place.community, place.lon, place.lat, 1) for place in others)
    return {**empty_homes, **homes}


def sketched_cells(
    *, centres: Mapping[str, Centre], boundary: tuple[Ring, ...]
) -> dict[str, dict[str, Any] | None]:
    """示意范围: the part of the district that is nearest to each community's centre, as GeoJSON.

    None where the centre is so far outside that no part is nearest to it.
    """
    lon = np.array([centre.lon for centre in centres.values()])
    lat = np.array([centre.lat for centre in centres.values()])
    drawn = cells(lon=lon, lat=lat, boundary=boundary)
    return {
        code: as_geojson(cell) if cell.geom_type in {"Polygon", "MultiPolygon"} else None
        for code, cell in zip(centres, drawn, strict=True)
        if not cell.is_empty
    }


def _means(weighted: Iterable[tuple[str, float, float, float]]) -> dict[str, Centre]:
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for community, lon, lat, weight in weighted:
        total = sums[community]
        total[0] += weight * lon
        total[1] += weight * lat
        total[2] += weight
    return {
        code: Centre(round(lon / weight, DEGREE_DIGITS), round(lat / weight, DEGREE_DIGITS))
        for code, (lon, lat, weight) in sums.items()
        if weight > 0
    }
