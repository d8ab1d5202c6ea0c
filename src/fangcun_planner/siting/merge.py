"""Exact reductions: fewer rows and walks with the same best plans, and the way back.

- A walk to a slot that can never hold anything is dropped; so is a row without walks.
- Rows of one community, function and weight that can walk to the same slots are one group:
  every plan serves any mix of them at the same value, so shares by need lose nothing.
  Communities are kept apart only where equity asks for it.
"""

from dataclasses import dataclass

import numpy as np

from fangcun_planner.siting.model import CLOSED, EXISTING, FREE, MUST_OPEN, NO_LIMIT, Model
from fangcun_planner.siting.problem import Bools, Decision, Floats, Longs, SitingProblem

_STATE = {
    Decision.FREE: FREE,
    Decision.MUST_OPEN: MUST_OPEN,
    Decision.MUST_NOT_OPEN: CLOSED,
    Decision.EXISTING: EXISTING,
}


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """A model and the way back to the rows and walks it came from.

    Parameters
    ----------
    row_group
        (R,) Group of each row, -1 for rows nobody could ever serve.
    walk_entry
        (K,) Entry of each walk, -1 for walks that lead nowhere.
    row_share
        (R,) Share of the row in the need of its group.
    """

    model: Model
    row_group: Longs
    walk_entry: Longs
    row_share: Floats


def merge(problem: SitingProblem) -> Merged:
    """Reduce a question without changing its best plans."""
    fits = _fits(problem)
    usable = _usable_slots(problem, fits)
    walk_row = np.repeat(np.arange(len(problem.row_need)), np.diff(problem.walk_start))
    walk_slot = problem.walk_space * np.int64(usable.shape[1]) + problem.row_function[walk_row]
    kept = np.flatnonzero(usable.ravel()[walk_slot])
    start, slot = _compressed(walk_row[kept], walk_slot[kept], len(problem.row_need))
    row_group, leader = _groups(problem, start, slot)
    group_start, group_slot = _take_rows(start, slot, leader)
    reached = row_group >= 0
    counted = np.bincount(row_group[reached], problem.row_need[reached], minlength=len(leader))
    need: Floats = counted.astype(np.float64)  # of nothing, bincount makes integers
    by_slot = np.argsort(group_slot, kind="stable")
    group_entry = np.empty(len(by_slot), np.int64)
    group_entry[by_slot] = np.arange(len(by_slot))
    walk_entry = np.full(len(problem.walk_space), -1, np.int64)
    place_in_row = np.arange(len(kept)) - start[walk_row[kept]]
    walk_entry[kept] = group_entry[group_start[row_group[walk_row[kept]]] + place_in_row]
    entry_group = np.repeat(np.arange(len(leader)), np.diff(group_start))[by_slot]
    model = _model(problem, fits=fits, leader=leader, need=need)._replace(
        group_start=group_start,
        group_slot=group_slot,
        group_entry=group_entry,
        slot_start=_starts(group_slot, usable.size),
        slot_group=entry_group,
    )
    share = np.where(row_group >= 0, problem.row_need / np.append(need, 1.0)[row_group], 0.0)
    return Merged(model=model, row_group=row_group, walk_entry=walk_entry, row_share=share)


def _fits(problem: SitingProblem) -> Bools:
    """(S, M) modules that may stand in a new facility of the space at all."""
    is_new = np.isin(problem.space_decision, (Decision.FREE, Decision.MUST_OPEN))
    has_room = problem.module_area_m2 <= problem.space_area_m2[:, None]
    payable = problem.module_cost_fen <= problem.budget_fen
    return problem.module_allowed & has_room & payable & is_new[:, None]


def _usable_slots(problem: SitingProblem, fits: Bools) -> Bools:
    """(S, F) slots that serve somebody already or could."""
    usable = problem.built_capacity > 0
    for module, function in enumerate(problem.module_function):
        usable[:, function] |= fits[:, module]
    return usable


def _starts(owner: Longs, owners: int) -> Longs:
    """Starts of compressed rows from the owner of each entry."""
    counts = np.bincount(owner, minlength=owners)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _compressed(row: Longs, slot: Longs, rows: int) -> tuple[Longs, Longs]:
    return _starts(row, rows), slot.astype(np.int64)


