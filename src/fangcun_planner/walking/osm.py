"""Streets from an OpenStreetMap file: where one may walk, and how far it is.

Which ways are for people on foot follows the access defaults of the OpenStreetMap wiki
("OSM tags for routing/Access restrictions"); one-way rules bind vehicles, not walkers.
"""

from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fangcun_planner.district import StreetNetwork
from fangcun_planner.text import Text

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

NOT_THERE = frozenset(["construction", "proposed", "planned", "razed", "abandoned", "disused"])
"""Values of `highway` where nobody can walk, whatever `foot` says."""

NOT_ON_FOOT = frozenset(
    ["motorway", "motorway_link", "bus_guideway", "busway", "raceway", "escape", "bridleway"]
)
"""Values of `highway` that are closed to people on foot unless `foot` says otherwise."""

MAY_WALK = frozenset(["yes", "designated", "permissive", "destination", "official"])
MAY_NOT_WALK = frozenset(["no", "private", "use_sidepath", "customers"])
CLOSED = frozenset(["no", "private"])


class BadStreets(ValueError):
    """The street file cannot be used; `reason` says why in both languages."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def read_streets(path: Path | str, *, bbox: Box | None = None) -> StreetNetwork:
    """Read the walkable streets of an ``.osm.pbf`` or ``.osm`` file, in one connected piece.

    Parameters
    ----------
    path
        The file.
    bbox
        Keep the segments with an end in this box; None keeps all.

    Raises
    ------
    BadStreets
        The file is missing, damaged or has no walkable street.
    """
    numbers, degrees, ends = _read_ways(Path(path))
    _, first, node = np.unique(numbers, return_index=True, return_inverse=True)
    lon, lat = degrees[first, 0], degrees[first, 1]
    from_node, to_node = node[ends], node[ends + 1]
    if bbox is not None:
        inside = _is_inside(lon, lat, bbox)
        keep = inside[from_node] | inside[to_node]
        from_node, to_node = from_node[keep], to_node[keep]
    streets = _measured(lon, lat, from_node, to_node)
    if not streets.length_m.size:
        name = Path(path).name
        raise BadStreets(Text(f"{name} 中没有可步行的道路", f"{name} has no walkable street"))
    return largest_piece(streets)


def largest_piece(streets: StreetNetwork) -> StreetNetwork:
    """The largest connected part of the streets, without nodes that no segment uses."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    nodes = streets.lon.size
    graph = csr_array((streets.length_m, (streets.from_node, streets.to_node)), (nodes, nodes))
    _, piece = connected_components(graph, directed=False)
    kept = piece == np.bincount(piece).argmax()
    new_number = np.cumsum(kept) - 1
    inside = kept[streets.from_node]
    return StreetNetwork(
        lon=streets.lon[kept],
        lat=streets.lat[kept],
        from_node=new_number[streets.from_node[inside]].astype(np.int32),
        to_node=new_number[streets.to_node[inside]].astype(np.int32),
        length_m=streets.length_m[inside],
    )


def is_walkable(tags: Mapping[str, str]) -> bool:
    """May people walk on a way with these tags?"""
    highway, foot = tags.get("highway"), tags.get("foot")
    if highway is None or highway in NOT_THERE or foot in MAY_NOT_WALK:
        return False
    if foot in MAY_WALK:
        return True
    is_closed = tags.get("access") in CLOSED or tags.get("motorroad") == "yes"
    return highway not in NOT_ON_FOOT and not is_closed


def _read_ways(
    path: Path,
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """The nodes of all walkable ways, one way after the other.

    Answers the nodes' numbers (P,), their degrees (P, 2), and the places from which one can
    walk on to the next place.
    """
    import osmium
    from osmium.filter import EntityFilter, KeyFilter

    numbers, degrees, ends = array("q"), array("d"), array("q")
    try:
        ways: Any = osmium.FileProcessor(str(path)).with_locations()
        for way in ways.with_filter(EntityFilter(osmium.osm.WAY)).with_filter(KeyFilter("highway")):
            if is_walkable(dict(way.tags)):
                _note_way(way.nodes, numbers, degrees, ends)
    except (RuntimeError, OSError) as error:  # what osmium raises on missing and damaged files
        reason = Text(f"无法读取 {path.name}：{error}", f"cannot read {path.name}: {error}")
        raise BadStreets(reason) from error
    return (
        np.array(numbers, np.int64),
        np.array(degrees, np.float64).reshape(-1, 2),
        np.array(ends, np.int64),
    )


def _note_way(
    nodes: Iterable[Any], numbers: "array[int]", degrees: "array[float]", ends: "array[int]"
) -> None:
    """Append a way; where the file was cut and a node is missing, the way is cut too."""
    is_continued = False
    for node in nodes:
        location = node.location
        if not location.valid():
            is_continued = False
            continue
        if is_continued:
            ends.append(len(numbers) - 1)
        numbers.append(node.ref)
        degrees.append(location.lon)
        degrees.append(location.lat)
        is_continued = True


def _is_inside(lon: NDArray[np.float64], lat: NDArray[np.float64], bbox: Box) -> NDArray[np.bool_]:
    west, south, east, north = bbox
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def _measured(
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    from_node: NDArray[np.int64],
    to_node: NDArray[np.int64],
) -> StreetNetwork:
    """Segments with their geodesic length; those without length are left out."""
    from pyproj import Geod

    _, _, length_m = Geod(ellps="WGS84").inv(
        lon[from_node], lat[from_node], lon[to_node], lat[to_node]
    )
    real = length_m > 0
    return StreetNetwork(
        lon=lon,
        lat=lat,
        from_node=from_node[real].astype(np.int32),
        to_node=to_node[real].astype(np.int32),
        length_m=length_m[real],
    )
