"""Start a plan from an earlier one: what no longer fits is dropped."""

import numpy as np

from fangcun_planner.siting.layouts import NEVER, best_layouts
from fangcun_planner.siting.model import CLOSED, COMPLEX, EXISTING, INTERSPERSED, MUST_OPEN, Model
from fangcun_planner.siting.plan_state import COST, OPENED, State, close_space, keep, open_space
from fangcun_planner.siting.problem import Floats, Ints, Longs


def open_from(model: Model, state: State, module_at: Ints) -> None:
    """Open what an earlier plan opened, as far as rules and money of now allow."""
    kept = _kept_worth(model, module_at)
    wanted = np.flatnonzero((module_at >= 0).any(axis=1))
    is_must = model.space_state[wanted] == MUST_OPEN
    for space in np.concatenate([wanted[is_must], wanted[~is_must]]):
        if model.space_state[space] not in (CLOSED, EXISTING):
            _open_as_before(model, state, int(space), kept)
            keep(state)


def _kept_worth(model: Model, module_at: Ints) -> Floats:
    """(Q,) 1 for modules of the earlier plan, 0 for others that a rule asks for, else never."""
    slot = np.repeat(np.arange(len(model.built)), np.diff(model.candidate_start))
    was_there = module_at.ravel()[slot] == model.candidate_module
    return np.where(was_there, 1.0, np.where(model.required.ravel()[slot], 0.0, NEVER))


def _open_as_before(model: Model, state: State, space: int, kept: Floats) -> None:
    """Open one space with as many of its earlier modules as fit, in the cheaper kind allowed."""
    layouts = np.full((2, model.functions), -1, np.int64)
    worth = best_layouts(model, space, kept, state.tables, layouts[0], layouts[1])
    before = state.layouts[space].copy(), int(state.kind[space])
    if before[1] >= 0:
        close_space(model, state, space, state.freed)
    for kind in _kinds_by_preference(model, state, space, worth):
        if _is_payable(model, state, space, kind, layouts[kind]):
            open_space(model, state, space, kind, layouts[kind])
            return
    if before[1] >= 0:
        open_space(model, state, space, before[1], before[0])


def _kinds_by_preference(
    model: Model, state: State, space: int, worth: tuple[float, float]
) -> list[int]:
    """Kinds the earlier modules allow: more modules first, then the cheaper opening."""
    community = model.space_community[space]
    allowed = [kind for kind in (INTERSPERSED, COMPLEX) if worth[kind] > NEVER]
    if state.complexes[community] >= model.complexes_left[community]:
        allowed = [kind for kind in allowed if kind != COMPLEX]
    return sorted(allowed, key=lambda kind: (-worth[kind], model.kind_cost[space, kind]))


def _is_payable(model: Model, state: State, space: int, kind: int, layout: Longs) -> bool:
    """Whether budget and number of openings allow one more."""
    cost = model.kind_cost[space, kind] + model.candidate_cost[layout[layout >= 0]].sum()
    totals = state.numbers[-3:]
    return bool(totals[COST] + cost <= model.budget and totals[OPENED] + 1 <= model.open_at_most)
