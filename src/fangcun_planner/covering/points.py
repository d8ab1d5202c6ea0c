"""The covering question of points on a plane or on the earth.

A grid with cells at least as wide as the reach holds the demands; every site then looks only
at the cells around its own. Sites come in ascending order, so the rows of the answer do too.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from fangcun_planner.covering.problem import CoveringProblem, Floats, Ints, Longs
from fangcun_planner.errors import BadProblem

EARTH_RADIUS_M = 6_371_008.8  # mean radius R1 of GRS 80 (Moritz 2000), as haversine tools use
MOST_CELLS = 1 << 20

PLANE_ROUNDING = 1e-12  # a distance of exactly the reach may come out longer by so much
SPHERE_ROUNDING = 1e-9


class Grid(NamedTuple):
    """Points sorted by cell: those of cell c are ``point[start[c]:start[c + 1]]``."""

    low: Floats  # (3,) corner of the first cell
    cell_m: float
    cells: Longs  # (3,) number of cells along each axis
    start: Longs
    point: Longs
    place: Floats  # (N, 3) in the order of `point`


def from_points(
    *,
    demand_x: Floats,
    demand_y: Floats,
    weight: Floats,
    site_x: Floats,
    site_y: Floats,
    reach_m: float,
    planar: bool,
    open_at_most: int,
    existing: NDArray[np.bool_] | None = None,
) -> CoveringProblem:
    """Ask where to open sites so that most weight lies within `reach_m` of one, inclusive.

    Parameters
    ----------
    demand_x, demand_y, weight
        (N,) each.
    site_x, site_y, existing
        (S,) each; existing None: nothing is open yet.
    reach_m
        The farthest distance that still covers.
    planar
        True: x and y are metres on a plane. False: x is longitude and y latitude in degrees,
        and distances are great circles on a sphere of radius 6,371,008.8 m.
    """
    if not (np.isfinite(reach_m) and reach_m >= 0):
        raise BadProblem(f"reach_m must be a number >= 0, got {reach_m}")
    for name, x, y in (("demand", demand_x, demand_y), ("site", site_x, site_y)):
        _check_positions(name, x, y, planar=planar)
    if planar:
        demands, sites = _on_plane(demand_x, demand_y), _on_plane(site_x, site_y)
        farthest = reach_m * (1 + PLANE_ROUNDING)
    else:
        demands, sites = _on_sphere(demand_x, demand_y), _on_sphere(site_x, site_y)
        farthest = _chord(reach_m * (1 + SPHERE_ROUNDING))
    start, site = _rows(demands, sites, farthest)
    return CoveringProblem(
        weight=weight,
        cover_start=start,
        cover_site=site,
        site_count=site_x.size,
        open_at_most=open_at_most,
        existing=np.zeros(site_x.size, np.bool_) if existing is None else existing,
    )


def _check_positions(name: str, x: Floats, y: Floats, *, planar: bool) -> None:
    if x.ndim != 1 or x.shape != y.shape:
        raise BadProblem(f"{name}_x and {name}_y must be (N,), got {x.shape} and {y.shape}")
    most_x, most_y = (np.inf, np.inf) if planar else (180.0, 90.0)
    for axis, values, most in (("x", x, most_x), ("y", y, most_y)):
        wrong = np.flatnonzero(~(np.isfinite(values) & (np.abs(values) <= most)))
        if wrong.size:
            raise BadProblem(
                f"{name}_{axis}[{wrong[0]}] must be a number within ±{most:g}, "
                f"got {values[wrong[0]]}"
            )


def _on_plane(x: Floats, y: Floats) -> Floats:
    return np.column_stack((x, y, np.zeros(x.size)))


def _on_sphere(lon: Floats, lat: Floats) -> Floats:
    """Degrees as points in space on the sphere of the earth, in metres."""
    east, north = np.radians(lon), np.radians(lat)
    return EARTH_RADIUS_M * np.column_stack(
        (np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north))
    )


def _chord(arc_m: float) -> float:
    """Length of the straight line through the earth under a great circle of `arc_m`."""
    half_turn = min(arc_m / EARTH_RADIUS_M, np.pi)
    micrometre = 1e-6  # positions in space are rounded, too
    return float(2 * EARTH_RADIUS_M * np.sin(half_turn / 2)) + micrometre


def _rows(demands: Floats, sites: Floats, farthest: float) -> tuple[Longs, Ints]:
    if not (len(demands) and len(sites)):
        return np.zeros(len(demands) + 1, np.int64), np.zeros(0, np.int32)
    grid = _grid_of(demands, farthest)
    rows: tuple[Longs, Ints] = _rows_in_grid(grid, sites, farthest)
    return rows


def _grid_of(places: Floats, cell_m: float) -> Grid:
    low = places.min(axis=0)
    extent = places.max(axis=0) - low
    cell_m = max(cell_m, float(extent.max()) * 1e-6, 1e-9)
    while np.prod(np.floor(extent / cell_m) + 1) > MOST_CELLS:
        cell_m *= 1.5
    cells = (np.floor(extent / cell_m) + 1).astype(np.int64)
    return Grid(low, cell_m, cells, *_sorted_by_cell(places, low, cell_m, cells))


@njit(cache=True, nogil=True)
def _sorted_by_cell(
    places: Floats, low: Floats, cell_m: float, cells: Longs
) -> tuple[Longs, Longs, Floats]:
    of = np.empty(len(places), np.int64)
    start = np.zeros(cells.prod() + 1, np.int64)
    for i in range(len(places)):
        a = int((places[i, 0] - low[0]) / cell_m)
        b = int((places[i, 1] - low[1]) / cell_m)
        c = int((places[i, 2] - low[2]) / cell_m)
        of[i] = (min(a, cells[0] - 1) * cells[1] + min(b, cells[1] - 1)) * cells[2] + min(
            c, cells[2] - 1
        )
        start[of[i] + 1] += 1
    start = np.cumsum(start)
    free = start[:-1].copy()
    point = np.empty(len(places), np.int64)
    sorted_places = np.empty_like(places)
    for i in range(len(places)):
        at = free[of[i]]
        free[of[i]] += 1
        point[at] = i
        sorted_places[at] = places[i]
    return start, point, sorted_places


@njit(cache=True, nogil=True)
def _rows_in_grid(grid: Grid, sites: Floats, farthest: float) -> tuple[Longs, Ints]:
    demands = grid.point.size
    start = np.zeros(demands + 1, np.int64)
    free = np.zeros(demands, np.int64)
    site = np.empty(0, np.int32)
    for step in range(2):  # first count, then write
        if step == 1:
            start[1:] = np.cumsum(free)
            free[:] = start[:-1]
            site = np.empty(start[-1], np.int32)
        for s in range(len(sites)):
            x, y, z = sites[s, 0], sites[s, 1], sites[s, 2]
            a = int(np.floor((x - grid.low[0]) / grid.cell_m))
            b = int(np.floor((y - grid.low[1]) / grid.cell_m))
            c = int(np.floor((z - grid.low[2]) / grid.cell_m))
            for i in range(max(a - 1, 0), min(a + 2, grid.cells[0])):
                for j in range(max(b - 1, 0), min(b + 2, grid.cells[1])):
                    # Cells along the last axis follow one another, so do their points.
                    row = (i * grid.cells[1] + j) * grid.cells[2]
                    first, last = max(c - 1, 0), min(c + 2, grid.cells[2])
                    if first >= last:
                        continue
                    for k in range(grid.start[row + first], grid.start[row + last]):
                        dx, dy = grid.place[k, 0] - x, grid.place[k, 1] - y
                        dz = grid.place[k, 2] - z
                        if dx * dx + dy * dy + dz * dz <= farthest * farthest:
                            d = grid.point[k]
                            if step == 1:
                                site[free[d]] = s
                            free[d] += 1
    return start, site
