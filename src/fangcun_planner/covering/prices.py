"""An upper bound from prices (Lagrangian relaxation; Fisher 1981).

Let every row pay `u_r` between 0 and `w_r` to be covered. For **any** such prices

    UB(u) = Σ_r (w_r − u_r)  +  the p largest of  c_s = Σ_{r ∈ s} u_r

is at least the weight that any p sites cover: a covered row brings w_r − u_r without its
sites, and every open site s takes in at most c_s. Subgradient steps of Polyak's length lower
it towards the bound of the linear programme.
"""

# ruff: noqa: PLR0917 - compiled functions take no keyword arguments

from typing import NamedTuple

import numpy as np
from numba import njit

from fangcun_planner.covering.model import Bools, Cover, Floats

MOMENTUM = 0.9  # steps that remember their direction zigzag less (Camerini et al. 1975)
PATIENCE, COOLING = 6, 0.9  # after so many steps without a better bound, steps grow shorter


class Prices(NamedTuple):
    """Prices of the rows, the bound they prove, and how boldly to go on.

    Parameters
    ----------
    row
        (R,) 0 <= row <= weight.
    bound
        UB(row), not counting what existing sites cover.
    boldness
        Share of Polyak's step length for the next steps.
    """

    row: Floats
    bound: float
    boldness: float


def first_prices(cover: Cover, *, open_more: int) -> Prices:
    """A start: the more sites could cover a row, the less it pays each of them."""
    row = cover.weight / np.sqrt(np.diff(cover.row_start))
    return Prices(row, bound_of(cover, row, open_more), 1.0)


def bound_of(cover: Cover, row: Floats, open_more: int) -> float:
    """UB(row), for any prices at all."""
    income = site_income(cover, row)
    best = np.sort(income)[income.size - open_more :]
    return float((cover.weight - row).sum() + best.sum())


def site_income(cover: Cover, row: Floats) -> Floats:
    """(S,) What each site takes in from its rows."""
    return np.add.reduceat(np.append(row[cover.site_row], 0.0), cover.site_start[:-1]) * (
        np.diff(cover.site_start) > 0
    )


def surely_closed(cover: Cover, prices: Prices, *, open_more: int, objective: float) -> Bools:
    """(S,) True for sites that no choice better than `objective` opens.

    Opening such a site means closing one of the p with the largest income, and already the
    bound says that this is not worth it.
    """
    income = site_income(cover, prices.row)
    least = np.sort(income)[income.size - open_more]
    slack = (prices.bound - objective) * (1 + 1e-9) + 1e-9 * prices.bound
    return np.asarray(income < least - slack)


def lower(cover: Cover, prices: Prices, *, open_more: int, steps: int, objective: float) -> Prices:
    """Take `steps` subgradient steps towards `objective`, and keep the best prices."""
    row, boldness = _lower(cover, prices.row, open_more, steps, objective, prices.boldness)
    return Prices(row, bound_of(cover, row, open_more), boldness)


@njit(cache=True, nogil=True)
def _lower(
    cover: Cover, start: Floats, open_more: int, steps: int, objective: float, boldness: float
) -> tuple[Floats, float]:
    rows = cover.weight.size
    now, best, best_bound, waited = start.copy(), start.copy(), np.inf, 0
    slope, ahead = np.empty(rows), np.zeros(rows)
    for _ in range(steps):
        bound = _slope_at(cover, now, open_more, slope)
        waited = 0 if bound < best_bound * (1 - 1e-6) else waited + 1
        if bound < best_bound:
            best_bound = bound
            best[:] = now
        if waited >= PATIENCE:
            boldness *= COOLING
            waited = 0
        step = boldness * max(bound - objective, 0.0) / _look_ahead(cover, now, slope, ahead)
        for r in range(rows):
            now[r] -= step * scale(cover, r) * ahead[r]
            now[r] = min(cover.weight[r], max(0.0, now[r]))
    return best, boldness


@njit(cache=True, nogil=True)
def _slope_at(cover: Cover, row: Floats, open_more: int, slope: Floats) -> float:
    """UB(row), and in `slope` how it changes with each price."""
    sites = cover.site_start.size - 1
    income = np.zeros(sites)
    for r in range(row.size):
        for k in range(cover.row_start[r], cover.row_start[r + 1]):
            income[cover.row_site[k]] += row[r]
    chosen = np.argsort(income)[sites - open_more :]
    slope[:] = -1.0
    for s in chosen:
        for k in range(cover.site_start[s], cover.site_start[s + 1]):
            slope[cover.site_row[k]] += 1.0
    return float((cover.weight - row).sum() + income[chosen].sum())


@njit(cache=True, nogil=True)
def _look_ahead(cover: Cover, row: Floats, slope: Floats, ahead: Floats) -> float:
    """Turn `ahead` towards the slope, and answer its squared length, never 0."""
    length = 1e-300
    for r in range(row.size):
        at_end = (row[r] <= 0.0 and slope[r] > 0) or (row[r] >= cover.weight[r] and slope[r] < 0)
        ahead[r] = MOMENTUM * ahead[r] + (0.0 if at_end else slope[r])
        length += scale(cover, r) * ahead[r] * ahead[r]
    return length


@njit(cache=True, nogil=True)
def scale(cover: Cover, r: int) -> float:
    """Heavy rows move faster; tried against 1, w, sqrt(w) and w / sites."""
    return float(cover.weight[r] / np.sqrt(cover.row_start[r + 1] - cover.row_start[r]))
