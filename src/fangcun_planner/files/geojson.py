"""GeoJSON as raw tables: one feature is one row, its point the columns lon and lat.

A file named like a sheet holds that sheet. In any other file each feature says by its property
`table` where it belongs; polygons without one are the boundary. Features without a place have no
geometry (null).
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fangcun_planner.files.found import MOST_BYTES, Found, sheet_called
from fangcun_planner.files.schema import Sheet
from fangcun_planner.files.tables import RawTable
from fangcun_planner.geo.boundary import BadBoundary, rings_of_geojson
from fangcun_planner.text import Text

Properties = dict[str, object]
AREAS = frozenset({"Polygon", "MultiPolygon"})


def open_geojson(path: Path) -> Found:
    """Read one file that holds features of several tables."""
    found = Found()
    take_geojson(found, path, None)
    return found


def take_geojson(found: Found, file: Path, sheet: Sheet | None) -> None:
    """Add a file's features to the tables found; `sheet` is what its name says."""
    features = _features(found, file)
    rows: dict[str, list[tuple[int, Properties]]] = {}
    for number, feature in enumerate(features, start=1):
        target = _sheet_of(feature, sheet)
        if target is None:
            _refuse_feature(found, file, number)
        elif target.key == "boundary":
            rows.setdefault("boundary", []).extend(_corners(found, file, number, feature))
        else:
            rows.setdefault(target.key, []).append((number, _row_of(feature)))
    for key, facilities in _capacities(rows.get("facilities", [])):
        rows.setdefault(key, []).append(facilities)
    for key, members in rows.items():
        found.add(key, _raw_table(file.name, members))


def _features(found: Found, file: Path) -> list[Mapping[str, Any]]:
    try:
        if file.stat().st_size > MOST_BYTES:
            found.error(file.name, Text("文件过大", "the file is too large"))
            return []
        document = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        found.error(file.name, Text(f"不是JSON：{error}", f"not JSON: {error}"))
        return []
    if isinstance(document, dict) and document.get("type") in AREAS | {"Feature"}:
        return [document]
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        found.error(
            file.name,
            Text("不是GeoJSON要素集合", "not a GeoJSON FeatureCollection"),
        )
        return []
    return [feature if isinstance(feature, dict) else {} for feature in features]


def _sheet_of(feature: Mapping[str, Any], named: Sheet | None) -> Sheet | None:
    table = _properties(feature).get("table")
    if isinstance(table, str):
        return sheet_called(table)
    if named is None and _geometry(feature).get("type") in AREAS:
        return sheet_called("boundary")
    return named


def _refuse_feature(found: Found, file: Path, number: int) -> None:
    found.error(
        file.name,
        Text(
            f"第{number}个要素没有有效的table属性，不知道属于哪张表",
            f"feature {number} has no valid property “table” that says where it belongs",
        ),
    )


def _row_of(feature: Mapping[str, Any]) -> Properties:
    row = {str(key): value for key, value in _properties(feature).items() if key != "table"}
    at = _geometry(feature).get("coordinates")
    if _geometry(feature).get("type") == "Point" and isinstance(at, list) and len(at) >= 2:
        row["lon"], row["lat"] = at[0], at[1]
    return row


def _corners(
    found: Found, file: Path, number: int, feature: Mapping[str, Any]
) -> list[tuple[int, Properties]]:
    try:
        rings = rings_of_geojson(feature)
    except BadBoundary as error:
        found.error(
            file.name,
            Text(f"第{number}个要素不是边界：{error}", f"feature {number} is no boundary: {error}"),
        )
        return []
    return [
        (number, {"ring": number * 1000 + part, "lon": lon, "lat": lat})
        for part, ring in enumerate(rings)
        for lon, lat in ring
    ]


def _capacities(
    facilities: list[tuple[int, Properties]],
) -> list[tuple[str, tuple[int, Properties]]]:
    """Rows of facility functions from a facility's property `capacity`: persons by function."""
    rows: list[tuple[str, tuple[int, Properties]]] = []
    for number, row in facilities:
        capacity = row.pop("capacity", None)
        if isinstance(capacity, dict):
            rows += [
                (
                    "facility_functions",
                    (number, {"facility": row.get("id"), "function": code, "capacity": persons}),
                )
                for code, persons in capacity.items()
            ]
    return rows


def _raw_table(title: str, members: list[tuple[int, Properties]]) -> RawTable:
    header = list(dict.fromkeys(key for _, row in members for key in row))
    rows = [(number, [row.get(key) for key in header]) for number, row in members]
    return RawTable(title, [(1, header), *rows])


def _properties(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def _geometry(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    if feature.get("type") in AREAS:
        return feature
    geometry = feature.get("geometry")
    return geometry if isinstance(geometry, dict) else {}
