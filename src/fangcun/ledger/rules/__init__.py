"""Decisions without a database: which cells are hidden, which period a promise counts in, for whom
an offer is, who moves up in a line.
"""

from fangcun.ledger.rules.audience import Applicant, Audience, why_not_for
from fangcun.ledger.rules.lines import time_to_accept, who_moves_up
from fangcun.ledger.rules.measures import DefaultMeasure, default_measures
from fangcun.ledger.rules.periods import Span, period_of
from fangcun.ledger.rules.small_cells import Cell, guarded, is_small, is_small_share

__all__ = [
    "Applicant",
    "Audience",
    "Cell",
    "DefaultMeasure",
    "Span",
    "default_measures",
    "guarded",
    "is_small",
    "is_small_share",
    "period_of",
    "time_to_accept",
    "who_moves_up",
    "why_not_for",
]
