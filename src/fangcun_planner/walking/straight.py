"""Walks where no streets are known: the straight line times a detour factor."""

from fangcun_planner.walking.answer import Walks
from fangcun_planner.walking.earth import points_in_space
from fangcun_planner.walking.neighbours import pairs_within
from fangcun_planner.walking.problem import ROUNDING_M, WalkProblem


def straight_walks(problem: WalkProblem) -> Walks:
    """All pairs whose straight line times the detour factor is within the limit."""
    pairs = pairs_within(
        points_in_space(problem.origin_lon, problem.origin_lat),
        points_in_space(problem.target_lon, problem.target_lat),
        radius_m=(problem.limit_m + ROUNDING_M) / problem.detour_factor,
    )
    metres = (pairs.metres * problem.detour_factor).clip(max=problem.limit_m)
    return Walks(pairs.start, pairs.other, metres, on_streets=False, snapped_far=0)
