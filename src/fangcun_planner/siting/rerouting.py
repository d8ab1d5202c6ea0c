# ruff: noqa: PLR0917  (compiled functions take no keyword-only arguments)
"""Serve more with the same layouts: send people on so that others find room.

A chain starts at a group that waits, goes through full slots by moving people who are served
there to another slot of theirs, and ends at spare capacity, or at people whose service is
worth less. Breadth first, so chains are short. Slots from which no chain leads anywhere are
not looked at again: nothing that happens later in the pass can open them.
"""

import numpy as np

from fangcun_planner.siting.compiled import compiled
from fangcun_planner.siting.model import Model
from fangcun_planner.siting.plan_state import State, keep, places, serve, worth_of

LEAST_PERSONS = 1e-7
SLOT, LEAVES, ENTERS = 0, 1, 2
"""How a chain came to a slot: from which slot, leaving which entry there, entering which here."""

_DEAD = 2**62
_MOST_CHAINS = 1_000


def serve_more(model: Model, state: State) -> None:
    """Follow chains from everybody who waits, the most urgent first."""
    unmet = places(model)[0]
    left = state.numbers[unmet : unmet + len(model.group_need)]
    waiting = np.flatnonzero(left > LEAST_PERSONS)
    order = np.argsort(-model.group_weight[waiting], kind="stable")
    reroute(model, state, waiting[order])


@compiled
def reroute(model, state, waiting):  # type: ignore[no-untyped-def]
    """Follow chains from the groups of `waiting`, in that order."""
    slots = len(model.built)
    seen = np.zeros(slots, np.int64)
    trail = np.zeros((slots, 3), np.int64)
    queue = np.empty(slots, np.int64)
    unmet = places(model)[0]
    stamp = 0
    for group in waiting:
        for _ in range(_MOST_CHAINS):
            if state.numbers[unmet + group] <= LEAST_PERSONS:
                break
            stamp += 1
            end, gives_up, length = _look_for_room(model, state, group, seen, trail, queue, stamp)
            if end < 0:
                for k in range(length):
                    seen[queue[k]] = _DEAD
                break
            persons = _follow_chain(model, state, group, end, gives_up, trail)
            keep(state)
            if persons <= LEAST_PERSONS:
                break


@compiled
def _look_for_room(model, state, group, seen, trail, queue, stamp):  # type: ignore[no-untyped-def]
    """Slot where a chain can end, the entry it gives up there (-1: spare room), slots seen."""
    spare = places(model)[1]
    worth = worth_of(model, state, group)
    least, gives_up, end = worth * (1.0 - 1e-9), -1, -1
    length = 0
    for k in range(model.group_start[group], model.group_start[group + 1]):
        slot = model.group_slot[k]
        if seen[slot] < stamp:
            seen[slot] = stamp
            trail[slot, LEAVES], trail[slot, ENTERS] = -1, model.group_entry[k]
            queue[length] = slot
            length += 1
    at = 0
    while at < length:
        slot = queue[at]
        at += 1
        if state.numbers[spare + slot] > LEAST_PERSONS:
            return slot, -1, length
        for entry in range(model.slot_start[slot], model.slot_start[slot + 1]):
            if state.numbers[entry] <= LEAST_PERSONS:
                continue
            other = model.slot_group[entry]
            if model.group_community[other] == model.group_community[group]:
                loss = worth * model.group_weight[other] / model.group_weight[group]
            else:
                loss = _loss_of(model, state, other)
            if loss < least:
                least, gives_up, end = loss, entry, slot
            for k in range(model.group_start[other], model.group_start[other + 1]):
                further = model.group_slot[k]
                if seen[further] < stamp:
                    seen[further] = stamp
                    trail[further, SLOT] = slot
                    trail[further, LEAVES] = entry
                    trail[further, ENTERS] = model.group_entry[k]
                    queue[length] = further
                    length += 1
    return end, gives_up, length


@compiled
def _loss_of(model, state, group):  # type: ignore[no-untyped-def]
    """What one person less is worth; a community just at its goal would fall below it."""
    community = model.group_community[group]
    above = state.numbers[places(model)[2] + community] - model.community_goal[community]
    if above > LEAST_PERSONS * model.group_weight[group]:
        return model.group_weight[group]
    return model.group_weight[group] * (1.0 + model.equity_weight)


@compiled
def _follow_chain(model, state, group, end, gives_up, trail):  # type: ignore[no-untyped-def]
    """Move as many persons as the narrowest place of the chain allows; returns how many."""
    unmet, spare, served, _ = places(model)
    persons = state.numbers[unmet + group]
    if gives_up < 0:
        persons = min(persons, state.numbers[spare + end])
    else:
        least = model.slot_group[gives_up]
        persons = min(persons, state.numbers[gives_up])
        for side, weight in ((group, -1.0), (least, 1.0)):
            community = model.group_community[side]
            if model.group_community[group] == model.group_community[least]:
                break  # a change within one community pays on both sides of its goal
            above = state.numbers[served + community] - model.community_goal[community]
            if above * weight > 0.0:
                persons = min(persons, abs(above) / model.group_weight[side])
    slot = end
    while trail[slot, LEAVES] >= 0:
        persons = min(persons, state.numbers[trail[slot, LEAVES]])
        slot = trail[slot, SLOT]
    if gives_up >= 0:
        serve(model, state, end, model.slot_group[gives_up], gives_up, -persons)
    slot = end
    while trail[slot, LEAVES] >= 0:
        before, leaves, enters = trail[slot, SLOT], trail[slot, LEAVES], trail[slot, ENTERS]
        moved = model.slot_group[leaves]
        serve(model, state, before, moved, leaves, -persons)
        serve(model, state, slot, moved, enters, persons)
        slot = before
    serve(model, state, slot, group, trail[slot, ENTERS], persons)
    return persons
