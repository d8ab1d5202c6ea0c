"""Who runs a kitchen."""

from datetime import date

from fangcun.core.operators.models import Operator
from fangcun.core.operators.queries import running_contracts
from fangcun.services.canteen.models import Kitchen


def who_runs(kitchen: Kitchen, *, on: date) -> Operator | None:
    """Who runs the place on a day; of a meal point that nobody runs, who cooks for it."""
    for place in (kitchen, kitchen.supplied_by):
        if place is not None:
            contract = running_contracts(place.facility, on).first()
            if contract is not None:
                return contract.operator
    return None
