"""The upper bound: Lagrangian relaxation of need, budget, openings and equity.

With a price ``u`` for a person of each group, ``l`` for a fen, ``o`` for an opening and ``m``
for each community's goal (0 <= m <= equity weight), no plan serves more than

    sum over communities of the best layouts of their spaces, with at most
        `complexes_left` complexes, each layout worth
        sum over its slots of sum of v * (w * (1 + m) - u)   (v <= need, sum of v <= capacity)
        - l * cost - o
    + sum of u * need + l * budget + o * open_at_most + sum of (equity weight - m) * goal

(Fisher 1981). It holds for *every* such price, so the prices are the proof. The space
subproblems keep whole layouts and ``v <= need``, which makes the bound stronger than the
linear programme's.
"""

from typing import NamedTuple

import numpy as np

from fangcun_planner.siting.compiled import compiled
from fangcun_planner.siting.layouts import NEVER, best_layouts, layout_tables
from fangcun_planner.siting.model import (
    CLOSED,
    COMPLEX,
    EXISTING,
    INTERSPERSED,
    MUST_OPEN,
    NO_LIMIT,
    NOT_OPEN,
    Model,
)
from fangcun_planner.siting.problem import Floats, Longs


class Prices(NamedTuple):
    """Multipliers of the merged model: (G,), (C,), and (2,) for one fen and one opening."""

    need: Floats
    equity: Floats
    money: Floats


class Relaxed(NamedTuple):
    """What the relaxed plan does, for the next step of the prices, and scratch room.

    Parameters
    ----------
    load
        (G,) Persons served, more than there are where the price is too low.
    goal_load
        (C,) Weighted persons served.
    totals
        (2,) Fen spent, spaces opened.
    order, order_entry
        (E,) Groups of each slot by falling profit, and their entries; kept, for they change little.
    appeal
        (S,) Share of the latest relaxed plans that open the space.
    layouts, as_complex, kind, value
        (S, F), (S, F), (S,), (S, 2) The relaxed plan, and what each space is worth by kind.
    """

    load: Floats
    goal_load: Floats
    totals: Floats
    profit: Floats
    order: Longs
    order_entry: Longs
    net: Floats
    layouts: Longs
    as_complex: Longs
    kind: Longs
    value: Floats
    appeal: Floats
    tables: Floats


def relaxed_room(model: Model) -> Relaxed:
    """Arrays for `evaluate`."""
    groups, spaces, functions = len(model.group_need), model.spaces, model.functions
    return Relaxed(
        load=np.zeros(groups),
        goal_load=np.zeros(len(model.community_goal)),
        totals=np.zeros(2),
        profit=np.zeros(groups),
        order=model.slot_group.copy(),
        order_entry=np.arange(len(model.slot_group)),
        net=np.zeros(len(model.candidate_cost)),
        layouts=np.full((spaces, functions), -1, np.int64),
        as_complex=np.full((spaces, functions), -1, np.int64),
        kind=np.full(spaces, NOT_OPEN, np.int64),
        value=np.zeros((spaces, 2)),
        appeal=np.full(spaces, 0.5),
        tables=layout_tables(model),
    )


@compiled
def evaluate(model, prices, relaxed):  # type: ignore[no-untyped-def]
    """Upper bound at the prices; `relaxed` receives the relaxed plan behind it."""
    _reset(model, prices, relaxed)
    bound = 0.0
    for community in range(len(model.community_goal)):
        bound += _best_community(model, prices, relaxed, community)
    bound += (prices.need * model.group_need).sum()
    bound += ((model.equity_weight - prices.equity) * model.community_goal).sum()
    bound += prices.money[0] * model.budget
    if model.open_at_most < NO_LIMIT:
        bound += prices.money[1] * model.open_at_most
    return bound


@compiled
def _reset(model, prices, relaxed):  # type: ignore[no-untyped-def]
    """Forget the relaxed plan before; what one person of each group is worth now."""
    relaxed.load[:] = 0.0
    relaxed.goal_load[:] = 0.0
    relaxed.totals[:] = 0.0
    for g in range(len(model.group_need)):
        extra = prices.equity[model.group_community[g]]
        relaxed.profit[g] = model.group_weight[g] * (1.0 + extra) - prices.need[g]


