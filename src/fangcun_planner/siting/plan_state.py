# ruff: noqa: PLR0917  (compiled functions take no keyword-only arguments)
"""A plan while it is being searched: layouts, flows, and a log that can take a move back.

All numbers that a move changes live in one array, so that taking back is one loop.
"""

from typing import NamedTuple

import numpy as np

from fangcun_planner.siting.compiled import compiled
from fangcun_planner.siting.layouts import layout_tables
from fangcun_planner.siting.model import EXISTING, NOT_OPEN, Model
from fangcun_planner.siting.problem import Floats, Longs

COST, OPENED, VALUE = 0, 1, 2
"""Places of the three totals: fen, openings, objective."""


class State(NamedTuple):
    """A plan that keeps every rule at every moment between two moves.

    Parameters
    ----------
    numbers
        Persons by entry (E), unmet persons by group (G), spare capacity by slot (S*F),
        weighted persons served by community (C), totals (3).
    layouts, kind, complexes
        (S, F) candidates, (S,) kind, (C,) new complexes of each community.
    log_place, log_value, log_length
        What `numbers` held before, since the last `keep`.
    order, order_entry
        (E,) Groups and entries of each slot, the ones to serve first in front.
    """

    numbers: Floats
    layouts: Longs
    kind: Longs
    complexes: Longs
    log_place: Longs
    log_value: Floats
    log_length: Longs
    order: Longs
    order_entry: Longs
    net: Floats
    tables: Floats
    interspersed: Longs
    as_complex: Longs
    freed: Longs


class Best(NamedTuple):
    """The best plan so far: (S, F) candidates, (S,) kinds, (1,) its value."""

    layouts: Longs
    kind: Longs
    value: Floats


def empty_state(model: Model) -> State:
    """The plan in which nothing is open but what exists, serving nobody yet."""
    groups, entries, slots = len(model.group_need), len(model.slot_group), len(model.built)
    communities = len(model.community_goal)
    log = 4 * (entries + groups) + 1_000
    numbers = np.zeros(entries + groups + slots + communities + 3)
    numbers[entries : entries + groups] = model.group_need
    numbers[entries + groups : entries + groups + slots] = model.built
    return State(
        numbers=numbers,
        layouts=np.full((model.spaces, model.functions), -1, np.int64),
        kind=np.full(model.spaces, NOT_OPEN, np.int64),
        complexes=np.zeros(communities, np.int64),
        log_place=np.zeros(log, np.int64),
        log_value=np.zeros(log),
        log_length=np.zeros(1, np.int64),
        order=model.slot_group.copy(),
        order_entry=np.arange(entries),
        net=np.zeros(len(model.candidate_cost)),
        tables=layout_tables(model),
        interspersed=np.full(model.functions, -1, np.int64),
        as_complex=np.full(model.functions, -1, np.int64),
        freed=np.zeros(groups + 1, np.int64),
    )


@compiled
def put(state, place, value):  # type: ignore[no-untyped-def]
    """Change one number, remembering what it was."""
    at = state.log_length[0]
    state.log_place[at] = place
    state.log_value[at] = state.numbers[place]
    state.log_length[0] = at + 1
    state.numbers[place] = value


@compiled
def keep(state):  # type: ignore[no-untyped-def]
    """Forget how it was: the move stands."""
    state.log_length[0] = 0


@compiled
def take_back(state):  # type: ignore[no-untyped-def]
    """Restore all numbers as they were at the last `keep`."""
    for at in range(state.log_length[0] - 1, -1, -1):
        state.numbers[state.log_place[at]] = state.log_value[at]
    state.log_length[0] = 0


@compiled
def places(model):  # type: ignore[no-untyped-def]
    """Where unmet persons, spare capacity, communities and totals begin in `numbers`."""
    unmet = len(model.slot_group)
    spare = unmet + len(model.group_need)
    served = spare + len(model.built)
    return unmet, spare, served, served + len(model.community_goal)


@compiled
def worth_of(model, state, group):  # type: ignore[no-untyped-def]
    """What one more person served is worth, extra for a community below its goal."""
    community = model.group_community[group]
    served = places(model)[2]
    weight = model.group_weight[group]
    if state.numbers[served + community] < model.community_goal[community] * (1.0 - 1e-12):
        return weight * (1.0 + model.equity_weight)
    return weight


