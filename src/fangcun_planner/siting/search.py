"""The plan: greedy construction and ruin and recreate (Pisinger and Ropke 2010) in compiled loops.

A move closes a few neighbouring spaces, lets the people they served move to spare capacity
elsewhere, and lays these spaces and some closed neighbours out again, each exactly for the
need that is left, at a price of money near the one that balances the budget. It stands if it
pays at that price, or nearly so while the search is hot.
"""

import numpy as np
from numba import njit
from scipy import sparse

from fangcun_planner.siting.layouts import NEVER, best_layouts
from fangcun_planner.siting.model import CLOSED, COMPLEX, EXISTING, INTERSPERSED, MUST_OPEN, Model
from fangcun_planner.siting.plan_state import (
    COST,
    OPENED,
    VALUE,
    close_space,
    find_capacity,
    keep,
    open_space,
    places,
    put,
    take_back,
    worth_of,
)
from fangcun_planner.siting.problem import Longs

MOST_CLOSED = 6
TEAM = 16
NEIGHBOURS = 24


def neighbours(model: Model) -> Longs:
    """(S, 24) Spaces that share most weighted need with each, nearest first, -1 for none."""
    spaces, functions = model.spaces, model.functions
    groups = len(model.group_need)
    space = model.group_slot // functions
    group = np.repeat(np.arange(groups), np.diff(model.group_start))
    weight = np.sqrt(model.group_need * model.group_weight)[group]
    reach = sparse.csr_matrix((weight, (group, space)), shape=(groups, spaces))
    shared = (reach.T @ reach).tocsr()
    near = np.full((spaces, NEIGHBOURS), -1, np.int64)
    for s in range(spaces):
        row = slice(shared.indptr[s], shared.indptr[s + 1])
        other, amount = shared.indices[row], shared.data[row]
        open_able = (other != s) & (model.space_state[other] != CLOSED)
        best = np.lexsort((other, -amount))
        best = other[best][open_able[best]][:NEIGHBOURS]
        near[s, : len(best)] = best
    return near


