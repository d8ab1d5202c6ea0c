"""From a door to the street: the nearest point of the nearest segment."""

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from fangcun_planner.district import StreetNetwork
from fangcun_planner.walking.earth import Points, points_in_space

Longs = NDArray[np.int64]
Floats = NDArray[np.float64]

SAMPLE_M = 40.0  # long segments are looked up by points at most this far apart


class Snaps(NamedTuple):
    """Where N points meet the streets."""

    segment: NDArray[np.int64]  # (N,) the nearest segment
    share: Floats  # (N,) how far along it, 0 at from_node to 1 at to_node
    access_m: Floats  # (N,) straight line from the point to the street


def snap(streets: StreetNetwork, lon: Floats, lat: Floats) -> Snaps:
    """The nearest point of any street for each of N positions."""
    from scipy.spatial import cKDTree

    points = points_in_space(lon, lat)
    nodes = points_in_space(streets.lon, streets.lat)
    tail, head = nodes[streets.from_node], nodes[streets.to_node]
    samples, segment, farthest_m = _samples(tail, head)
    tree = cKDTree(samples, balanced_tree=False, compact_nodes=False)
    nearest_m, _ = tree.query(points)
    # The nearest segment has a sample at most `farthest_m` behind its nearest point.
    near: Any = tree.query_ball_point(points, nearest_m + farthest_m, return_sorted=True)
    start = np.zeros(len(points) + 1, np.int64)
    np.cumsum([len(found) for found in near], out=start[1:])
    candidates = segment[np.concatenate([np.zeros(0, np.int64), *near]).astype(np.int64)]
    return Snaps(*_nearest(points, start, candidates, tail, head))


def _samples(tail: Points, head: Points) -> tuple[Points, Longs, float]:
    """Points along all segments, the segment of each, and how far from one a street can be."""
    chord_m = np.linalg.norm(head - tail, axis=1)
    pieces = np.maximum(1, np.ceil(chord_m / SAMPLE_M)).astype(np.int64)
    segment = np.repeat(np.arange(len(tail)), pieces)
    rank = np.arange(segment.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    share = (rank + 0.5) / pieces[segment]
    samples = tail[segment] + share[:, None] * (head - tail)[segment]
    return samples, segment, float((chord_m / pieces).max() / 2) + 1e-6


@njit(cache=True, nogil=True)
def _nearest(
    points: Points, start: Longs, candidates: Longs, tail: Points, head: Points
) -> tuple[Longs, Floats, Floats]:
    segment = np.zeros(len(points), np.int64)
    share = np.zeros(len(points))
    access_m = np.full(len(points), np.inf)
    for i in range(len(points)):
        for k in range(start[i], start[i + 1]):
            e = candidates[k]
            along = head[e] - tail[e]
            length_2 = (along * along).sum()
            at = 0.0 if length_2 == 0 else ((points[i] - tail[e]) * along).sum() / length_2
            at = min(1.0, max(0.0, at))
            away_m = np.sqrt(((points[i] - tail[e] - at * along) ** 2).sum())
            if away_m < access_m[i]:
                segment[i], share[i], access_m[i] = e, at, away_m
    return segment, share, access_m
