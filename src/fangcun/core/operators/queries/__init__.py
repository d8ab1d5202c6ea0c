"""What the records of operators answer."""

from fangcun.core.operators.queries.lists import (
    all_operators,
    contacts_of,
    credentials_of,
    dropped_lines_of,
    expiring,
    in_order,
    lines_of,
    offered_in,
    operators_matching,
    papers_of,
    rooms_covered,
)
from fangcun.core.operators.queries.running import (
    contracts_running,
    operator_of,
    operators_by_facility,
    running_contracts,
    standing_of,
)

__all__ = [
    "all_operators",
    "contacts_of",
    "contracts_running",
    "credentials_of",
    "dropped_lines_of",
    "expiring",
    "in_order",
    "lines_of",
    "offered_in",
    "operator_of",
    "operators_by_facility",
    "operators_matching",
    "papers_of",
    "rooms_covered",
    "running_contracts",
    "standing_of",
]
