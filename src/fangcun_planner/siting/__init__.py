"""Siting 布点: which idle spaces open, with which functions, within a budget."""

from fangcun_planner.siting.answer import Multipliers, SitingAnswer, Status
from fangcun_planner.siting.problem import BadProblem, Decision, KindRules, SitingProblem
from fangcun_planner.siting.solve import NoPlan, Progress, SolveParams, solve

__all__ = [
    "BadProblem",
    "Decision",
    "KindRules",
    "Multipliers",
    "NoPlan",
    "Progress",
    "SitingAnswer",
    "SitingProblem",
    "SolveParams",
    "Status",
    "solve",
]
