"""Walking 步行: who can walk where, and how far it is."""

from fangcun_planner.walking.answer import Walks
from fangcun_planner.walking.problem import WalkProblem

__all__ = ["WalkProblem", "Walks"]
