"""Better prices step by step: a deflected subgradient method on the relaxation's bound.

Each price moves against the averaged residual of what it prices, measured relative to need,
goal, budget or number of openings, so that one step length suits all of them.
"""

from typing import NamedTuple

import numpy as np

from fangcun_planner.siting.compiled import compiled
from fangcun_planner.siting.model import NO_LIMIT, Model
from fangcun_planner.siting.problem import Floats
from fangcun_planner.siting.relaxation import Prices, Relaxed, evaluate

STEP = 0.4
MEMORY = 0.9
FORGETTING = 0.04
UNBALANCED = 0.1
"""Earlier prices under which the relaxed plan exceeds a limit by more are set anew."""
SLOWER_AFTER = 30.0
FIRST_NEED_SHARE = 0.3
FIRST_EQUITY_SHARE = 0.5


class Ascent(NamedTuple):
    """Prices under way, the best so far, and the memory of the steps.

    Parameters
    ----------
    now, best
        Prices of this step; prices of the lowest bound.
    need_pull, equity_pull, money_pull
        Averaged relative residuals, shaped as `Prices`.
    money_scale
        (2,) What a price of one fen and one opening is of the order of.
    bound
        (1,) Lowest bound so far.
    steps
        (1,) Steps done.
    """

    now: Prices
    best: Prices
    need_pull: Floats
    equity_pull: Floats
    money_pull: Floats
    need_scale: Floats
    money_scale: Floats
    bound: Floats
    steps: Floats


def first_prices(model: Model, relaxed: Relaxed, earlier: Prices | None = None) -> Prices:
    """Earlier prices, or a share of each weight for need; money priced to balance its limits."""
    communities = len(model.community_goal)
    if earlier is not None:
        prices = Prices(earlier.need, earlier.equity, earlier.money.copy())
    else:
        prices = Prices(
            need=FIRST_NEED_SHARE * model.group_weight,
            equity=np.full(communities, FIRST_EQUITY_SHARE * model.equity_weight),
            money=np.zeros(2),
        )
    total = float((model.group_need * model.group_weight).sum()) * (1.0 + model.equity_weight)
    _balance(model, prices, relaxed, place=0, limit=model.budget, highest=total)
    if model.open_at_most < NO_LIMIT:
        _balance(model, prices, relaxed, place=1, limit=model.open_at_most, highest=total)
    return prices


def _balance(
    model: Model, prices: Prices, relaxed: Relaxed, *, place: int, limit: float, highest: float
) -> None:
    """Set one price of money by bisection so that the relaxed plan spends about the limit."""
    evaluate(model, prices, relaxed)
    if relaxed.totals[place] <= limit * (1.0 + UNBALANCED):
        return
    low, high = highest * 1e-16, highest
    for _ in range(14):
        prices.money[place] = np.sqrt(low * high)
        evaluate(model, prices, relaxed)
        if relaxed.totals[place] > limit:
            low = prices.money[place]
        else:
            high = prices.money[place]


def start_ascent(model: Model, prices: Prices, *, steps_before: int = 0) -> Ascent:
    """Begin at some prices, cut to what is allowed; good ones get the short steps of later."""
    highest = model.group_weight * (1.0 + model.equity_weight)
    now = Prices(
        need=np.clip(prices.need, 0.0, highest),
        equity=np.clip(prices.equity, 0.0, model.equity_weight),
        money=np.maximum(prices.money, 0.0),
    )
    total = float((model.group_need * model.group_weight).sum())
    guess = np.array([total / max(model.budget, 1.0), total / max(model.open_at_most, 1)])
    options = np.diff(model.group_start) ** 0.4
    return Ascent(
        now=now,
        best=Prices(*(part.copy() for part in now)),
        need_pull=np.zeros_like(now.need),
        equity_pull=np.zeros_like(now.equity),
        money_pull=np.zeros(2),
        need_scale=model.group_weight / (model.group_need * options),
        money_scale=np.where(now.money > 0.0, now.money, 0.01 * guess),
        bound=np.array([np.inf]),
        steps=np.array([float(steps_before)]),
    )


@compiled
def ascend(model, ascent, relaxed, steps):  # type: ignore[no-untyped-def]
    """Do some steps; `ascent` keeps the best prices and their bound."""
    for _ in range(steps):
        bound = evaluate(model, ascent.now, relaxed)
        if bound < ascent.bound[0]:
            ascent.bound[0] = bound
            ascent.best.need[:] = ascent.now.need
            ascent.best.equity[:] = ascent.now.equity
            ascent.best.money[:] = ascent.now.money
        for space in range(len(relaxed.kind)):
            is_open = 1.0 if relaxed.kind[space] >= 0 else 0.0
            relaxed.appeal[space] += FORGETTING * (is_open - relaxed.appeal[space])
        length = STEP / (1.0 + ascent.steps[0] / SLOWER_AFTER) ** 1.5
        _step_need(model, ascent, relaxed, length)
        _step_equity(model, ascent, relaxed, length)
        _step_money(model, ascent, relaxed, length)
        ascent.steps[0] += 1.0


@compiled
def _step_need(model, ascent, relaxed, length):  # type: ignore[no-untyped-def]
    prices, pull = ascent.now.need, ascent.need_pull
    for g in range(len(prices)):
        slack = (model.group_need[g] - relaxed.load[g]) * ascent.need_scale[g]
        pull[g] = MEMORY * pull[g] + (1.0 - MEMORY) * slack
        highest = model.group_weight[g] * (1.0 + model.equity_weight)
        prices[g] = min(max(prices[g] - length * pull[g], 0.0), highest)


@compiled
def _step_equity(model, ascent, relaxed, length):  # type: ignore[no-untyped-def]
    prices, pull, weight = ascent.now.equity, ascent.equity_pull, model.equity_weight
    for c in range(len(prices)):
        goal = model.community_goal[c]
        if goal > 0.0:
            slack = (relaxed.goal_load[c] - goal) / goal
            pull[c] = MEMORY * pull[c] + (1.0 - MEMORY) * slack
            prices[c] = min(max(prices[c] - length * 2.0 * weight * pull[c], 0.0), weight)


@compiled
def _step_money(model, ascent, relaxed, length):  # type: ignore[no-untyped-def]
    prices, pull = ascent.now.money, ascent.money_pull
    for k in range(2):
        limit = model.budget if k == 0 else float(model.open_at_most)
        if k == 1 and model.open_at_most >= NO_LIMIT:
            continue
        slack = (limit - relaxed.totals[k]) / max(limit, 1.0)
        pull[k] = MEMORY * pull[k] + (1.0 - MEMORY) * min(max(slack, -1.0), 1.0)
        prices[k] = max(prices[k] - length * 2.0 * ascent.money_scale[k] * pull[k], 0.0)
