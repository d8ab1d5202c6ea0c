"""Who is best served where, once it is settled what is offered where: a linear programme.

Serve ``v_k`` persons on each walk k to

    max  Σ w v + β Σ_c t_c   with  t_c ≤ Σ_{k in c} w v,  t_c ≤ θ N_c,
    Σ_k v ≤ need of each row,  Σ_k v ≤ capacity of each function at each place.

Rows of one community that need the same, weigh the same and can walk to the same open places
are one group here; what the group gets is shared out by need.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from fangcun_planner.plans.pose import PosedDistrict
from fangcun_planner.plans.tally import objective_of, sums
from fangcun_planner.siting import SitingAnswer, SitingProblem, Status
from fangcun_planner.siting.problem import Floats, Ints, Longs
from fangcun_planner.siting.solve import PROVEN_GAP

BETTER = 1e-9  # relative; less is rounding


def best_assignment(posed: PosedDistrict, capacity: Floats) -> Floats:
    """(K,) Persons served on each walk, at best, by the capacity (S, F) of what is open."""
    problem, row = posed.problem, posed.row_of_walk
    served = np.zeros(problem.walk_space.size)
    used = np.flatnonzero(capacity[problem.walk_space, problem.row_function[row]] > 0)
    if not used.size:
        return served
    groups = _grouped(problem, row[used], problem.walk_space[used])
    flow = _solved(problem, groups, capacity)
    served[used] = flow[groups.walk_of_used] * groups.share_of_used
    return served


def well_assigned(posed: PosedDistrict, answer: SitingAnswer, *, gap_wanted: float) -> SitingAnswer:
    """The same openings with their people assigned at best, where that serves more."""
    served = best_assignment(posed, capacity_of(posed.problem, answer))
    by_row = sums(posed.row_of_walk, served, size=posed.rows.need.size)
    objective = objective_of(posed.problem, by_row)
    if objective <= answer.objective * (1 + BETTER):
        return answer
    bound = max(answer.bound, objective)
    gap = (bound - objective) / objective
    status = Status.FEASIBLE
    if gap <= max(gap_wanted, PROVEN_GAP):
        status = Status.WITHIN_GAP if gap > PROVEN_GAP else Status.PROVEN
    return replace(answer, status=status, served=served, objective=objective, bound=bound, gap=gap)


def capacity_of(problem: SitingProblem, answer: SitingAnswer) -> Floats:
    """(S, F) Persons that each place can serve after the plan, what exists included."""
    fitted = problem.module_capacity[np.maximum(answer.module_at, 0)]
    return np.asarray(problem.built_capacity + np.where(answer.module_at >= 0, fitted, 0.0))


@dataclass(frozen=True, slots=True, eq=False)
class _Groups:
    """G groups of rows and their W walks to open places.

    Parameters
    ----------
    need, weight, community, function
        (G,) Persons in all, and what the rows of the group have in common.
    walk_group, walk_space
        (W,) One walk per group and place.
    walk_of_used, share_of_used
        (U,) Group walk of each walk that was grouped, and its row's share of the group's need.
    """

    need: Floats
    weight: Floats
    community: Longs
    function: Longs
    walk_group: Longs
    walk_space: Longs
    walk_of_used: Longs
    share_of_used: Floats


def _grouped(problem: SitingProblem, row: Ints, space: Ints) -> _Groups:
    """Group the rows of some walks, given by row (ascending) and place."""
    rows, start, row_at = np.unique(row, return_index=True, return_inverse=True)
    counts = np.diff(np.append(start, row.size))
    # the set of places as one number: equal sets give equal sums, others (2^-64) never
    marks = np.random.default_rng(0).integers(1 << 63, size=problem.space_decision.size)
    places = np.add.reduceat(marks[space], start)
    common = np.column_stack(
        [
            problem.row_function[rows],
            problem.row_community[rows],
            problem.row_weight[rows].view(np.int64),
            counts,
            places,
        ]
    )
    _, first, group = np.unique(common, axis=0, return_index=True, return_inverse=True)
    group = group.reshape(-1)
    need = sums(group, problem.row_need[rows], size=first.size)
    order = np.arange(row.size) - start[row_at]  # places ascend, so twins have the same order
    offset = np.concatenate([[0], np.cumsum(counts[first])])
    leads = np.isin(row_at, first)
    arranged = np.argsort(group[row_at[leads]], kind="stable")
    return _Groups(
        need=need,
        weight=problem.row_weight[rows][first],
        community=problem.row_community[rows][first].astype(np.int64),
        function=problem.row_function[rows][first].astype(np.int64),
        walk_group=group[row_at[leads]][arranged],
        walk_space=space[leads][arranged].astype(np.int64),
        walk_of_used=offset[group[row_at]] + order,
        share_of_used=problem.row_need[row] / need[group[row_at]],
    )


def _solved(problem: SitingProblem, groups: _Groups, capacity: Floats) -> Floats:
    """(W,) Persons on each group walk. Columns: the walks, then t_c of each community."""
    communities, walks = problem.complexes_left.size, groups.walk_group.size
    walk, equity = np.arange(walks), walks + np.arange(communities)
    weight = groups.weight[groups.walk_group]
    cells, cell = np.unique(
        groups.walk_space * problem.is_priority.size + groups.function[groups.walk_group],
        return_inverse=True,
    )
    needed = sums(problem.row_community, problem.row_need * problem.row_weight, size=communities)
    ones, size = np.ones(walks), walks + communities
    shares = np.concatenate([groups.community[groups.walk_group], np.arange(communities)])
    found = linprog(  # type: ignore[call-overload]  # takes sparse rows; its stubs do not
        -np.concatenate([weight, np.full(communities, problem.equity_weight)]),
        A_ub=vstack(
            [
                csr_array((ones, (groups.walk_group, walk)), shape=(groups.need.size, size)),
                csr_array((ones, (cell, walk)), shape=(cells.size, size)),
                csr_array(
                    (
                        np.concatenate([-weight, np.ones(communities)]),
                        (shares, np.concatenate([walk, equity])),
                    ),
                    shape=(communities, size),
                ),
            ]
        ),
        b_ub=np.concatenate([groups.need, capacity.ravel()[cells], np.zeros(communities)]),
        bounds=np.column_stack(
            [np.zeros(size), np.append(np.full(walks, np.inf), problem.equity_share * needed)]
        ),
        method="highs-ds",
    )
    if found.status != 0:
        raise RuntimeError(f"the assignment, which always has an answer, failed: {found.message}")
    return np.asarray(np.maximum(0.0, found.x[:walks]), dtype=np.float64)