@compiled
def serve(model, state, slot, group, entry, persons):  # type: ignore[no-untyped-def]
    """Serve some more persons of a group at a slot, or fewer if negative."""
    unmet, spare, served, totals = places(model)
    numbers = state.numbers
    put(state, entry, max(0.0, numbers[entry] + persons))
    put(state, unmet + group, max(0.0, numbers[unmet + group] - persons))
    put(state, spare + slot, max(0.0, numbers[spare + slot] - persons))
    community = model.group_community[group]
    before = numbers[served + community]
    after = before + persons * model.group_weight[group]
    put(state, served + community, after)
    goal = model.community_goal[community]
    extra = model.equity_weight * (min(after, goal) - min(before, goal))
    put(state, totals + VALUE, numbers[totals + VALUE] + after - before + extra)


@compiled
def fill_slot(model, state, slot):  # type: ignore[no-untyped-def]
    """Serve unmet persons with the spare capacity of a slot, in its order."""
    unmet, spare, _, _ = places(model)
    for k in range(model.slot_start[slot], model.slot_start[slot + 1]):
        left = state.numbers[spare + slot]
        if left <= 0.0:
            break
        group = state.order[k]
        persons = min(left, state.numbers[unmet + group])
        if persons > 0.0:
            serve(model, state, slot, group, state.order_entry[k], persons)


@compiled
def find_capacity(model, state, group):  # type: ignore[no-untyped-def]
    """Serve the unmet persons of a group wherever there is spare capacity."""
    unmet, spare, _, _ = places(model)
    for k in range(model.group_start[group], model.group_start[group + 1]):
        left = state.numbers[unmet + group]
        if left <= 0.0:
            break
        slot = model.group_slot[k]
        persons = min(left, state.numbers[spare + slot])
        if persons > 0.0:
            serve(model, state, slot, group, model.group_entry[k], persons)


@compiled
def close_space(model, state, space, freed):  # type: ignore[no-untyped-def]
    """Close a new facility; `freed` counts its length in place 0 and lists groups after it."""
    _, spare, _, totals = places(model)
    cost = model.kind_cost[space, state.kind[space]]
    if state.kind[space] == 1:
        state.complexes[model.space_community[space]] -= 1
    for function in range(model.functions):
        q = state.layouts[space, function]
        if q < 0:
            continue
        cost += model.candidate_cost[q]
        slot = space * model.functions + function
        for entry in range(model.slot_start[slot], model.slot_start[slot + 1]):
            persons = state.numbers[entry]
            if persons > 0.0:
                group = model.slot_group[entry]
                serve(model, state, slot, group, entry, -persons)
                if freed[0] < len(freed) - 1:
                    freed[0] += 1
                    freed[freed[0]] = group
        put(state, spare + slot, 0.0)
        state.layouts[space, function] = -1
    state.kind[space] = NOT_OPEN
    put(state, totals + COST, state.numbers[totals + COST] - cost)
    put(state, totals + OPENED, state.numbers[totals + OPENED] - 1.0)


@compiled
def open_space(model, state, space, kind, layout):  # type: ignore[no-untyped-def]
    """Open a closed space with a layout of candidates and serve who still waits."""
    _, spare, _, totals = places(model)
    cost = model.kind_cost[space, kind]
    state.kind[space] = kind
    if kind == 1:
        state.complexes[model.space_community[space]] += 1
    for function in range(model.functions):
        q = layout[function]
        state.layouts[space, function] = q
        if q >= 0:
            cost += model.candidate_cost[q]
            slot = space * model.functions + function
            put(state, spare + slot, model.candidate_capacity[q])
            fill_slot(model, state, slot)
    put(state, totals + COST, state.numbers[totals + COST] + cost)
    put(state, totals + OPENED, state.numbers[totals + OPENED] + 1.0)


@compiled
def serve_as(model, state, persons):  # type: ignore[no-untyped-def]
    """Replace who is served where by given persons (E,) that keep all limits."""
    for anew in (False, True):
        for slot in range(len(model.built)):
            for entry in range(model.slot_start[slot], model.slot_start[slot + 1]):
                change = persons[entry] if anew else -state.numbers[entry]
                if change != 0.0:
                    serve(model, state, slot, model.slot_group[entry], entry, change)
                    keep(state)


@compiled
def serve_existing(model, state):  # type: ignore[no-untyped-def]
    """Let the existing facilities serve first whom they can."""
    for space in range(len(model.space_state)):
        if model.space_state[space] == EXISTING:
            for function in range(model.functions):
                fill_slot(model, state, space * model.functions + function)
                keep(state)
