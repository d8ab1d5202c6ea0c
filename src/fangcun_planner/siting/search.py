# ruff: noqa: PLR0917  (compiled functions take no keyword-only arguments)
"""The plan: greedy construction and ruin and recreate (Pisinger and Ropke 2010) in compiled loops.

A move closes a few neighbouring spaces, lets the people they served move to spare capacity
elsewhere, and lays these spaces and some closed neighbours out again, each exactly for the
need that is left, at a price of money near the one that balances the budget. It stands if it
pays at that price, or nearly so while the search is hot.

The relaxation guides it in two ways: closed spaces are tried as often as the relaxed plans
open them, and who waits counts less, by a random share of his price, where others could
serve him as well.
"""

from typing import NamedTuple

import numpy as np
from scipy import sparse

from fangcun_planner.siting.compiled import compiled
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
    take_back,
    worth_of,
)
from fangcun_planner.siting.problem import Floats, Longs

MOST_CLOSED, MOST_TRIED = 6, 4
"""A move closes and tries at most so many spaces."""
PASSED_OVER = 0.3
LEAST_APPEAL = 0.1
PRICE_SPREAD = 0.03
SELFLESS = 0.8
"""Share of moves in which spaces leave people to others."""
TEAM = MOST_CLOSED + MOST_TRIED
NEIGHBOURS = 24


class Guide(NamedTuple):
    """What the relaxation tells the search, and how hot it is.

    Parameters
    ----------
    money, opening
        Price of one fen, of one opening.
    need
        (G,) Price of one person of each group.
    appeal
        (S,) Share of the latest relaxed plans that open the space.
    heat
        A move that loses this much stands with probability 1/e.
    """

    money: float
    opening: float
    need: Floats
    appeal: Floats
    heat: float


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


