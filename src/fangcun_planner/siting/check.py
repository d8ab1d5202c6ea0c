"""A referee: does a plan keep every rule? Slow and plain, and shares nothing with the search."""

from collections.abc import Iterator

import numpy as np

from fangcun_planner.siting.answer import SitingAnswer
from fangcun_planner.siting.problem import Decision, Longs, SitingProblem
from fangcun_planner.text import Text

TOLERANCE = 1e-6
"""Relative; persons are fractions, so sums are compared with it. Money is compared exactly."""


def broken_rules(problem: SitingProblem, answer: SitingAnswer) -> list[Text]:
    """Say every rule that the answer breaks, in both languages; empty if it keeps all."""
    return [
        *_broken_by_persons(problem, answer),
        *_broken_by_modules(problem, answer),
        *_broken_by_locks(problem, answer),
        *_broken_by_kinds(problem, answer),
        *_broken_by_sums(problem, answer),
    ]


def objective_of(problem: SitingProblem, answer: SitingAnswer) -> float:
    """The objective, counted afresh from the persons served."""
    value = answer.served * problem.row_weight[_walk_row(problem)]
    communities = len(problem.complexes_left)
    home = problem.row_community[_walk_row(problem)]
    reached = np.bincount(home, value, minlength=communities)
    need = problem.row_need * problem.row_weight
    total = np.bincount(problem.row_community, need, minlength=communities)
    extra = np.minimum(reached, problem.equity_share * total).sum()
    return float(value.sum() + problem.equity_weight * extra)


def cost_of(problem: SitingProblem, answer: SitingAnswer) -> int:
    """Fen for all openings and modules, counted afresh."""
    total = 0
    for space in np.flatnonzero(answer.is_open):
        total += int(problem.kind_cost_fen[space, int(answer.is_complex[space])])
    for space, function in np.argwhere(answer.module_at >= 0):
        total += int(problem.module_cost_fen[space, answer.module_at[space, function]])
    return total


def _walk_row(problem: SitingProblem) -> Longs:
    """(K,) Row of each walk."""
    return np.repeat(np.arange(len(problem.row_need)), np.diff(problem.walk_start))


def _broken_by_persons(problem: SitingProblem, answer: SitingAnswer) -> Iterator[Text]:
    """Nobody is served twice, and no module serves more than it can."""
    row = _walk_row(problem)
    if (answer.served < -TOLERANCE).any():
        yield Text("服务人数为负", "a negative number of persons is served")
    by_row = np.bincount(row, answer.served, minlength=len(problem.row_need))
    for r in np.flatnonzero(by_row > problem.row_need * (1 + TOLERANCE)):
        yield Text(
            f"第 {r} 行需求服务 {by_row[r]} 人，超过需求 {problem.row_need[r]} 人",
            f"row {r} is served {by_row[r]} of {problem.row_need[r]} persons",
        )
    spaces, functions = problem.built_capacity.shape
    load = np.zeros((spaces, functions))
    np.add.at(load, (problem.walk_space, problem.row_function[row]), answer.served)
    capacity = problem.built_capacity.copy()
    for space, function in np.argwhere(answer.module_at >= 0):
        capacity[space, function] += problem.module_capacity[answer.module_at[space, function]]
    for space, function in np.argwhere(load > capacity * (1 + TOLERANCE) + TOLERANCE):
        yield Text(
            f"空间 {space} 的功能 {function} 服务 {load[space, function]} 人，"
            f"超过能力 {capacity[space, function]} 人",
            f"function {function} in space {space} serves {load[space, function]} persons, "
            f"more than its {capacity[space, function]}",
        )


