"""What one chosen space is worth: what would be lost without it, and what could take its place."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from fangcun_planner.siting.answer import SitingAnswer
from fangcun_planner.siting.compiled import compiled
from fangcun_planner.siting.merge import merge
from fangcun_planner.siting.model import CLOSED, COMPLEX, EXISTING, Model
from fangcun_planner.siting.plan_state import (
    COST,
    VALUE,
    State,
    close_space,
    empty_state,
    keep,
    open_space,
    serve_as,
    serve_existing,
)
from fangcun_planner.siting.prices import merged_prices
from fangcun_planner.siting.problem import Floats, SitingProblem
from fangcun_planner.siting.rerouting import reroute, serve_more
from fangcun_planner.siting.search import Guide, appraise
from fangcun_planner.siting.start import open_from

TRIED = 4
"""Closed spaces that promise most are opened in earnest; the others only appraised."""


@dataclass(frozen=True, slots=True)
class SpaceValue:
    """What the objective loses without one space of a plan.

    Parameters
    ----------
    loss
        Nothing takes its place; the people it served go where there is room.
    replacement, loss_then
        The closed space that would best take its place with the money then free, and what is
        lost all the same; None and `loss` where no other space helps.
    """

    space: int
    loss: float
    replacement: int | None
    loss_then: float


def value_of_space(problem: SitingProblem, answer: SitingAnswer, space: int) -> SpaceValue:
    """What the plan would lose without one of its spaces."""
    return values_of_spaces(problem, answer, [space])[0]


def values_of_spaces(
    problem: SitingProblem, answer: SitingAnswer, spaces: Iterable[int]
) -> list[SpaceValue]:
    """The same for several spaces, each alone; the preparation is shared."""
    plan = _Plan(problem, answer)
    return [plan.value_of(int(space)) for space in spaces]


class _Plan:
    """The answer's plan as a state that can be changed and copied."""

    def __init__(self, problem: SitingProblem, answer: SitingAnswer) -> None:
        merged = merge(problem)
        self._model: Model = merged.model
        prices = merged_prices(merged, answer.multipliers)
        self._state = empty_state(self._model)
        profit = self._model.group_weight - prices.need
        profit += prices.equity[self._model.group_community] * self._model.group_weight
        slot = np.repeat(np.arange(len(self._model.built)), np.diff(self._model.slot_start))
        by_profit = np.lexsort((-profit[self._model.slot_group], slot))
        self._state.order[:] = self._model.slot_group[by_profit]
        self._state.order_entry[:] = by_profit
        serve_existing(self._model, self._state)
        open_from(self._model, self._state, answer.module_at)
        leads = merged.walk_entry >= 0
        entries = len(self._model.slot_group)
        persons = np.bincount(merged.walk_entry[leads], answer.served[leads], minlength=entries)
        serve_as(self._model, self._state, persons.astype(np.float64))
        appeal = np.zeros(self._model.spaces)
        self._guide = Guide(float(prices.money[0]), 0.0, prices.need, appeal, 0.0)

    def value_of(self, space: int) -> SpaceValue:
        """Close the space, then see who could take its place."""
        before = float(self._state.numbers[-3 + VALUE])
        without = _copy(self._state)
        if without.kind[space] < 0:
            return SpaceValue(space, 0.0, None, 0.0)
        without.freed[0] = 0
        close_space(self._model, without, space, without.freed)
        keep(without)
        freed = np.unique(without.freed[1 : without.freed[0] + 1])
        reroute(self._model, without, freed)
        loss = max(0.0, before - float(without.numbers[-3 + VALUE]))
        replacement, most = self._best_replacement(without, space)
        loss_then = max(0.0, before - most)
        if replacement is None or loss_then >= loss:
            return SpaceValue(space, loss, None, loss)
        return SpaceValue(space, loss, replacement, loss_then)

    def _best_replacement(self, without: State, closed: int) -> tuple[int | None, float]:
        """The other space whose opening gives the highest objective, and that objective."""
        left = self._model.budget - float(without.numbers[-3 + COST])
        promise = promises(self._model, without, self._guide, left, closed)
        best, most = None, -np.inf
        for space in np.argsort(-promise, kind="stable")[:TRIED]:
            if promise[space] <= 0.0:
                break
            trial = _copy(without)
            kind = appraise_within(self._model, trial, space, self._guide, left)[1]
            layout = trial.as_complex if kind == COMPLEX else trial.interspersed
            open_space(self._model, trial, space, kind, layout)
            keep(trial)
            serve_more(self._model, trial)
            if trial.numbers[-3 + VALUE] > most:
                best, most = int(space), float(trial.numbers[-3 + VALUE])
        return best, most


def _copy(state: State) -> State:
    """A state of its own, scratch room shared."""
    return state._replace(
        numbers=state.numbers.copy(),
        layouts=state.layouts.copy(),
        kind=state.kind.copy(),
        complexes=state.complexes.copy(),
    )


@compiled
def promises(model: Model, state: State, guide: Guide, left: float, closed: int) -> Floats:
    """(S,) What each closed space, one excepted, would add with the money left."""
    promise = np.zeros(len(model.space_state))
    for space in range(len(promise)):
        if model.space_state[space] in (CLOSED, EXISTING) or state.kind[space] >= 0:
            continue
        if space != closed:
            promise[space] = appraise_within(model, state, space, guide, left)[0]
    return promise


@compiled
def appraise_within(
    model: Model, state: State, space: int, guide: Guide, left: float
) -> tuple[float, int]:
    """Best layout that the money left can pay, as (value, kind); dearer money until it can."""
    money = 0.0
    for _ in range(14):
        dear = Guide(money, 0.0, guide.need, guide.appeal, 0.0)
        gain, kind = appraise(model, state, space, dear, 0.0)
        if kind < 0:
            return 0.0, -1
        layout = state.as_complex if kind == COMPLEX else state.interspersed
        cost = model.kind_cost[space, kind]
        for q in layout:
            if q >= 0:
                cost += model.candidate_cost[q]
        if cost <= left:
            return gain + money * cost, kind
        money = max(1.4 * money, 0.25 * guide.money)
    return 0.0, -1
