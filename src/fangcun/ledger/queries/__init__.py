"""What the ledger answers."""

from fangcun.ledger.queries.commitments import (
    commitments_from,
    open_commitments,
    open_commitments_of,
    overdue,
)
from fangcun.ledger.queries.contracts import facility_run_by, orphaned
from fangcun.ledger.queries.opinions import opinions_for, opinions_from, unread_opinions_for

__all__ = [
    "commitments_from",
    "facility_run_by",
    "open_commitments",
    "open_commitments_of",
    "opinions_for",
    "opinions_from",
    "orphaned",
    "overdue",
    "unread_opinions_for",
]