def _broken_by_modules(problem: SitingProblem, answer: SitingAnswer) -> Iterator[Text]:
    """Modules stand in open new spaces, where they are allowed, and fit."""
    area = np.zeros(len(problem.space_area_m2), np.int64)
    for space, function in np.argwhere(answer.module_at >= 0):
        module = answer.module_at[space, function]
        area[space] += problem.module_area_m2[module]
        where = f"({space}, {function}, {module})"
        if problem.module_function[module] != function:
            yield Text(f"模块与功能不符 {where}", f"module of another function {where}")
        if not problem.module_allowed[space, module]:
            yield Text(f"模块不允许设于此 {where}", f"module is not allowed there {where}")
        if not answer.is_open[space]:
            yield Text(f"模块设于未开设空间 {where}", f"module in a space not opened {where}")
    for space in np.flatnonzero(area > problem.space_area_m2):
        yield Text(
            f"空间 {space} 的模块面积 {area[space]} 平方米，超过 {problem.space_area_m2[space]}",
            f"modules of space {space} take {area[space]} of {problem.space_area_m2[space]} m²",
        )


def _broken_by_locks(problem: SitingProblem, answer: SitingAnswer) -> Iterator[Text]:
    """What was decided before stays so."""
    for space, decision in enumerate(problem.space_decision):
        is_open = bool(answer.is_open[space])
        if decision == Decision.MUST_OPEN and not is_open:
            yield Text(f"空间 {space} 必须开设", f"space {space} must open")
        if decision in (Decision.MUST_NOT_OPEN, Decision.EXISTING) and is_open:
            yield Text(f"空间 {space} 不得新开", f"space {space} must not open anew")
        if is_open:
            missing = problem.function_required[space] & (answer.module_at[space] < 0)
            for function in np.flatnonzero(missing):
                yield Text(
                    f"空间 {space} 缺少必设功能 {function}",
                    f"space {space} lacks the required function {function}",
                )


def _broken_by_kinds(problem: SitingProblem, answer: SitingAnswer) -> Iterator[Text]:
    """Every new facility is one of the two kinds, and communities keep their quota."""
    kinds = problem.kinds
    for space in np.flatnonzero(answer.is_open):
        has = answer.module_at[space] >= 0
        functions, priority = int(has.sum()), int((has & problem.is_priority).sum())
        if functions < 1:
            yield Text(f"空间 {space} 没有功能", f"space {space} opens without a function")
        if answer.is_complex[space]:
            keeps = (
                problem.space_area_m2[space] >= kinds.complex_min_area_m2
                and functions >= kinds.complex_min_functions
                and priority >= kinds.complex_min_priority
            )
        else:
            keeps = (
                functions <= kinds.interspersed_max_functions
                and priority >= kinds.interspersed_min_priority
            )
        if not keeps:
            yield Text(f"空间 {space} 不符合其类型规则", f"space {space} breaks its kind's rule")
    if (answer.is_complex & ~answer.is_open).any():
        yield Text("未开设的空间被标为综合体", "a space not opened is called a complex")
    new = np.bincount(
        problem.space_community[answer.is_complex], minlength=len(problem.complexes_left)
    )
    for community in np.flatnonzero(new > problem.complexes_left):
        yield Text(
            f"社区 {community} 新设综合体 {new[community]} 处，超过限额",
            f"community {community} gets {new[community]} new complexes, more than it may",
        )


def _broken_by_sums(problem: SitingProblem, answer: SitingAnswer) -> Iterator[Text]:
    """Money, number of openings, and the figures that the answer says of itself."""
    cost = cost_of(problem, answer)
    if cost > problem.budget_fen:
        yield Text(f"超过预算：{cost} 分", f"over budget: {cost} fen")
    if cost != answer.cost_fen:
        yield Text(f"费用实为 {cost} 分", f"the cost is {cost} fen, not {answer.cost_fen}")
    opened = int(answer.is_open.sum())
    if problem.open_at_most is not None and opened > problem.open_at_most:
        yield Text(f"新开 {opened} 处，超过上限", f"{opened} openings are more than allowed")
    value = objective_of(problem, answer)
    if abs(value - answer.objective) > TOLERANCE * max(1.0, value):
        yield Text(f"目标值实为 {value}", f"the objective is {value}, not {answer.objective}")
    if answer.bound < value * (1 - TOLERANCE):
        yield Text("上界低于目标值", "the bound is below the objective")
