"""Where a run may start from: an earlier plan's modules and the prices of its proof, by name.

Indices change when a district does, so both are kept by the names of functions, buildings and
communities and found again in the arrays of the new question.
"""

from dataclasses import replace
from io import BytesIO
from math import isfinite

import numpy as np

from fangcun.oversight.planning.rules.facts import Stored
from fangcun_planner.plans.facts import PlanFacts
from fangcun_planner.plans.people import People
from fangcun_planner.plans.plan import DistrictPlan
from fangcun_planner.plans.pose import PosedDistrict
from fangcun_planner.plans.tally import objective_of
from fangcun_planner.siting import Multipliers
from fangcun_planner.siting.problem import Ints, Longs

NONE = -1


def bounded(plan: DistrictPlan) -> DistrictPlan | None:
    """The plan with a bound that is a number; None where it was stopped before it served anybody.

    Nobody can serve more than everybody: that bound holds before the first price is known.
    """
    answer, problem = plan.answer, plan.posed.problem
    bound = min(answer.bound, objective_of(problem, problem.row_need))
    if answer.objective <= 0 < bound:
        return None if not isfinite(answer.gap) and not answer.is_open.any() else plan
    gap = (bound - answer.objective) / answer.objective if bound > answer.objective else 0.0
    return replace(plan, answer=replace(answer, bound=max(bound, answer.objective), gap=gap))


def pack_proof(plan: DistrictPlan) -> bytes:
    """Keep the prices that prove a plan's bound."""
    prices, district = plan.answer.multipliers, plan.district
    file = BytesIO()
    np.savez_compressed(
        file,
        functions=np.array([f.code for f in district.functions], dtype=np.str_),
        buildings=np.array([b.id for b in district.buildings], dtype=np.str_),
        communities=np.array([c.code for c in district.communities], dtype=np.str_),
        rows=_keys(plan.posed),
        need=prices.need.astype(np.float32),  # any prices prove a bound, so these may be rounded
        equity=prices.equity,
        money=np.array([prices.budget, prices.opening]),
    )
    return file.getvalue()


def unpack_proof(kept: Stored, posed: PosedDistrict) -> Multipliers:
    """Earlier prices in the rows of a new question; rows that are new to it start at none."""
    with np.load(BytesIO(bytes(kept)), allow_pickle=False) as file:
        old = {name: file[name] for name in file.files}
    return Multipliers(
        need=_need_prices(old["rows"], old["need"], old["functions"], old["buildings"], posed),
        budget=float(old["money"][0]),
        opening=float(old["money"][1]) if posed.problem.open_at_most is not None else 0.0,
        equity=_equity_prices(old["communities"], old["equity"], posed),
    )


def modules_of_facts(facts: PlanFacts, posed: PosedDistrict) -> Ints:
    """(S, F) The modules of an earlier plan in the indices of a new question, -1 for none."""
    district = posed.district
    space_at = {space.id: at for at, space in enumerate(district.spaces)}
    function_at = {function.code: at for at, function in enumerate(district.functions)}
    names = [(f.code, m.code) for f in district.functions for m in f.modules]
    module_at = {name: at for at, name in enumerate(names)}
    modules = np.full(posed.problem.built_capacity.shape, NONE, dtype=np.int32)
    for space in facts.spaces:
        for module in space.modules:
            found = module_at.get((module.function, module.module))
            if found is not None and space.id in space_at:
                modules[space_at[space.id], function_at[module.function]] = found
    return modules


def _keys(posed: PosedDistrict) -> Longs:
    """(R,) One ascending number per row of need: function, class of people, building."""
    rows, buildings = posed.rows, len(posed.district.buildings)
    return (rows.function.astype(np.int64) * len(People) + rows.people) * buildings + rows.building


def _need_prices(
    rows: Longs,
    need: np.ndarray,
    functions: np.ndarray,
    buildings: np.ndarray,
    posed: PosedDistrict,
) -> np.ndarray:
    """Find each old row by its names among the new ones."""
    new_function = _positions(functions, [f.code for f in posed.district.functions])
    new_building = _positions(buildings, [b.id for b in posed.district.buildings])
    classes, building = np.divmod(rows, max(1, buildings.size))
    function, people = np.divmod(classes, len(People))
    function, building = new_function[function], new_building[building]
    known = (function != NONE) & (building != NONE)
    wanted = (function * len(People) + people) * len(posed.district.buildings) + building
    keys = _keys(posed)
    at = np.searchsorted(keys, wanted[known])
    inside = at < keys.size
    inside[inside] = keys[at[inside]] == wanted[known][inside]
    prices = np.zeros(keys.size)
    prices[at[inside]] = need[known][inside]
    return prices


def _equity_prices(communities: np.ndarray, equity: np.ndarray, posed: PosedDistrict) -> np.ndarray:
    at = _positions(communities, [c.code for c in posed.district.communities])
    prices = np.zeros(len(posed.district.communities))
    prices[at[at != NONE]] = equity[at != NONE]
    return prices.clip(0.0, posed.problem.equity_weight)


def _positions(old: np.ndarray, new: list[str]) -> np.ndarray:
    """Index of each old name among the new ones, -1 where it is gone."""
    at = {name: index for index, name in enumerate(new)}
    return np.array([at.get(str(name), NONE) for name in old], dtype=np.int64)
