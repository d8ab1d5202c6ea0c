"""Decisions without a database: kinds of facilities, files that are read, rules of our own."""

from fangcun.core.catalog.rules.facilities import (
    DISTRICT_ENDINGS,
    KIND_RULES,
    QUOTA_RULES,
    STREET_ENDINGS,
    KindVerdict,
    below,
    ending_of,
    facility_kind,
)
from fangcun.core.catalog.rules.own import SMALL_CELL, own_limits, own_rules

__all__ = [
    "DISTRICT_ENDINGS",
    "KIND_RULES",
    "QUOTA_RULES",
    "SMALL_CELL",
    "STREET_ENDINGS",
    "KindVerdict",
    "below",
    "ending_of",
    "facility_kind",
    "own_limits",
    "own_rules",
]
