"""All walks within the limit, along the streets where they are known."""

from fangcun_planner.walking.answer import Walks
from fangcun_planner.walking.problem import WalkProblem


def solve(problem: WalkProblem) -> Walks:
    """Find who can walk where, and how far it is."""
    if problem.streets is None:
        from fangcun_planner.walking.straight import straight_walks

        return straight_walks(problem)
    # Loaded only now: the compiled search takes a second to load.
    from fangcun_planner.walking.streets import street_walks

    return street_walks(problem, problem.streets)