@compiled
def _best_community(model, prices, relaxed, community):  # type: ignore[no-untyped-def]
    """Best layouts of one community's spaces, taken into the load; returns their worth."""
    members = model.community_space[
        model.community_start[community] : model.community_start[community + 1]
    ]
    total = 0.0
    for space in members:
        if model.space_state[space] == EXISTING:
            total += _serve_existing(model, relaxed, space)
        elif model.space_state[space] != CLOSED:
            _value_space(model, prices, relaxed, space)
    for _ in range(model.complexes_left[community]):
        best_gain, chosen = 0.0, -1
        for space in members:
            gain = relaxed.value[space, 1] - relaxed.value[space, 0]
            if relaxed.kind[space] != COMPLEX and gain > best_gain:
                best_gain, chosen = gain, space
        if chosen < 0:
            break
        relaxed.layouts[chosen] = relaxed.as_complex[chosen]
        relaxed.kind[chosen] = COMPLEX
    for space in members:
        if relaxed.kind[space] >= 0:
            total += relaxed.value[space, relaxed.kind[space]]
            _serve_new(model, relaxed, space)
    return total


@compiled
def _value_space(model, prices, relaxed, space):  # type: ignore[no-untyped-def]
    """Worth of the space as closed or interspersed, and as a complex, with the layouts."""
    money, opening = prices.money[0], prices.money[1]
    must = model.space_state[space] == MUST_OPEN
    relaxed.kind[space] = NOT_OPEN
    relaxed.value[space, 0] = NEVER if must else 0.0
    relaxed.value[space, 1] = NEVER
    hope = _net_worth(model, prices, relaxed, space)
    cheapest = model.kind_cost[space, 0]
    if model.space_can_be_complex[space]:
        cheapest = min(cheapest, model.kind_cost[space, 1])
    if hope <= money * cheapest + opening and not must:
        return
    interspersed, complex_ = best_layouts(
        model, space, relaxed.net, relaxed.tables, relaxed.layouts[space], relaxed.as_complex[space]
    )
    interspersed -= money * model.kind_cost[space, 0] + opening
    if interspersed > relaxed.value[space, 0]:
        relaxed.value[space, 0] = interspersed
        relaxed.kind[space] = INTERSPERSED
    if complex_ > NEVER:
        relaxed.value[space, 1] = complex_ - money * model.kind_cost[space, 1] - opening


@compiled
def _net_worth(model, prices, relaxed, space):  # type: ignore[no-untyped-def]
    """Price each candidate of a space; returns what no layout of it can exceed."""
    hope = 0.0
    for slot in range(space * model.functions, (space + 1) * model.functions):
        first, last = model.candidate_start[slot], model.candidate_start[slot + 1]
        if first == last:
            continue
        _sort_slot(model, relaxed, slot)
        best = 0.0
        for q in range(first, last):
            worth = _fill(model, relaxed, slot, model.candidate_capacity[q], False)
            relaxed.net[q] = worth - prices.money[0] * model.candidate_cost[q]
            best = max(best, relaxed.net[q])
        hope += best
    return hope


@compiled
def _sort_slot(model, relaxed, slot):  # type: ignore[no-untyped-def]
    """Order the groups of a slot by falling profit; insertion, for they are nearly sorted."""
    order, order_entry, profit = relaxed.order, relaxed.order_entry, relaxed.profit
    first = model.slot_start[slot]
    for k in range(first + 1, model.slot_start[slot + 1]):
        group, entry = order[k], order_entry[k]
        worth = profit[group]
        at = k
        while at > first and profit[order[at - 1]] < worth:
            order[at], order_entry[at] = order[at - 1], order_entry[at - 1]
            at -= 1
        order[at], order_entry[at] = group, entry


@compiled
def _fill(model, relaxed, slot, capacity, serve):  # type: ignore[no-untyped-def]
    """Profit of the best use of a capacity; taken into the load if asked to serve."""
    worth = 0.0
    for k in range(model.slot_start[slot], model.slot_start[slot + 1]):
        group = relaxed.order[k]
        profit = relaxed.profit[group]
        if profit <= 0.0 or capacity <= 0.0:
            break
        persons = min(capacity, model.group_need[group])
        capacity -= persons
        worth += persons * profit
        if serve:
            relaxed.load[group] += persons
            community = model.group_community[group]
            relaxed.goal_load[community] += persons * model.group_weight[group]
    return worth


@compiled
def _serve_existing(model, relaxed, space):  # type: ignore[no-untyped-def]
    worth = 0.0
    for slot in range(space * model.functions, (space + 1) * model.functions):
        if model.built[slot] > 0.0:
            _sort_slot(model, relaxed, slot)
            worth += _fill(model, relaxed, slot, model.built[slot], True)
    return worth


@compiled
def _serve_new(model, relaxed, space):  # type: ignore[no-untyped-def]
    relaxed.totals[0] += model.kind_cost[space, relaxed.kind[space]]
    relaxed.totals[1] += 1.0
    for function in range(model.functions):
        q = relaxed.layouts[space, function]
        if q >= 0:
            relaxed.totals[0] += model.candidate_cost[q]
            slot = space * model.functions + function
            _fill(model, relaxed, slot, model.candidate_capacity[q], True)
