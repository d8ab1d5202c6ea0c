"""The covering question put to the full planner: one function, room and money for all.

Two solvers that share no code must find the same; whoever doubts one can ask the other.
"""

import numpy as np

from fangcun_planner.covering.problem import CoveringProblem
from fangcun_planner.siting.problem import Decision, KindRules, SitingProblem

ONE_SIMPLE_FUNCTION = KindRules(
    complex_min_area_m2=2,  # larger than every space, so nothing becomes a complex
    complex_min_functions=3,
    complex_min_priority=0,
    interspersed_max_functions=1,
    interspersed_min_priority=0,
    complexes_per_community=0,
)


def as_siting(covering: CoveringProblem) -> SitingProblem:
    """One person per demand who needs the one function, served by any open space in reach.

    Spaces and modules cost nothing, a module serves everybody, and `open_at_most` counts new
    openings alone, as the full planner does. Demands without weight are left out.
    """
    counts = covering.weight > 0
    rows, sites = int(counts.sum()), covering.site_count
    lengths = np.diff(covering.cover_start)
    built = covering.existing
    return SitingProblem(
        row_function=np.zeros(rows, np.int32),
        row_community=np.zeros(rows, np.int32),
        row_need=np.ones(rows),
        row_weight=covering.weight[counts],
        walk_start=np.concatenate(([0], np.cumsum(lengths[counts]))).astype(np.int64),
        walk_space=covering.cover_site[np.repeat(counts, lengths)],
        space_community=np.zeros(sites, np.int32),
        space_area_m2=np.ones(sites, np.int32),
        space_decision=np.where(built, Decision.EXISTING, Decision.FREE).astype(np.int8),
        built_capacity=np.where(built, float(rows), 0.0).reshape(sites, 1),
        module_function=np.zeros(1, np.int32),
        module_area_m2=np.ones(1, np.int32),
        module_capacity=np.array([float(max(1, rows))]),
        module_cost_fen=np.zeros((sites, 1), np.int64),
        module_allowed=~built.reshape(sites, 1),
        function_required=np.zeros((sites, 1), np.bool_),
        kind_cost_fen=np.zeros((sites, 2), np.int64),
        is_priority=np.zeros(1, np.bool_),
        complexes_left=np.zeros(1, np.int32),
        budget_fen=0,
        kinds=ONE_SIMPLE_FUNCTION,
        open_at_most=covering.open_at_most - int(built.sum()),
    )
