"""What a chosen space is worth: what is lost without it, and what would best replace it."""

from dataclasses import dataclass

import numpy as np

from fangcun_planner.plans.account import Account
from fangcun_planner.plans.assignment import capacity_of
from fangcun_planner.plans.money import opening_costs
from fangcun_planner.plans.tally import objective_of
from fangcun_planner.siting import Decision
from fangcun_planner.siting.problem import Floats, Longs


@dataclass(frozen=True, slots=True)
class Worth:
    """Weighted persons that the plan would lose without one space.

    Parameters
    ----------
    value
        Lost when the space shuts and its people go to spare capacity within their walk.
    next_best, next_best_loss
        The shut space nearby, by index, whose best small fit-out for the money set free wins
        most of it back, and what is still lost then. None where none wins any back.
    """

    value: float
    next_best: int | None
    next_best_loss: float | None


def worth_of_openings(account: Account) -> dict[int, Worth]:
    """Weigh every space that the plan opens."""
    return {int(at): _worth(account, int(at)) for at in np.flatnonzero(account.plan.answer.is_open)}


def _worth(account: Account, at: int) -> Worth:
    problem, answer = account.plan.posed.problem, account.plan.answer
    left = _served_without(account, at)
    value = max(0.0, objective_of(problem, account.after.by_row) - objective_of(problem, left))
    candidates = _shut_nearby(account, at)
    if not candidates.size:
        return Worth(value, None, None)
    freed_fen = problem.budget_fen - answer.cost_fen + int(opening_costs(problem, answer)[at])
    unmet = problem.row_need - left
    options = account.fit_outs.strongest(unmet, candidates, within_fen=freed_fen)
    best = int(np.argmax(options.value))
    if options.value[best] <= 0:
        return Worth(value, None, None)
    place = int(options.space[best])
    replaced = _filled(account, left, place, options.modules[best])
    loss = value - (objective_of(problem, replaced) - objective_of(problem, left))
    return Worth(value, place, max(0.0, loss))


def _served_without(account: Account, at: int) -> Floats:
    """(R,) Persons served once the space shuts and its people go to spare capacity nearby."""
    problem, fit_outs = account.plan.posed.problem, account.fit_outs
    spare = _spare(account)
    spare[at] = 0
    left = account.after.by_row.copy()
    walks = fit_outs.walks_to(at)
    walks = walks[account.plan.answer.served[walks] > 0]
    rows = fit_outs.row_of_walk[walks]
    heaviest_first = np.argsort(-problem.row_weight[rows], kind="stable")
    for walk, row in zip(walks[heaviest_first], rows[heaviest_first], strict=True):
        freed = account.plan.answer.served[walk]
        left[row] -= freed
        function = problem.row_function[row]
        for place in problem.walk_space[problem.walk_start[row] : problem.walk_start[row + 1]]:
            moved = min(freed, spare[place, function])
            spare[place, function] -= moved
            left[row] += moved
            freed -= moved
    return left


def _spare(account: Account) -> Floats:
    """(S, F) Capacity that nobody uses after the plan."""
    capacity = capacity_of(account.plan.posed.problem, account.plan.answer)
    return np.maximum(0.0, capacity - account.after.by_place)


def _shut_nearby(account: Account, at: int) -> Longs:
    """Spaces that stay shut, may open, and can be walked to by people of this space."""
    problem = account.plan.posed.problem
    rows = np.unique(account.fit_outs.row_of_walk[account.fit_outs.walks_to(at)])
    near = np.zeros(problem.space_decision.size, dtype=bool)
    for row in rows:
        near[problem.walk_space[problem.walk_start[row] : problem.walk_start[row + 1]]] = True
    near &= ~account.plan.answer.is_open & (problem.space_decision < Decision.MUST_NOT_OPEN)
    return np.flatnonzero(near).astype(np.int64)


def _filled(account: Account, by_row: Floats, place: int, modules: tuple[int, ...]) -> Floats:
    """(R,) Persons served once a place opens with some modules, heaviest unmet need first."""
    problem, fit_outs = account.plan.posed.problem, account.fit_outs
    filled = by_row.copy()
    rows = fit_outs.row_of_walk[fit_outs.walks_to(place)]
    rows = rows[np.argsort(-problem.row_weight[rows], kind="stable")]
    for module in modules:
        mine = rows[problem.row_function[rows] == problem.module_function[module]]
        unmet = np.cumsum(problem.row_need[mine] - filled[mine])
        filled[mine] += np.diff(np.minimum(unmet, problem.module_capacity[module]), prepend=0.0)
    return filled