@compiled
def chance(rng):  # type: ignore[no-untyped-def]
    """A number in [0, 1): xorshift*, seeded, apart from every other generator."""
    x = rng[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    rng[0] = x
    return ((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@compiled
def appraise(model, state, space, guide, selfless):  # type: ignore[no-untyped-def]
    """Best layout of a closed space for the need that is left: (gain, kind), -1 to stay closed."""
    money, opening = guide.money, guide.opening
    must = model.space_state[space] == MUST_OPEN
    hope = _net_gains(model, state, space, guide, selfless)
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


@compiled
def _net_gains(model, state, space, guide, selfless):  # type: ignore[no-untyped-def]
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
                worth = worth_of(model, state, group) - selfless * guide.need[group]
                for q in range(first, last):
                    room = model.candidate_capacity[q] - persons
                    if room > 0.0:
                        state.net[q] += worth * min(room, more)
                persons += more
            k += 1
        best = 0.0
        for q in range(first, last):
            state.net[q] -= guide.money * model.candidate_cost[q]
            best = max(best, state.net[q])
        hope += best
    return hope


@compiled
def lay_out(model, state, space, guide, selfless):  # type: ignore[no-untyped-def]
    """Open a closed space as it pays best at the prices, if it pays and can be paid."""
    totals = places(model)[3]
    if state.numbers[totals + OPENED] + 1.0 > model.open_at_most:
        return
    kind = appraise(model, state, space, guide, selfless)[1]
    if kind < 0:
        return
    layout = state.as_complex if kind == COMPLEX else state.interspersed
    cost = model.kind_cost[space, kind]
    for q in layout:
        if q >= 0:
            cost += model.candidate_cost[q]
    if state.numbers[totals + COST] + cost <= model.budget:
        open_space(model, state, space, kind, layout)


@compiled
def construct(model, state, guide, selfless):  # type: ignore[no-untyped-def]
    """Open spaces one by one, the most gainful first, until nothing pays or can be paid."""
    spaces = len(model.space_state)
    gain = np.zeros(spaces)
    for space in range(spaces):
        if model.space_state[space] not in (CLOSED, EXISTING) and state.kind[space] < 0:
            gain[space] = appraise(model, state, space, guide, selfless)[0]
    while True:
        space = int(np.argmax(gain))
        if gain[space] <= 0.0:
            break
        now = appraise(model, state, space, guide, selfless)[0]
        if now < gain[space] - 1e-12:
            gain[space] = now
            continue
        lay_out(model, state, space, guide, selfless)
        keep(state)
        gain[space] = 0.0


@compiled
def improve(model, state, best, near, rng, guide, moves):  # type: ignore[no-untyped-def]
    """Try some moves; `best` receives the layouts of the best plan met."""
    value = places(model)[3] + VALUE
    team = np.empty(TEAM, np.int64)
    layouts = np.empty((TEAM, model.functions), np.int64)
    kinds = np.empty(TEAM, np.int64)
    for _ in range(moves):
        size = _choose_team(model, state, near, rng, guide, team)
        for k in range(size):
            layouts[k] = state.layouts[team[k]]
            kinds[k] = state.kind[team[k]]
        if _try_move(model, state, rng, guide, team, size):
            keep(state)
            if state.numbers[value] > best.value[0]:
                best.value[0] = state.numbers[value]
                best.layouts[:] = state.layouts
                best.kind[:] = state.kind
        else:
            for k in range(size):
                _restore_layout(model, state, team[k], layouts[k], kinds[k])
            take_back(state)


@compiled
def _choose_team(model, state, near, rng, guide, team):  # type: ignore[no-untyped-def]
    """A space at random and some of its neighbours: open ones to close, closed ones to try."""
    first = int(chance(rng) * len(model.space_state))
    to_close = 1 + int(chance(rng) * MOST_CLOSED)
    to_try = 1 + int(chance(rng) * MOST_TRIED)
    size = 0
    for k in range(-1, near.shape[1]):
        space = first if k < 0 else near[first, k]
        if space < 0 or to_close + to_try == 0:
            break
        if k >= 0 and chance(rng) < PASSED_OVER:
            continue
        if model.space_state[space] in (CLOSED, EXISTING):
            continue
        if state.kind[space] >= 0:
            if to_close == 0:
                continue
            to_close -= 1
        else:
            if to_try == 0 or chance(rng) > LEAST_APPEAL + guide.appeal[space]:
                continue
            to_try -= 1
        team[size] = space
        size += 1
    for k in range(size - 1, 0, -1):
        other = int(chance(rng) * (k + 1))
        team[k], team[other] = team[other], team[k]
    return size


@compiled
def _try_move(model, state, rng, guide, team, size):  # type: ignore[no-untyped-def]
    """Close the team and lay it out again in its order; True if the plan is to stand."""
    before = _balanced_value(model, state, guide)
    freed = state.freed
    freed[0] = 0
    for k in range(size):
        if state.kind[team[k]] >= 0:
            close_space(model, state, team[k], freed)
    for k in range(1, freed[0] + 1):
        find_capacity(model, state, freed[k])
    factor = 1.0 + PRICE_SPREAD * (2.0 * chance(rng) - 1.0)
    selfless = chance(rng) if chance(rng) < SELFLESS else 0.0
    near_guide = Guide(guide.money * factor, guide.opening, guide.need, guide.appeal, guide.heat)
    for must in (True, False):
        for k in range(size):
            if (model.space_state[team[k]] == MUST_OPEN) == must:
                lay_out(model, state, team[k], near_guide, selfless)
                if must and state.kind[team[k]] < 0:
                    return False
    gain = _balanced_value(model, state, guide) - before
    if gain > 1e-9:
        return True
    return guide.heat > 0.0 and gain > guide.heat * np.log(chance(rng) + 1e-12)


@compiled
def _balanced_value(model, state, guide):  # type: ignore[no-untyped-def]
    """Value less cost and openings at their prices."""
    totals = places(model)[3]
    numbers = state.numbers
    money = guide.money * numbers[totals + COST] + guide.opening * numbers[totals + OPENED]
    return numbers[totals + VALUE] - money


@compiled
def _restore_layout(model, state, space, layout, kind):  # type: ignore[no-untyped-def]
    """Put back layout and kind; the numbers come back by the log."""
    community = model.space_community[space]
    if state.kind[space] == COMPLEX:
        state.complexes[community] -= 1
    if kind == COMPLEX:
        state.complexes[community] += 1
    state.kind[space] = kind
    state.layouts[space] = layout
