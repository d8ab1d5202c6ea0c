"""The covering question made small without changing its answer.

    maximise  Σ_r w_r z_r    where  z_r ≤ Σ_{s ∈ r} x_s,  Σ_s x_s ≤ p,  x, z ∈ {0, 1}

(Church & ReVelle 1974). What existing sites cover is counted and left out, and so is what no
site covers. Demands with the same sites become one row. A site whose rows are all covered by
another one is dominated and never needed: every site costs the same.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from fangcun_planner.covering.problem import CoveringProblem

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Cover(NamedTuple):
    """R rows and S sites, seen from both sides.

    Row r is covered by ``row_site[row_start[r]:row_start[r + 1]]`` and site s covers
    ``site_row[site_start[s]:site_start[s + 1]]``, both ascending.
    """

    weight: Floats  # (R,)
    row_start: Longs  # (R+1,)
    row_site: Ints
    site_start: Longs  # (S+1,)
    site_row: Ints


class Model(NamedTuple):
    """What is left to decide: open `open_more` of the sites of `cover`.

    Parameters
    ----------
    cover
        The reduced rows and sites.
    site
        (S',) Their numbers in the problem.
    open_more
        How many may open besides the existing ones, at most S'.
    counted
        Weight that existing sites cover already.
    """

    cover: Cover
    site: Ints
    open_more: int
    counted: float


def model_of(problem: CoveringProblem) -> Model:
    """Reduce the problem; a best choice in the model is a best choice in the problem."""
    counted, weight, start, site = _undecided(
        problem.weight, problem.cover_start, problem.cover_site, problem.existing
    )
    cover = merged(weight, start, site, problem.site_count)
    numbers = np.arange(problem.site_count, dtype=np.int32)
    open_more = problem.open_at_most - int(problem.existing.sum())
    return _without_dominated(Model(cover, numbers, open_more, float(counted)))


def narrowed(model: Model, *, closed: Bools) -> Model:
    """The same question without the `closed` (S',) sites."""
    return _without_dominated(_with_sites(model, ~closed))


def _without_dominated(model: Model) -> Model:
    while True:
        kept = ~_dominated(model.cover)
        if kept.all():
            return model._replace(open_more=min(model.open_more, model.site.size))
        model = _with_sites(model, kept)


def _with_sites(model: Model, kept: Bools) -> Model:
    return model._replace(cover=with_sites(model.cover, kept), site=model.site[kept])


def with_sites(cover: Cover, kept: Bools) -> Cover:
    """The same rows with only the `kept` (S,) sites, renumbered; rows without one vanish."""
    stays = kept[cover.row_site]
    left = np.zeros(stays.size + 1, np.int64)
    np.cumsum(stays, out=left[1:])
    number = (np.cumsum(kept) - 1).astype(np.int32)
    site, count = number[cover.row_site[stays]], int(kept.sum())
    nothing_built = np.zeros(count, np.bool_)
    _, weight, start, site = _undecided(cover.weight, left[cover.row_start], site, nothing_built)
    return merged(weight, start, site, count)


def merged(weight: Floats, start: Longs, site: Ints, sites: int) -> Cover:
    """Rows with the same sites become one row that weighs as much as all of them."""
    order = np.argsort(_hashes(start, site), kind="stable")
    weight, start, site = _merge(weight, start, site, order)
    return Cover(weight, start, site, *_by_site(start, site, sites))


@njit(cache=True, nogil=True)
def _undecided(
    weight: Floats, start: Longs, site: Ints, existing: Bools
) -> tuple[float, Floats, Longs, Ints]:
    """Weight covered by existing sites, and the rows that only other sites can cover."""
    counted, rows, size = 0.0, 0, 0
    new_weight, new_start = np.empty_like(weight), np.zeros_like(start)
    new_site = np.empty_like(site)
    for i in range(weight.size):
        is_covered = False
        for k in range(start[i], start[i + 1]):
            is_covered |= existing[site[k]]
        if is_covered:
            counted += weight[i]
        elif weight[i] > 0 and start[i] < start[i + 1]:
            for k in range(start[i], start[i + 1]):
                new_site[size] = site[k]
                size += 1
            new_weight[rows] = weight[i]
            rows += 1
            new_start[rows] = size
    return counted, new_weight[:rows], new_start[: rows + 1], new_site[:size]


@njit(cache=True, nogil=True)
def _hashes(start: Longs, site: Ints) -> NDArray[np.uint64]:
    """One number per row; equal rows have equal ones."""
    hashes = np.empty(start.size - 1, np.uint64)
    for r in range(start.size - 1):
        mixed = np.uint64(start[r + 1] - start[r])
        for k in range(start[r], start[r + 1]):
            mixed ^= np.uint64(site[k]) + np.uint64(0x9E3779B97F4A7C15)
            mixed *= np.uint64(0xBF58476D1CE4E5B9)
            mixed ^= mixed >> np.uint64(29)
        hashes[r] = mixed
    return hashes


@njit(cache=True, nogil=True)
def _merge(weight: Floats, start: Longs, site: Ints, order: Longs) -> tuple[Floats, Longs, Ints]:
    """Merge rows that follow one another in `order` and have the same sites."""
    rows, size = 0, 0
    new_weight, new_start = np.empty_like(weight), np.zeros_like(start)
    new_site = np.empty_like(site)
    for i in range(order.size):
        r = order[i]
        first, length = start[r], start[r + 1] - start[r]
        is_same = rows > 0 and new_start[rows] - new_start[rows - 1] == length
        if is_same:
            for k in range(length):
                if new_site[new_start[rows - 1] + k] != site[first + k]:
                    is_same = False
                    break
        if is_same:
            new_weight[rows - 1] += weight[r]
        else:
            new_weight[rows] = weight[r]
            new_site[size : size + length] = site[first : first + length]
            size += length
            rows += 1
            new_start[rows] = size
    return new_weight[:rows].copy(), new_start[: rows + 1].copy(), new_site[:size].copy()


@njit(cache=True, nogil=True)
def _by_site(start: Longs, site: Ints, sites: int) -> tuple[Longs, Ints]:
    """The rows of each site."""
    site_start = np.zeros(sites + 1, np.int64)
    for k in range(site.size):
        site_start[site[k] + 1] += 1
    site_start = np.cumsum(site_start)
    free = site_start[:-1].copy()
    site_row = np.empty(site.size, np.int32)
    for r in range(start.size - 1):
        for k in range(start[r], start[r + 1]):
            site_row[free[site[k]]] = r
            free[site[k]] += 1
    return site_start, site_row


@njit(cache=True, nogil=True)
def _dominated(cover: Cover) -> Bools:
    """(S,) True for sites whose rows are all covered by one other site that stays.

    Of sites with the same rows the first stays. A dominating site covers the rarest row, so
    only the sites of that row are looked at.
    """
    start, row = cover.site_start, cover.site_row
    sites = start.size - 1
    gone = np.zeros(sites, np.bool_)
    seen = np.full(cover.weight.size, -1, np.int64)
    for s in range(sites):
        size = start[s + 1] - start[s]
        if size == 0:
            gone[s] = True
            continue
        rarest = row[start[s]]
        for k in range(start[s], start[s + 1]):
            if _length(cover, row[k]) < _length(cover, rarest):
                rarest = row[k]
        for j in range(cover.row_start[rarest], cover.row_start[rarest + 1]):
            other = cover.row_site[j]
            others = start[other + 1] - start[other]
            if other == s or gone[other] or others < size or (others == size and other > s):
                continue
            for k in range(start[other], start[other + 1]):
                seen[row[k]] = other
            gone[s] = True
            for k in range(start[s], start[s + 1]):
                if seen[row[k]] != other:
                    gone[s] = False
                    break
            if gone[s]:
                break
    return gone


@njit(cache=True, nogil=True)
def _length(cover: Cover, row: int) -> int:
    return int(cover.row_start[row + 1] - cover.row_start[row])
