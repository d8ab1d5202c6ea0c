"""Does every opening keep the rules: locks, floors, rooms, kinds, quotas, money."""

from collections import Counter
from collections.abc import Iterator

from fangcun_planner.district import Function, IdleSpace, Module
from fangcun_planner.text import Text
from fangcun_planner.verify.claims import Claims
from fangcun_planner.verify.question import Question


def lies_about_openings(question: Question, claims: Claims) -> Iterator[Text]:
    """What is wrong with the spaces that open and the modules in them."""
    for space in claims.kinds.keys() | claims.modules.keys():
        if space not in question.spaces:
            yield Text(f"没有空间{space}", f"there is no space {space}")
            return
        if space not in claims.kinds or not claims.modules.get(space):
            yield Text(
                f"空间{space}没有类型或没有功能", f"space {space} has no kind or no function"
            )
            return
    yield from _lies_about_locks(question, claims)
    for space, kind in sorted(claims.kinds.items()):
        yield from _lies_about_space(question, question.spaces[space], kind, claims)
    yield from _lies_about_quotas(question, claims)
    yield from _lies_about_money(question, claims)


def module_of(function: Function, code: str) -> Module | None:
    return next((module for module in function.modules if module.code == code), None)


def _lies_about_locks(question: Question, claims: Claims) -> Iterator[Text]:
    for space in sorted(question.options.must_open - claims.kinds.keys()):
        yield Text(f"空间{space}必须启用", f"space {space} must open")
    for space in sorted(question.options.must_not_open & claims.kinds.keys()):
        yield Text(f"空间{space}不得启用", f"space {space} must not open")
    for space, function in sorted(question.options.must_have):
        if space in claims.kinds and function not in claims.modules[space]:
            yield Text(f"空间{space}必须有{function}", f"space {space} must have {function}")


def _lies_about_space(
    question: Question, space: IdleSpace, kind: str, claims: Claims
) -> Iterator[Text]:
    area_m2 = priority = 0
    for code, size in claims.modules[space.id].items():
        function = question.functions.get(code)
        module = None if function is None else module_of(function, size)
        if function is None or module is None:
            yield Text(f"没有模块{code}/{size}", f"there is no module {code}/{size}")
            return
        if not question.is_allowed(space, function):
            yield Text(
                f"空间{space.id}不许有{code}：楼层、无障碍或意愿不符",
                f"space {space.id} may not have {code}: floor, access or a wish forbids it",
            )
        area_m2 += question.module_area_m2(module)
        priority += function.is_priority
    room_m2, functions = question.area_m2(space), len(claims.modules[space.id])
    if area_m2 > room_m2:
        yield Text(
            f"空间{space.id}的模块要{area_m2}平方米，只有{room_m2}平方米",
            f"modules of space {space.id} take {area_m2} of its {room_m2} m²",
        )
    if not question.keeps_kind(kind, room_m2, functions, priority):
        yield Text(
            f"空间{space.id}（{room_m2}平方米，{functions}项功能，{priority}项优先）够不上{kind}",
            f"space {space.id} ({room_m2} m², {functions} functions, {priority} of the first)"
            f" is no {kind} facility",
        )


def _lies_about_quotas(question: Question, claims: Claims) -> Iterator[Text]:
    complexes = Counter(
        question.spaces[space].community
        for space, kind in claims.kinds.items()
        if kind == "complex"
    )
    for community, count in sorted(complexes.items()):
        if count > (left := question.complexes_left(community)):
            yield Text(
                f"社区{community}新设{count}处综合体，最多{left}处",
                f"community {community} gets {count} new complexes, at most {left}",
            )
    most = question.options.open_at_most
    if most is not None and len(claims.kinds) > most:
        yield Text(
            f"新开{len(claims.kinds)}处，最多{most}处",
            f"{len(claims.kinds)} openings, at most {most}",
        )


def _lies_about_money(question: Question, claims: Claims) -> Iterator[Text]:
    cost_fen = sum(question.opening_fen(kind) for kind in claims.kinds.values())
    for space, inside in claims.modules.items():
        for code, size in inside.items():
            module = module_of(question.functions[code], size)
            cost_fen += question.module_fen(question.spaces[space], module) if module else 0
    if cost_fen != claims.cost_fen:
        yield Text(
            f"费用应为{cost_fen}分，方案写的是{claims.cost_fen}分",
            f"it costs {cost_fen} fen, the plan says {claims.cost_fen}",
        )
    if cost_fen > question.options.budget_fen:
        yield Text(
            f"费用{cost_fen}分，超过预算{question.options.budget_fen}分",
            f"{cost_fen} fen are more than the budget of {question.options.budget_fen}",
        )
