"""Small questions as a whole: one mixed-integer programme for HiGHS, with the plan as a start.

Written row by row straight into compressed arrays. It is only tried where the reduced model is
small; its bound is taken only if it does not contradict a plan that is known to keep the rules.
"""

import os
from collections.abc import Callable
from typing import NamedTuple

import highspy
import numpy as np
from scipy import sparse

from fangcun_planner.siting.model import CLOSED, EXISTING, MUST_OPEN, NO_LIMIT, Model
from fangcun_planner.siting.plan_state import State
from fangcun_planner.siting.problem import Floats, Longs

MOST_ENTRIES, MOST_CANDIDATES = 4_000, 800
LOOK_UP_S = 0.2
LONGEST_ASSIGNMENT_S = 10.0


class Whole(NamedTuple):
    """What HiGHS found: layouts (S, F) and kinds (S,), and an upper bound on the objective."""

    layouts: Longs
    kind: Longs
    bound: float


class Columns(NamedTuple):
    """Where each kind of variable begins."""

    candidate: int  # x: the module is there
    interspersed: int  # y: the space opens so
    as_complex: int
    entry: int  # v: persons served
    goal: int  # e: weighted persons that count extra
    end: int


def is_small(model: Model) -> bool:
    """Whether the whole question is worth giving to HiGHS."""
    return len(model.slot_group) <= MOST_ENTRIES and len(model.candidate_cost) <= MOST_CANDIDATES


def solve_whole(
    model: Model, plan: State, *, seconds: float, seed: int, go_on: Callable[[], bool]
) -> Whole | None:
    """Let HiGHS prove or improve a plan; None if it found no plan in time."""
    columns = columns_of(model)
    highs = loaded(model, columns, seconds=seconds, seed=seed)
    start = highspy.HighsSolution()
    start.col_value = _as_solution(model, columns, plan)
    highs.setSolution(start)
    _run(highs, go_on)
    if highs.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
        return None
    return _read(model, columns, highs)


def serve_exactly(model: Model, plan: State) -> Floats:
    """(E,) Persons by entry of the best assignment to the layouts of a plan, by linear programme.

    Chains of people (`rerouting`) reach it too, except where equity ties functions together.
    """
    columns = columns_of(model)
    highs = loaded(model, columns, seconds=LONGEST_ASSIGNMENT_S, seed=0)
    fixed = _as_solution(model, columns, plan)[: columns.entry]
    places = np.arange(columns.entry, dtype=np.int32)
    highs.changeColsBounds(columns.entry, places, fixed, fixed)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return plan.numbers[: len(model.slot_group)].copy()
    served = np.array(highs.getSolution().col_value)[columns.entry : columns.goal]
    return _within(model, plan, np.maximum(served, 0.0))


def _within(model: Model, plan: State, served: Floats) -> Floats:
    """The same assignment, shrunk by what the solver's tolerance let pass."""
    slot = np.repeat(np.arange(len(model.built)), np.diff(model.slot_start))
    here = plan.layouts.ravel()
    capacity = model.built + np.append(model.candidate_capacity, 0.0)[here]
    for owner, limit in ((slot, capacity), (model.slot_group, model.group_need)):
        load = np.bincount(owner, served, minlength=len(limit))
        served = served * np.minimum(1.0, limit / np.maximum(load, 1e-12))[owner]
    return served


def columns_of(model: Model) -> Columns:
    """Number the variables of the whole question."""
    candidates, spaces, entries = len(model.candidate_cost), model.spaces, len(model.slot_group)
    interspersed = candidates
    as_complex = interspersed + spaces
    entry = as_complex + spaces
    goal = entry + entries
    return Columns(0, interspersed, as_complex, entry, goal, goal + len(model.community_goal))


def _run(highs: highspy.Highs, go_on: Callable[[], bool]) -> None:
    """Solve in a thread of its own, so that somebody can say stop."""
    highs.HandleUserInterrupt = True
    solver = highs.startSolve()
    try:
        while solver.is_alive():
            solver.join(LOOK_UP_S)
            if not go_on():
                highs.cancelSolve()  # type: ignore[no-untyped-call]
                solver.join()
    finally:
        highs.cancelSolve()  # type: ignore[no-untyped-call]
        solver.join()