def _take_rows(start: Longs, slot: Longs, rows: Longs) -> tuple[Longs, Longs]:
    """The compressed rows of some rows, in their order."""
    length = np.diff(start)[rows]
    taken = np.concatenate([[0], np.cumsum(length)]).astype(np.int64)
    within = np.arange(taken[-1]) - np.repeat(taken[:-1], length)
    return taken, slot[np.repeat(start[rows], length) + within]


def _groups(problem: SitingProblem, start: Longs, slot: Longs) -> tuple[Longs, Longs]:
    """Group of each row, and one row of each group.

    Rows are sorted by a hash of their walks; neighbours become one group only if their walks
    really are equal, so a collision costs a merge and never a mistake.
    """
    length = np.diff(start)
    rows = np.flatnonzero(length)
    if not len(rows):
        return np.full(len(length), -1, np.int64), rows
    random = np.random.default_rng(0).integers(0, 2**63, problem.built_capacity.size)
    sums = np.add.reduceat(random[slot], start[rows])
    together = problem.row_community if problem.equity_weight > 0 else np.zeros_like(length)
    columns = (
        sums,
        length[rows],
        problem.row_weight[rows],
        together[rows],
        problem.row_function[rows],
    )
    order = np.lexsort(columns)
    differs = np.zeros(len(rows), bool)
    for column in columns:
        differs[1:] |= column[order][1:] != column[order][:-1]
    ranked = rows[order]
    same = np.flatnonzero(~differs[1:]) + 1
    walks = _take_rows(start, slot, ranked[same])
    before = _take_rows(start, slot, ranked[same - 1])
    unequal = np.repeat(same, np.diff(walks[0]))[walks[1] != before[1]]
    differs[unequal] = True
    differs[0] = True
    row_group = np.full(len(length), -1, np.int64)
    row_group[ranked] = np.cumsum(differs) - 1
    return row_group, ranked[differs]


def _model(problem: SitingProblem, *, fits: Bools, leader: Longs, need: Floats) -> Model:
    """Everything about the spaces; the walks are filled in by `merge`."""
    space, module = np.nonzero(fits)
    slot = space * len(problem.is_priority) + problem.module_function[module]
    order = np.argsort(slot, kind="stable")
    space, module, slot = space[order], module[order], slot[order]
    areas = problem.module_area_m2[np.unique(module)]
    unit = int(np.gcd.reduce(areas)) if len(areas) else 1
    none = np.zeros(0, np.int64)
    weighted = problem.row_need * problem.row_weight
    communities = len(problem.complexes_left)
    total = np.bincount(problem.row_community, weighted, minlength=communities)
    state = np.array([_STATE[Decision(d)] for d in problem.space_decision], np.int64)
    kinds = problem.kinds
    most = problem.open_at_most
    return Model(
        functions=len(problem.is_priority),
        unit_m2=unit,
        group_function=problem.row_function[leader].astype(np.int64),
        group_community=problem.row_community[leader].astype(np.int64),
        group_need=need,
        group_weight=problem.row_weight[leader],
        group_start=none,
        group_slot=none,
        group_entry=none,
        slot_start=none,
        slot_group=none,
        built=problem.built_capacity.ravel(),
        candidate_start=_starts(slot, problem.built_capacity.size),
        candidate_module=module.astype(np.int64),
        candidate_units=problem.module_area_m2[module].astype(np.int64) // unit,
        candidate_capacity=problem.module_capacity[module],
        candidate_cost=problem.module_cost_fen[space, module].astype(np.float64),
        space_state=state,
        space_units=problem.space_area_m2.astype(np.int64) // unit,
        space_community=problem.space_community.astype(np.int64),
        space_can_be_complex=problem.space_area_m2 >= kinds.complex_min_area_m2,
        required=problem.function_required,
        kind_cost=problem.kind_cost_fen.astype(np.float64),
        is_priority=problem.is_priority,
        community_start=_starts(problem.space_community.astype(np.int64), communities),
        community_space=np.argsort(problem.space_community, kind="stable").astype(np.int64),
        community_goal=(problem.equity_share * total).astype(np.float64),
        complexes_left=problem.complexes_left.astype(np.int64),
        complex_min_functions=int(kinds.complex_min_functions),
        complex_min_priority=int(kinds.complex_min_priority),
        interspersed_max_functions=int(kinds.interspersed_max_functions),
        interspersed_min_priority=int(kinds.interspersed_min_priority),
        budget=float(problem.budget_fen),
        open_at_most=NO_LIMIT if most is None else int(most),
        equity_weight=float(problem.equity_weight),
    )
