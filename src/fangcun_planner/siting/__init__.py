"""Siting 布点: which idle spaces open, with which functions, within a budget."""

from fangcun_planner.siting.answer import Multipliers, SitingAnswer, Status
from fangcun_planner.siting.problem import BadProblem, Decision, KindRules, SitingProblem

__all__ = [
    "BadProblem",
    "Decision",
    "KindRules",
    "Multipliers",
    "SitingAnswer",
    "SitingProblem",
    "Status",
]