def loaded(model: Model, columns: Columns, *, seconds: float, seed: int) -> highspy.Highs:
    """HiGHS with the programme in it, silent, on one thread."""
    rows = _Rows(columns.end)
    _layout_rows(model, columns, rows)
    _limit_rows(model, columns, rows)
    _person_rows(model, columns, rows)
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = columns.end, rows.count
    programme.sense_ = highspy.ObjSense.kMaximize
    programme.col_cost_ = _worth(model, columns)
    programme.col_lower_, programme.col_upper_ = _bounds(model, columns)
    programme.row_lower_, programme.row_upper_ = rows.limits()
    matrix = rows.matrix()
    programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    programme.a_matrix_.start_ = matrix.indptr
    programme.a_matrix_.index_ = matrix.indices
    programme.a_matrix_.value_ = matrix.data
    whole, part = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    programme.integrality_ = [whole] * columns.entry + [part] * (columns.end - columns.entry)
    highs = _silent_highs()
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": seed % 2**31,
        "time_limit": seconds,
        "mip_rel_gap": 1e-8,
        "mip_abs_gap": 1e-9,
    }
    for name, value in options.items():
        highs.setOptionValue(name, value)
    highs.passModel(programme)
    return highs


def _silent_highs() -> highspy.Highs:
    """HiGHS greets on the console the first time, before it can be told not to."""
    stdout = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        return highspy.Highs()  # type: ignore[no-untyped-call]
    finally:
        os.dup2(stdout, 1)
        os.close(nowhere)
        os.close(stdout)


def _worth(model: Model, columns: Columns) -> Floats:
    worth = np.zeros(columns.end)
    worth[columns.entry : columns.goal] = model.group_weight[model.slot_group]
    worth[columns.goal :] = model.equity_weight
    return worth


def _bounds(model: Model, columns: Columns) -> tuple[Floats, Floats]:
    lower, upper = np.zeros(columns.end), np.ones(columns.end)
    can_open = ~np.isin(model.space_state, (CLOSED, EXISTING))
    upper[columns.interspersed : columns.as_complex] = can_open
    upper[columns.as_complex : columns.entry] = can_open & model.space_can_be_complex
    upper[columns.entry : columns.goal] = model.group_need[model.slot_group]
    upper[columns.goal :] = model.community_goal
    return lower, upper


class _Rows:
    """Rows of a programme under way."""

    def __init__(self, columns: int) -> None:
        self.count = 0
        self._columns = columns
        self._place: list[Longs] = []
        self._value: list[Floats] = []
        self._lower: list[float] = []
        self._upper: list[float] = []

    def add(
        self, place: Longs, value: Floats, *, lower: float = -np.inf, upper: float = np.inf
    ) -> None:
        self._place.append(np.asarray(place, np.int64))
        self._value.append(np.broadcast_to(np.asarray(value, np.float64), np.shape(place)))
        self._lower.append(lower)
        self._upper.append(upper)
        self.count += 1

    def limits(self) -> tuple[Floats, Floats]:
        return np.array(self._lower), np.array(self._upper)

    def matrix(self) -> sparse.csr_matrix:
        starts = np.concatenate([[0], np.cumsum([len(place) for place in self._place])])
        place = np.concatenate([*self._place, np.zeros(0, np.int64)])
        value = np.concatenate([*self._value, np.zeros(0)])
        shape = (self.count, self._columns)
        matrix = sparse.csr_matrix((value, place, starts), shape=shape)
        matrix.sum_duplicates()
        return matrix


def _layout_rows(model: Model, columns: Columns, rows: _Rows) -> None:
    """What may stand together in one space."""
    priority = np.flatnonzero(model.is_priority)
    for space in range(model.spaces):
        if model.space_state[space] in (CLOSED, EXISTING):
            continue
        kinds = np.array([columns.interspersed + space, columns.as_complex + space])
        is_must = model.space_state[space] == MUST_OPEN
        rows.add(kinds, np.ones(2), lower=float(is_must), upper=1.0)
        slots = np.arange(space * model.functions, (space + 1) * model.functions)
        inside = [_candidates(model, int(slot)) for slot in slots]
        every = np.concatenate(inside)
        for function, some in enumerate(inside):
            parts = np.concatenate([some, kinds])
            one = np.concatenate([np.ones(len(some)), [-1.0, -1.0]])
            is_required = bool(model.required[space, function])
            rows.add(parts, one, lower=0.0 if is_required else -np.inf, upper=0.0)
        parts, area = np.concatenate([every, kinds]), float(model.space_units[space])
        rows.add(parts, np.concatenate([model.candidate_units[every], [-area, -area]]), upper=0.0)
        most = float(model.interspersed_max_functions)
        ones = np.ones(len(every))
        rows.add(parts, np.concatenate([ones, [-most, -float(model.functions)]]), upper=0.0)
        least = float(max(1, model.complex_min_functions))
        rows.add(parts, np.concatenate([ones, [-1.0, -least]]), lower=0.0)
        first = np.concatenate([inside[function] for function in priority] + [kinds])
        least_first = [-model.interspersed_min_priority, -model.complex_min_priority]
        rows.add(first, np.concatenate([np.ones(len(first) - 2), least_first]), lower=0.0)


