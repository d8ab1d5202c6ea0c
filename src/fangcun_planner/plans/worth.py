"""What each chosen space is worth: what is lost without it, and what would best replace it."""

import numpy as np

from fangcun_planner.plans.plan import DistrictPlan
from fangcun_planner.siting.marginal import SpaceValue, values_of_spaces


def worth_of_openings(plan: DistrictPlan) -> dict[int, SpaceValue]:
    """Weigh every space that the plan opens, by index."""
    opened = np.flatnonzero(plan.answer.is_open)
    if not opened.size:
        return {}
    values = values_of_spaces(plan.posed.problem, plan.answer, opened.tolist())
    return {value.space: value for value in values}
