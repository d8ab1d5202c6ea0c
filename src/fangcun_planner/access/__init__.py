"""Accessibility 可达性, as planners measure it: floating catchments, coverage, inequality."""

from fangcun_planner.access.catchment import floating_catchment
from fangcun_planner.access.inequality import gini, worst_share
from fangcun_planner.access.problem import CatchmentProblem, Zone

__all__ = ["CatchmentProblem", "Zone", "floating_catchment", "gini", "worst_share"]
