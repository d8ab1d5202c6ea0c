"""Every figure of the ledger, defined once. What was taken back is counted nowhere."""

from fangcun.ledger.queries.figures.asked import (
    Asked,
    Countable,
    commitments_asked,
    needs_asked,
    records_asked,
    standing,
)
from fangcun.ledger.queries.figures.counts import (
    Counts,
    Regulars,
    counts,
    counts_by,
    regulars,
)
from fangcun.ledger.queries.figures.definitions import Definition, definitions, few
from fangcun.ledger.queries.figures.hours import RoomHours, hours_used, room_hours
from fangcun.ledger.queries.figures.overview import (
    BREAKDOWNS,
    Figure,
    Line,
    Reason,
    Table,
    figures,
    reasons,
    table,
)
from fangcun.ledger.queries.figures.promises import (
    Kept,
    kept_in_time,
    unmet_by_reason,
    unmet_by_service,
)
from fangcun.ledger.queries.figures.reach import Reach, metres_between, reach

__all__ = [
    "BREAKDOWNS",
    "Asked",
    "Countable",
    "Counts",
    "Definition",
    "Figure",
    "Kept",
    "Line",
    "Reach",
    "Reason",
    "Regulars",
    "RoomHours",
    "Table",
    "commitments_asked",
    "counts",
    "counts_by",
    "definitions",
    "few",
    "figures",
    "hours_used",
    "kept_in_time",
    "metres_between",
    "needs_asked",
    "reach",
    "reasons",
    "records_asked",
    "regulars",
    "room_hours",
    "standing",
    "table",
    "unmet_by_reason",
    "unmet_by_service",
]
