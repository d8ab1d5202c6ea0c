"""Counts that could point at a person are not shown, nor what would give them away.

A count of people from 1 to one below the threshold is small. In a column with a total, a small
cell could be had by subtraction; another cell is hidden with it, so that every small cell could
be more than one number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Hidden(StrEnum):
    """Why a cell is not shown."""

    NO = "no"
    SMALL = "small"  # from 1 to the threshold less 1
    BESIDE = "beside"  # it would give a small one away


@dataclass(frozen=True, slots=True)
class Cell:
    """A count as somebody may see it; `count` is None where it is hidden."""

    count: int | None
    hidden: Hidden = Hidden.NO


def is_small(count: int, threshold: int) -> bool:
    """Whether so few people could be pointed at; nobody is nobody."""
    return 0 < count < threshold


def is_small_share(part: int, whole: int, threshold: int) -> bool:
    """Whether a share would tell of a few: of those in it, of those not in it, or of all."""
    return any(is_small(count, threshold) for count in (part, whole - part, whole))


def guarded(*, counts: Sequence[int], total: int, threshold: int) -> tuple[list[Cell], Cell]:
    """A column and its total as those see it who may not see small cells."""
    small = {place for place, count in enumerate(counts) if is_small(count, threshold)}
    if is_small(total, threshold):
        return _cells(counts, small, set()), Cell(None, Hidden.SMALL)
    beside = _hidden_beside(counts, total, threshold, small)
    if beside is None:  # nothing is large enough to hide behind
        everything = set(range(len(counts)))
        return _cells(counts, set(), everything), Cell(total)
    return _cells(counts, small, beside), Cell(total)


def _hidden_beside(
    counts: Sequence[int], total: int, threshold: int, small: set[int]
) -> set[int] | None:
    """Which cells are hidden besides the small ones; None where none would do.

    Several small cells hide one another unless they are all 1 or all as large as small can be.
    Otherwise one cell above the threshold hides them: then each of them could be 1 or 2.
    """
    if not small:
        return set()
    left = total - sum(count for place, count in enumerate(counts) if place not in small)
    if len(small) > 1 and len(small) < left < len(small) * (threshold - 1):
        return set()
    large = [(count, place) for place, count in enumerate(counts) if count > threshold]
    return {min(large)[1]} if large else None


def _cells(counts: Sequence[int], small: set[int], beside: set[int]) -> list[Cell]:
    return [
        Cell(None, Hidden.SMALL)
        if place in small
        else Cell(None, Hidden.BESIDE)
        if place in beside
        else Cell(count)
        for place, count in enumerate(counts)
    ]
