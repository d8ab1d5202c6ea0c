"""Whether any plan keeps the locks: the cheapest way to open what must open."""

import numpy as np

from fangcun_planner.siting.layouts import NEVER, best_layouts, layout_tables
from fangcun_planner.siting.model import COMPLEX, INTERSPERSED, MUST_OPEN, Model
from fangcun_planner.siting.plan_state import State, keep, open_space
from fangcun_planner.siting.problem import Floats, Longs
from fangcun_planner.text import Text


class NoPlan(Exception):
    """No plan keeps every rule; `limit` says which one binds, in both languages.

    Parameters
    ----------
    limit
        One sentence.
    spaces
        Indices of the spaces it is about, where it is about spaces.
    """

    def __init__(self, limit: Text, spaces: tuple[int, ...] = ()) -> None:
        super().__init__(str(limit))
        self.limit = limit
        self.spaces = spaces


def open_musts(model: Model, state: State) -> None:
    """Open what must open at the least cost, or say why that cannot be.

    The only decisions that are forced are these, so a question has a plan exactly if this
    succeeds: everything else may stay closed.
    """
    musts = np.flatnonzero(model.space_state == MUST_OPEN)
    if len(musts) > model.open_at_most:
        raise NoPlan(
            Text(
                f"必须开设的空间有 {len(musts)} 处，超过最多开设 {model.open_at_most} 处",
                f"{len(musts)} spaces must open, but at most {model.open_at_most} may",
            ),
            tuple(map(int, musts)),
        )
    cost, layouts = _cheapest(model, musts)
    kinds = _cheapest_kinds(model, musts, cost)
    total = sum(float(cost[k, kind]) for k, kind in enumerate(kinds))
    if total > model.budget:
        raise NoPlan(
            Text(
                f"必须开设的空间至少需要 {total / 100:,.2f} 元，"
                f"超过预算 {model.budget / 100:,.2f} 元",
                f"the spaces that must open cost at least {total / 100:,.2f} yuan, "
                f"the budget is {model.budget / 100:,.2f} yuan",
            ),
            tuple(map(int, musts)),
        )
    for k, space in enumerate(musts):
        open_space(model, state, space, kinds[k], layouts[k, kinds[k]])
        keep(state)


def _cheapest(model: Model, musts: Longs) -> tuple[Floats, Longs]:
    """(n, 2) lowest cost of each space by kind, infinite where forbidden, and the layouts."""
    tables = layout_tables(model)
    cost = np.full((len(musts), 2), np.inf)
    layouts = np.full((len(musts), 2, model.functions), -1, np.int64)
    for k, space in enumerate(musts):
        worth = best_layouts(
            model, space, -model.candidate_cost, tables, layouts[k, 0], layouts[k, 1]
        )
        for kind in (INTERSPERSED, COMPLEX):
            if worth[kind] > NEVER:
                cost[k, kind] = model.kind_cost[space, kind] - worth[kind]
        if np.isinf(cost[k]).all():
            raise NoPlan(
                Text(
                    f"第 {space} 号空间必须开设，但没有任何功能组合既在预算之内，"
                    "又符合其面积、楼层和类型规则",
                    f"space {space} must open, but no set of functions is within the budget and "
                    "keeps the rules of its area, floor and kind",
                ),
                (int(space),),
            )
    return cost, layouts


def _cheapest_kinds(model: Model, musts: Longs, cost: Floats) -> Longs:
    """Kinds of least total cost with few enough complexes in each community."""
    kinds = np.zeros(len(musts), np.int64)
    for community in np.unique(model.space_community[musts]):
        inside = np.flatnonzero(model.space_community[musts] == community)
        with np.errstate(invalid="ignore"):
            saving = cost[inside, 0] - cost[inside, 1]
        best_first = inside[np.argsort(-saving, kind="stable")]
        left = int(model.complexes_left[community])
        forced = int(np.isinf(cost[inside, 0]).sum())
        if forced > left:
            raise NoPlan(
                Text(
                    f"第 {community} 号社区有 {forced} 处必须开设的空间只能做综合体，"
                    f"但最多还可新设 {left} 处综合体",
                    f"{forced} spaces of community {community} that must open can only be "
                    f"complexes, but {left} more are allowed",
                ),
                tuple(int(space) for space in musts[inside]),
            )
        chosen = best_first[: max(left, 0)]
        kinds[chosen] = cost[chosen, 1] < cost[chosen, 0]
    return kinds
