"""Good choices of sites, fast: greedy, then ruin and recreate (Schrimpf et al. 2000).

Every row counts the open sites that cover it, every site knows what opening it would add or
closing it would lose. Opening or closing one site changes these numbers only in the rows
where it is the first, the second or the last; so a move costs what it touches.
"""

# ruff: noqa: PLR0917 - compiled functions take no keyword arguments

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from fangcun_planner.covering.model import Bools, Cover, Floats, Ints

MOST_CLOSED = 4
HOTTEST, COOLEST = 1e-3, 3e-6  # tried from 3e-5 to 2e-3


class Choice(NamedTuple):
    """A choice of sites, and what every change of it would bring.

    Parameters
    ----------
    covers
        (R,) How many open sites cover the row.
    alone
        (R,) Sum of the numbers of these sites: with one, the site itself.
    value
        (S,) Closed site: weight it would add. Open site: weight lost without it.
    is_open
        (S,)
    """

    covers: Ints
    alone: NDArray[np.int64]
    value: Floats
    is_open: Bools


def filled_up(cover: Cover, is_open: Bools, *, open_more: int) -> Choice:
    """Open the most valuable site on top of those open, until `open_more` are.

    From nothing, this greedy choice covers at least 1 - 1/e of the best (Nemhauser, Wolsey &
    Fisher 1978).
    """
    choice = choice_of(cover, is_open)
    for _ in range(open_more - int(is_open.sum())):
        _open(cover, choice, _best_closed(choice, -1))
    return choice


def nothing_open(cover: Cover) -> Choice:
    """The choice of no site."""
    rows, sites = cover.weight.size, cover.site_start.size - 1
    value = np.zeros(sites)
    np.add.at(value, cover.row_site, np.repeat(cover.weight, np.diff(cover.row_start)))
    return Choice(
        np.zeros(rows, np.int32), np.zeros(rows, np.int64), value, np.zeros(sites, np.bool_)
    )


def choice_of(cover: Cover, is_open: Bools) -> Choice:
    """The choice of the given sites."""
    choice = nothing_open(cover)
    _open_all(cover, choice, np.flatnonzero(is_open))
    return choice


def covered(cover: Cover, choice: Choice) -> float:
    """Weight that the choice covers."""
    return float(cover.weight[choice.covers > 0].sum())


def improve(
    cover: Cover,
    choice: Choice,
    *,
    moves: int,
    seed: int,
    hottest: float = HOTTEST,
    coolest: float = COOLEST,
) -> Bools:
    """Close some neighbouring sites, open the best instead, again and again.

    Parameters
    ----------
    choice
        Where to begin; it becomes where the walk ends, which need not be the best.
    moves
        How many times.
    seed
        The same start, moves, heats and seed walk the same way.
    hottest, coolest
        Share of the objective that a move may lose, about, at the beginning and at the end.

    Returns
    -------
    (S,) The best choice on the way.
    """
    open_now = int(choice.is_open.sum())
    if not moves or not open_now or open_now == choice.is_open.size:
        return choice.is_open.copy()
    start = covered(cover, choice)
    cooling = (coolest / hottest) ** (1 / moves)
    best: Bools = _improve(cover, choice, moves, seed, start * hottest, cooling, start)
    return best


@njit(cache=True, nogil=True)
def _open_all(cover: Cover, choice: Choice, sites: NDArray[np.int64]) -> None:
    for s in sites:
        _open(cover, choice, s)


@njit(cache=True, nogil=True)
def _open(cover: Cover, choice: Choice, s: int) -> None:
    covers, alone, value = choice.covers, choice.alone, choice.value
    for k in range(cover.site_start[s], cover.site_start[s + 1]):
        r = cover.site_row[k]
        if covers[r] == 0:
            for j in range(cover.row_start[r], cover.row_start[r + 1]):
                value[cover.row_site[j]] -= cover.weight[r]
            value[s] += cover.weight[r]
        elif covers[r] == 1:
            value[alone[r]] -= cover.weight[r]
        covers[r] += 1
        alone[r] += s
    choice.is_open[s] = True


