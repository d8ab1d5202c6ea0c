"""What the records of operators answer."""

from fangcun.core.operators.queries.running import (
    contracts_running,
    operator_of,
    operators_by_facility,
    running_contracts,
)

__all__ = ["contracts_running", "operator_of", "operators_by_facility", "running_contracts"]