@njit(cache=True)
def chance(rng):  # type: ignore[no-untyped-def]
    """A number in [0, 1): xorshift*, seeded, apart from every other generator."""
    x = rng[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    rng[0] = x
    return ((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@njit(cache=True)
def appraise(model, state, space, money, opening):  # type: ignore[no-untyped-def]
    """Best layout of a closed space for the need that is left, as (gain, kind); kind -1: stay closed."""
    must = model.space_state[space] == MUST_OPEN
    hope = _net_gains(model, state, space, money)
    cheapest = model.kind_cost[space, 0]
    if model.space_can_be_complex[space]:
        cheapest = min(cheapest, model.kind_cost[space, 1])
    if hope <= money * cheapest + opening and not must:
        return 0.0, -1
    interspersed, complex_ = best_layouts(
        model, space, state.net, state.tables, state.interspersed, state.as_complex
    )
    best, kind = NEVER if must else 0.0, -1
    if interspersed > NEVER:
        interspersed -= money * model.kind_cost[space, 0] + opening
        if interspersed > best:
            best, kind = interspersed, INTERSPERSED
    community = model.space_community[space]
    if complex_ > NEVER and state.complexes[community] < model.complexes_left[community]:
        complex_ -= money * model.kind_cost[space, 1] + opening
        if complex_ > best:
            best, kind = complex_, COMPLEX
    return best, kind


@njit(cache=True)
def _net_gains(model, state, space, money):  # type: ignore[no-untyped-def]
    """Price the candidates of a space against the need that is left; returns the highest hope."""
    unmet = places(model)[0]
    hope = 0.0
    for slot in range(space * model.functions, (space + 1) * model.functions):
        first, last = model.candidate_start[slot], model.candidate_start[slot + 1]
        if first == last:
            continue
        most = 0.0
        for q in range(first, last):
            most = max(most, model.candidate_capacity[q])
            state.net[q] = 0.0
        persons, k, end = 0.0, model.slot_start[slot], model.slot_start[slot + 1]
        while k < end and persons < most:
            group = state.order[k]
            more = state.numbers[unmet + group]
            if more > 0.0:
                worth = worth_of(model, state, group)
                for q in range(first, last):
                    room = model.candidate_capacity[q] - persons
                    if room > 0.0:
                        state.net[q] += worth * min(room, more)
                persons += more
            k += 1
        best = 0.0
        for q in range(first, last):
            state.net[q] -= money * model.candidate_cost[q]
            best = max(best, state.net[q])
        hope += best
    return hope


@njit(cache=True)
def lay_out(model, state, space, money, opening):  # type: ignore[no-untyped-def]
    """Open a closed space as it pays best at the prices, if it pays and can be paid."""
    totals = places(model)[3]
    if state.numbers[totals + OPENED] + 1.0 > model.open_at_most:
        return
    for _ in range(3):
        _, kind = appraise(model, state, space, money, opening)
        if kind < 0:
            return
        layout = state.as_complex if kind == COMPLEX else state.interspersed
        cost = model.kind_cost[space, kind]
        for q in layout:
            if q >= 0:
                cost += model.candidate_cost[q]
        if state.numbers[totals + COST] + cost <= model.budget:
            open_space(model, state, space, kind, layout)
            return
        money *= 1.5


@njit(cache=True)
def construct(model, state, money, opening):  # type: ignore[no-untyped-def]
    """Open spaces one by one, the most gainful first, until nothing pays or can be paid."""
    spaces = len(model.space_state)
    gain = np.zeros(spaces)
    for space in range(spaces):
        if model.space_state[space] not in (CLOSED, EXISTING) and state.kind[space] < 0:
            gain[space] = appraise(model, state, space, money, opening)[0]
    while True:
        space = np.argmax(gain)
        if gain[space] <= 0.0:
            break
        now = appraise(model, state, space, money, opening)[0]
        if now < gain[space] - 1e-12:
            gain[space] = now
            continue
        lay_out(model, state, space, money, opening)
        keep(state)
        gain[space] = 0.0


@njit(cache=True)
def improve(model, state, near, rng, money, opening, heat, moves):  # type: ignore[no-untyped-def]
    """Try some moves; returns how many stood."""
    team = np.empty(TEAM, np.int64)
    layouts = np.empty((TEAM, model.functions), np.int64)
    kinds = np.empty(TEAM, np.int64)
    stood = 0
    for _ in range(moves):
        size = _choose_team(model, state, near, rng, team)
        for k in range(size):
            layouts[k] = state.layouts[team[k]]
            kinds[k] = state.kind[team[k]]
        if _try_move(model, state, rng, money, opening, heat, team, size):
            keep(state)
            stood += 1
        else:
            for k in range(size - 1, -1, -1):
                _restore_layout(model, state, team[k], layouts[k], kinds[k])
            take_back(state)
    return stood


@njit(cache=True)
def _choose_team(model, state, near, rng, team):  # type: ignore[no-untyped-def]
    """One space at random and some of its neighbours: open ones to close, closed ones to try."""
    spaces = len(model.space_state)
    space = int(chance(rng) * spaces)
    to_close = 1 + int(chance(rng) * MOST_CLOSED)
    to_try = 1 + int(chance(rng) * 4)
    size = 0
    for k in range(-1, near.shape[1]):
        if k >= 0:
            space_k = near[space, k]
            if space_k < 0:
                break
            if chance(rng) < 0.3:
                continue
        else:
            space_k = space
        state_k = model.space_state[space_k]
        if state_k in (CLOSED, EXISTING):
            continue
        if state.kind[space_k] >= 0:
            if to_close == 0:
                continue
            to_close -= 1
        else:
            if to_try == 0:
                continue
            to_try -= 1
        team[size] = space_k
        size += 1
        if size == TEAM or to_close + to_try == 0:
            break
    for k in range(size - 1, 0, -1):
        other = int(chance(rng) * (k + 1))
        team[k], team[other] = team[other], team[k]
    return size


@njit(cache=True)
def _try_move(model, state, rng, money, opening, heat, team, size):  # type: ignore[no-untyped-def]
    """Close the team, lay it out again in random order; True if the plan is to stand."""
    totals = places(model)[3]
    numbers = state.numbers
    value, cost, opened = numbers[totals + VALUE], numbers[totals + COST], numbers[totals + OPENED]
    freed = state.freed
    freed[0] = 0
    for k in range(size):
        if state.kind[team[k]] >= 0:
            close_space(model, state, team[k], freed)
    for k in range(1, freed[0] + 1):
        find_capacity(model, state, freed[k])
    price = money * (0.97 + 0.06 * chance(rng))
    for must in (True, False):
        for k in range(size):
            if (model.space_state[team[k]] == MUST_OPEN) == must:
                lay_out(model, state, team[k], price, opening)
                if must and state.kind[team[k]] < 0:
                    return False
    gain = numbers[totals + VALUE] - value
    gain -= money * (numbers[totals + COST] - cost)
    gain -= opening * (numbers[totals + OPENED] - opened)
    if gain > 1e-9:
        return True
    return heat > 0.0 and gain > heat * np.log(chance(rng) + 1e-12)


@njit(cache=True)
def _restore_layout(model, state, space, layout, kind):  # type: ignore[no-untyped-def]
    """Put back layout and kind; the numbers come back by the log."""
    community = model.space_community[space]
    if state.kind[space] == COMPLEX:
        state.complexes[community] -= 1
    if kind == COMPLEX:
        state.complexes[community] += 1
    state.kind[space] = kind
    state.layouts[space] = layout
