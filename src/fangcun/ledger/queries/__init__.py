"""What the ledger answers."""

from fangcun.ledger.queries.alternatives import Alternative, alternatives
from fangcun.ledger.queries.audience import audience_of, meant_for, why_not
from fangcun.ledger.queries.commitments import (
    MOST_SHOWN,
    by_urgency,
    commitments_from,
    open_commitments,
    open_commitments_of,
    overdue,
)
from fangcun.ledger.queries.contracts import facility_run_by, orphaned, orphans
from fangcun.ledger.queries.offers import (
    bookings_of,
    place_in_line,
    places_taken,
    refused_from,
    source_of,
    waiting_for,
)
from fangcun.ledger.queries.opinions import (
    opinions_for,
    opinions_from,
    unread_opinions,
    unread_opinions_for,
)
from fangcun.ledger.queries.persons import (
    OwnRow,
    PersonPanel,
    needs_of,
    own_rows,
    person_panel,
    promises_to,
    services_of,
)
from fangcun.ledger.queries.promised import Promised, promises_of
from fangcun.ledger.queries.steps import Step, steps_of

__all__ = [
    "MOST_SHOWN",
    "Alternative",
    "OwnRow",
    "PersonPanel",
    "Promised",
    "Step",
    "alternatives",
    "audience_of",
    "bookings_of",
    "by_urgency",
    "commitments_from",
    "facility_run_by",
    "meant_for",
    "needs_of",
    "open_commitments",
    "open_commitments_of",
    "opinions_for",
    "opinions_from",
    "orphaned",
    "orphans",
    "overdue",
    "own_rows",
    "person_panel",
    "place_in_line",
    "places_taken",
    "promises_of",
    "promises_to",
    "refused_from",
    "services_of",
    "source_of",
    "steps_of",
    "unread_opinions",
    "unread_opinions_for",
    "waiting_for",
    "why_not",
]
