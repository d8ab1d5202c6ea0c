"""Decisions without a database: which cells are hidden, which period a promise counts in."""

from fangcun.ledger.rules.measures import DefaultMeasure, default_measures
from fangcun.ledger.rules.periods import Span, period_of
from fangcun.ledger.rules.small_cells import Cell, guarded, is_small, is_small_share

__all__ = [
    "Cell",
    "DefaultMeasure",
    "Span",
    "default_measures",
    "guarded",
    "is_small",
    "is_small_share",
    "period_of",
]
