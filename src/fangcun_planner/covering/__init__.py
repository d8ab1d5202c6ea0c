"""Covering 覆盖: where to open p sites so that most weight lies within reach."""

from fangcun_planner.covering.answer import CoveringAnswer, Status
from fangcun_planner.covering.problem import CoveringProblem

__all__ = ["CoveringAnswer", "CoveringProblem", "Status"]
