"""Pairs of points that lie close together."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Pairs(NamedTuple):
    """K pairs as compressed rows: row i meets ``other[start[i]:start[i + 1]]``, ascending."""

    start: NDArray[np.int64]
    other: NDArray[np.int32]
    metres: NDArray[np.float64]


def pairs_within(
    points: NDArray[np.float64], others: NDArray[np.float64], *, radius_m: float
) -> Pairs:
    """All pairs of `points` (N, D) and `others` (M, D) at most `radius_m` apart, inclusive."""
    from scipy.spatial import cKDTree

    if not (len(points) and len(others)):
        return rows_of_pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), len(points))
    found = cKDTree(points).sparse_distance_matrix(cKDTree(others), radius_m, output_type="ndarray")
    return rows_of_pairs(found["i"], found["j"], found["v"], len(points))


def rows_of_pairs(
    row: NDArray[np.integer],
    other: NDArray[np.integer],
    metres: NDArray[np.float64],
    rows: int,
) -> Pairs:
    """Sort K loose pairs into compressed rows."""
    from scipy.sparse import csr_array

    # Sorting by counting: through the transpose and back, every row comes out ascending.
    width = int(other.max()) + 1 if other.size else 1
    place = np.arange(1, row.size + 1)  # never 0, which a sparse array might drop
    sorted_pairs = csr_array((place, (row, other)), shape=(rows, width)).tocsc().tocsr()
    start = sorted_pairs.indptr.astype(np.int64)
    return Pairs(start, sorted_pairs.indices.astype(np.int32), metres[sorted_pairs.data - 1])
