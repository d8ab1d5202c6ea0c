"""A small line of a run's progress, drawn where the page is made: it needs no script."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT, MARGIN = 600, 140, 6


class TrailLines(NamedTuple):
    """Points of two polylines in a box of WIDTH × HEIGHT, and the highest value drawn."""

    objective: str
    bound: str
    highest: float
    seconds: float
    width: int = WIDTH
    height: int = HEIGHT


def trail_lines(trail: Sequence[Sequence[float | None]]) -> TrailLines | None:
    """Best plan and proven bound over time; None before there are two moments to join.

    A bound far above everything found is left out, since it would press the plan to the ground.
    """
    found = [(t, objective) for t, objective, _bound in trail if t is not None and objective]
    if len(found) < 2:
        return None
    best = max(value for _t, value in found if value)
    proven = [(t, b) for t, _objective, b in trail if t is not None and b and b <= 2 * best]
    seconds = max(t for t, _objective, _bound in trail if t is not None)
    highest = max([best, *(value for _t, value in proven)])
    return TrailLines(
        objective=_points(found, seconds, highest),
        bound=_points(proven, seconds, highest),
        highest=highest,
        seconds=seconds,
    )


def _points(moments: Sequence[tuple[float, float | None]], seconds: float, highest: float) -> str:
    across, up = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    return " ".join(
        f"{MARGIN + across * t / max(seconds, 1e-9):.1f},"
        f"{HEIGHT - MARGIN - up * (value or 0.0) / highest:.1f}"
        for t, value in moments
    )
