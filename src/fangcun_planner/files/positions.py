"""Positions of a district: into WGS-84, inside the boundary, and declared as what they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fangcun_planner.district import Ring
from fangcun_planner.files.parameters import Parameters
from fangcun_planner.files.tables import Table
from fangcun_planner.geo.boundary import area_of, is_inside
from fangcun_planner.geo.crs import Crs, to_wgs84
from fangcun_planner.geo.suspicion import Reading, better_reading
from fangcun_planner.problems import Problem, Severity
from fangcun_planner.text import Text

Degrees = NDArray[np.float64]

WITH_POSITION = ("buildings", "spaces", "facilities")


@dataclass(frozen=True, slots=True)
class Positions:
    """WGS-84 positions of a table's N records, (N,) each; NaN where the row has none."""

    lon: Degrees
    lat: Degrees


def positions_of(
    table: Table, crs: Crs, *, lon: str = "lon", lat: str = "lat"
) -> tuple[Positions, list[Problem]]:
    """Convert the positions of a table's records, and say which are on no map."""
    written_lon, written_lat = (
        np.array([record[key] for record in table.records], dtype=np.float64) for key in (lon, lat)
    )
    problems = [
        *_off_the_map(table, lon, 180.0),
        *_off_the_map(table, lat, 90.0),
    ]
    is_off = (np.abs(written_lon) > 180.0) | (np.abs(written_lat) > 90.0)
    is_turned = is_off & (np.abs(written_lat) <= 180.0) & (np.abs(written_lon) <= 90.0)
    if 2 * int(is_turned.sum()) > len(is_turned):
        problems.append(table.problem(None, lon, "", Severity.ERROR, _SWAPPED))
    true_lon, true_lat = to_wgs84(
        lon=np.where(is_off, np.nan, written_lon),
        lat=np.where(is_off, np.nan, written_lat),
        crs=crs,
    )
    return Positions(true_lon, true_lat), problems


def rings_of(table: Table, crs: Crs) -> tuple[tuple[Ring, ...], list[Problem]]:
    """The boundary from its rows; rings are closed where the user did not."""
    positions, problems = positions_of(table, crs)
    points: dict[int, list[tuple[float, float]]] = {}
    for record, lon, lat in zip(table.records, positions.lon, positions.lat, strict=True):
        points.setdefault(record["ring"], []).append((float(lon), float(lat)))
    rings = []
    for number, ring in points.items():
        if len(set(ring)) < 3:
            reason = Text(f"环{number}不足三个点", f"ring {number} has fewer than three points")
            problems.append(table.problem(None, "ring", number, Severity.ERROR, reason))
        else:
            rings.append(tuple(ring if ring[0] == ring[-1] else [*ring, ring[0]]))
    if not problems and rings and area_of(tuple(rings)).area == 0:
        reason = Text("边界没有围成面积", "the boundary encloses no area")
        problems.append(table.problem(None, "ring", "", Severity.ERROR, reason))
    return (() if problems else tuple(rings)), problems


def strays(
    tables: Mapping[str, Table],
    positions: Mapping[str, Positions],
    boundary: tuple[Ring, ...],
    parameters: Parameters,
) -> Iterable[Problem]:
    """Warn of places outside the boundary, and of a declaration that explains them all."""
    if not boundary:
        return
    outside = {key: _outside(at, boundary) for key, at in positions.items()}
    total = sum(int(is_out.sum()) for is_out in outside.values())
    if total == 0:
        return
    better = _better_reading(tables, positions, boundary, parameters)
    if better is not None:
        yield _suspicion(parameters, better, total)
    for key, is_out in outside.items():
        for index in np.flatnonzero(is_out):
            record = tables[key].records[index]
            value = f"{record['lon']}, {record['lat']}"
            yield tables[key].problem(record, "lon", value, Severity.WARNING, _OUTSIDE)


def _outside(at: Positions, boundary: tuple[Ring, ...]) -> NDArray[np.bool_]:
    is_known = np.isfinite(at.lon) & np.isfinite(at.lat)
    is_in = is_inside(
        lon=np.where(is_known, at.lon, 0.0),
        lat=np.where(is_known, at.lat, 0.0),
        boundary=boundary,
    )
    result: NDArray[np.bool_] = is_known & ~is_in
    return result


def _better_reading(
    tables: Mapping[str, Table],
    positions: Mapping[str, Positions],
    boundary: tuple[Ring, ...],
    parameters: Parameters,
) -> Reading | None:
    written = [
        (record["lon"], record["lat"])
        for key, at in positions.items()
        for record, lon in zip(tables[key].records, at.lon, strict=True)
        if np.isfinite(lon)
    ]
    lon, lat = np.array(written, dtype=np.float64).T
    declared = Crs(parameters.values["crs"])
    return better_reading(lon=lon, lat=lat, declared=declared, boundary=boundary)


def _suspicion(parameters: Parameters, better: Reading, outside: int) -> Problem:
    declared = parameters.values["crs"]
    zh = "经度和纬度写反了" if better.is_swapped else f"坐标系是{better.crs.value}"
    en = "longitude and latitude are swapped" if better.is_swapped else f"it is {better.crs.value}"
    share = f"{better.share_inside:.1%}"
    reason = Text(
        f"按申报的{declared}有{outside}个点在边界外；若{zh}，{share}的点在边界内。请核对坐标系",
        f"read as the declared {declared}, {outside} places lie outside the boundary; if {en}, "
        f"{share} lie inside. Please check the coordinate system",
    )
    return parameters.problem("crs", declared, Severity.WARNING, reason)


def _off_the_map(table: Table, key: str, most: float) -> Iterable[Problem]:
    reason = Text(f"应在-{most:g}到{most:g}之间", f"must be between -{most:g} and {most:g}")
    for row in table.rows:
        degrees = row.get(key)
        if degrees is not None and abs(degrees) > most:
            yield table.problem(row, key, degrees, Severity.ERROR, reason)


_OUTSIDE = Text("在边界以外", "outside the boundary")
_SWAPPED = Text("经度和纬度两列可能写反了", "longitude and latitude may have changed places")
