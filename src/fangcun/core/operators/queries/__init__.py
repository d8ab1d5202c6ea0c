"""What the records of operators answer."""

from fangcun.core.operators.queries.lists import (
    contacts_of,
    credentials_of,
    dropped_lines_of,
    expiring,
    in_order,
    lines_of,
    operators_matching,
    papers_of,
)
from fangcun.core.operators.queries.running import (
    contracts_running,
    operator_of,
    operators_by_facility,
    running_contracts,
)

__all__ = [
    "contacts_of",
    "contracts_running",
    "credentials_of",
    "dropped_lines_of",
    "expiring",
    "in_order",
    "lines_of",
    "operator_of",
    "operators_by_facility",
    "operators_matching",
    "papers_of",
    "running_contracts",
]