def _candidates(model: Model, slot: int) -> Longs:
    return np.arange(model.candidate_start[slot], model.candidate_start[slot + 1])


def _limit_rows(model: Model, columns: Columns, rows: _Rows) -> None:
    """Money, openings, complexes."""
    spaces, candidates = model.spaces, len(model.candidate_cost)
    integer = np.arange(columns.entry)
    cost = np.concatenate([model.candidate_cost, model.kind_cost.T.ravel()])
    scale = max(1.0, float(cost.max(initial=0.0)))  # money beside persons: keep them alike
    rows.add(integer, cost / scale, upper=model.budget / scale)
    if model.open_at_most < NO_LIMIT:
        rows.add(integer[candidates:], np.ones(2 * spaces), upper=float(model.open_at_most))
    for community, left in enumerate(model.complexes_left):
        inside = np.flatnonzero(model.space_community == community)
        rows.add(columns.as_complex + inside, np.ones(len(inside)), upper=float(left))


def _person_rows(model: Model, columns: Columns, rows: _Rows) -> None:
    """Need, capacity, nobody served by a module that is not there, and equity."""
    for group, need in enumerate(model.group_need):
        part = slice(model.group_start[group], model.group_start[group + 1])
        entries = columns.entry + model.group_entry[part]
        rows.add(entries, np.ones(len(entries)), upper=need)
    for slot, built in enumerate(model.built):
        entries = np.arange(model.slot_start[slot], model.slot_start[slot + 1])
        candidates = _candidates(model, slot)
        if not len(entries):
            continue
        capacity = model.candidate_capacity[candidates]
        parts = np.concatenate([columns.entry + entries, candidates])
        rows.add(parts, np.concatenate([np.ones(len(entries)), -capacity]), upper=built)
        for entry in entries if built == 0.0 else ():
            useful = np.minimum(capacity, model.group_need[model.slot_group[entry]])
            parts = np.concatenate([[columns.entry + entry], candidates])
            rows.add(parts, np.concatenate([[1.0], -useful]), upper=0.0)
    home = model.group_community[model.slot_group]
    for community in range(len(model.community_goal)):
        inside = np.flatnonzero(home == community)
        parts = np.concatenate([columns.entry + inside, [columns.goal + community]])
        weight = -model.group_weight[model.slot_group[inside]]
        rows.add(parts, np.concatenate([weight, [1.0]]), upper=0.0)


def _as_solution(model: Model, columns: Columns, plan: State) -> Floats:
    """A plan as values of the variables."""
    value = np.zeros(columns.end)
    value[plan.layouts[plan.layouts >= 0]] = 1.0
    value[columns.interspersed : columns.as_complex] = plan.kind == 0
    value[columns.as_complex : columns.entry] = plan.kind == 1
    entries = len(model.slot_group)
    value[columns.entry : columns.goal] = plan.numbers[:entries]
    served = plan.numbers[-3 - len(model.community_goal) : -3]
    value[columns.goal :] = np.minimum(served, model.community_goal)
    return value


def _read(model: Model, columns: Columns, highs: highspy.Highs) -> Whole:
    value = np.array(highs.getSolution().col_value)
    is_there = value[: columns.interspersed] > 0.5
    slot = np.repeat(np.arange(len(model.built)), np.diff(model.candidate_start))
    layouts = np.full(len(model.built), -1, np.int64)
    layouts[slot[is_there]] = np.flatnonzero(is_there)
    kind = np.full(model.spaces, -1, np.int64)
    kind[value[columns.interspersed : columns.as_complex] > 0.5] = 0
    kind[value[columns.as_complex : columns.entry] > 0.5] = 1
    by_space = layouts.reshape(model.spaces, model.functions)
    return Whole(by_space, kind, bound=float(highs.getInfo().mip_dual_bound))