@njit(cache=True, nogil=True)
def _close(cover: Cover, choice: Choice, s: int) -> None:
    covers, alone, value = choice.covers, choice.alone, choice.value
    choice.is_open[s] = False
    for k in range(cover.site_start[s], cover.site_start[s + 1]):
        r = cover.site_row[k]
        covers[r] -= 1
        alone[r] -= s
        if covers[r] == 0:
            for j in range(cover.row_start[r], cover.row_start[r + 1]):
                value[cover.row_site[j]] += cover.weight[r]
            value[s] -= cover.weight[r]
        elif covers[r] == 1:
            value[alone[r]] += cover.weight[r]


@njit(cache=True, nogil=True)
def _best_closed(choice: Choice, but: int) -> int:
    """The closed site that adds most, other than `but`."""
    best, best_value = -1, -1.0
    for s in range(choice.value.size):
        if not choice.is_open[s] and choice.value[s] > best_value and s != but:
            best, best_value = s, choice.value[s]
    return best


@njit(cache=True, nogil=True)
def _improve(
    cover: Cover,
    choice: Choice,
    moves: int,
    seed: int,
    heat: float,
    cooling: float,
    start: float,
) -> Bools:
    np.random.seed(seed)
    now, best_now, best = start, start, choice.is_open.copy()
    closed, opened = np.empty(MOST_CLOSED, np.int64), np.empty(MOST_CLOSED, np.int64)
    for _ in range(moves):
        heat *= cooling
        count = _ruin(cover, choice, closed, 1 + np.random.randint(0, MOST_CLOSED))
        gained = _recreate(cover, choice, closed, opened, count)
        if gained < heat * np.log(np.random.random()):  # annealing
            _undo(cover, choice, closed, opened, count)
            continue
        now += gained
        if now > best_now * (1 + 1e-12):
            best_now = now
            best[:] = choice.is_open
    return best


@njit(cache=True, nogil=True)
def _recreate(
    cover: Cover,
    choice: Choice,
    closed: NDArray[np.int64],
    opened: NDArray[np.int64],
    count: int,
) -> float:
    """Close `count` sites and open the best ones instead; answers what that gains."""
    gained = 0.0
    for k in range(count):
        gained -= choice.value[closed[k]]
        _close(cover, choice, closed[k])
    # What was just closed is often best again; leaving one of them out looks elsewhere.
    but = closed[np.random.randint(0, count)]
    for k in range(count):
        s = _best_closed(choice, but)
        if s < 0:
            s = but
        gained += choice.value[s]
        _open(cover, choice, s)
        opened[k] = s
    return gained


@njit(cache=True, nogil=True)
def _undo(
    cover: Cover,
    choice: Choice,
    closed: NDArray[np.int64],
    opened: NDArray[np.int64],
    count: int,
) -> None:
    """Back to how it was before the sites were closed and others opened."""
    for k in range(count):
        is_old = False
        for j in range(count):
            is_old |= opened[k] == closed[j]
        if not is_old:
            _close(cover, choice, opened[k])
    for k in range(count):
        if not choice.is_open[closed[k]]:
            _open(cover, choice, closed[k])


@njit(cache=True, nogil=True)
def _ruin(cover: Cover, choice: Choice, picked: NDArray[np.int64], most: int) -> int:
    """Pick up to `most` open sites that lie close together; answers how many.

    A random walk from site to row to site stays in the neighbourhood.
    """
    count = 0
    s = np.random.randint(0, choice.is_open.size)
    for _ in range(200):
        if choice.is_open[s]:
            is_new = True
            for k in range(count):
                is_new &= picked[k] != s
            if is_new:
                picked[count] = s
                count += 1
                if count == most:
                    return count
        if np.random.random() < 0.02:  # an island holds fewer open sites than asked for
            s = np.random.randint(0, choice.is_open.size)
            continue
        first, last = cover.site_start[s], cover.site_start[s + 1]
        r = cover.site_row[np.random.randint(first, last)]
        s = cover.row_site[np.random.randint(cover.row_start[r], cover.row_start[r + 1])]
    while count == 0:
        s = np.random.randint(0, choice.is_open.size)
        if choice.is_open[s]:
            picked[0] = s
            count = 1
    return count
