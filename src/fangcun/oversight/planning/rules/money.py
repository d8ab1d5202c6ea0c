"""The budgets of a money curve, and what each further yuan buys."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

CURVE_SHARES = (0.2, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2.0)
"""Budgets of the curve as shares of the scenario's: both the thrift and the luxury of it."""

WHOLE_FEN = 1_000_000  # budgets are rounded to ten thousand yuan, as councils vote them
STEP_FEN = 10_000_000  # 100,000 yuan


class Spent(NamedTuple):
    cost_fen: int
    persons: float


def curve_budgets(budget_fen: int) -> tuple[int, ...]:
    """Different budgets around the scenario's own, ascending, its own among them."""
    rounded = {max(WHOLE_FEN, round(budget_fen * s / WHOLE_FEN) * WHOLE_FEN) for s in CURVE_SHARES}
    return tuple(sorted(rounded | {budget_fen}))


def marginal_persons(steps: Sequence[Spent]) -> list[float | None]:
    """Persons more for 100,000 yuan more, from the step before; None for the first and where
    no more was spent.
    """
    gains: list[float | None] = [None]
    for before, after in pairwise(steps):
        more = after.cost_fen - before.cost_fen
        gains.append((after.persons - before.persons) / more * STEP_FEN if more > 0 else None)
    return gains[: len(steps)]
