"""Who is said to be served: within reach, once, by somebody who has room; and what it is worth."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from fangcun_planner.text import Text
from fangcun_planner.verify.claims import Claims, Need, Place
from fangcun_planner.verify.openings import module_of
from fangcun_planner.verify.question import Question
from fangcun_planner.verify.walks import ROUNDING_M, Metres

SPECK = Fraction(1, 1_000_000)
"""Of a person: the plan's sums are rounded as computers round."""

AGREEING = Fraction(1, 10**9)
"""Relative, for sums over everybody."""


def lies_about_people(question: Question, claims: Claims, metres: Metres) -> Iterator[Text]:
    """What is wrong with the persons served."""
    by_row: dict[Need, Fraction] = defaultdict(Fraction)
    by_room: dict[tuple[Place, str], Fraction] = defaultdict(Fraction)
    for need, place, persons in claims.served:
        if (wanted := question.needs.get(need)) is None:
            yield Text(f"没有这一行需求：{need}", f"there is no such need: {need}")
            return
        there_m = metres.get(need.building, {}).get(place)
        if persons < 0 or there_m is None or there_m > wanted.reach_m + ROUNDING_M:
            yield Text(
                f"{need.building}的{persons:g}人走不到{place.id}（最远{wanted.reach_m:g}米）",
                f"{persons:g} persons of {need.building} cannot walk to {place.id}"
                f" (at most {wanted.reach_m:g} m)",
            )
        by_row[need] += Fraction(persons)
        by_room[place, need.function] += Fraction(persons)
    for need, served in by_row.items():
        persons_in_need = question.needs[need].persons
        if served > persons_in_need * (1 + AGREEING) + SPECK:
            yield Text(
                f"{need}服务{float(served):.6f}人，需要的只有{float(persons_in_need):.6f}人",
                f"{need} is served {float(served):.6f} times, {float(persons_in_need):.6f} need it",
            )
    for (place, function), load in by_room.items():
        room = capacity(question, claims, place, function)
        if load > room * (1 + AGREEING) + SPECK:
            yield Text(
                f"{place.id}的{function}服务{float(load):.6f}人，能力只有{float(room):g}人",
                f"{function} at {place.id} serves {float(load):.6f}, it can serve {float(room):g}",
            )


def capacity(question: Question, claims: Claims, place: Place, function: str) -> Fraction:
    """Persons whom a place can serve, by what exists or by what the plan puts there."""
    if place.is_facility:
        return Fraction(question.facilities[place.id].capacity.get(function, 0.0))
    size = claims.modules.get(place.id, {}).get(function)
    module = None if size is None else module_of(question.functions[function], size)
    return Fraction(0 if module is None else module.capacity)


def lies_about_objective(question: Question, claims: Claims) -> Iterator[Text]:
    """The objective, from the persons served."""
    value = objective(question, claims)
    if abs(value - Fraction(claims.objective)) > AGREEING * (value + 1):
        yield Text(
            f"目标值应为{float(value):.6f}，方案写的是{claims.objective:.6f}",
            f"the objective is {float(value):.6f}, the plan says {claims.objective:.6f}",
        )


def objective(question: Question, claims: Claims) -> Fraction:
    """Σ weight · persons, and the first share of each community's need once more."""
    reached: dict[str, Fraction] = defaultdict(Fraction)
    for need, _place, persons in claims.served:
        wanted = question.needs[need]
        reached[wanted.community] += wanted.weight * Fraction(persons)
    goals = question.goals()
    total = Fraction(0)
    for home, value in reached.items():
        counts_extra: Fraction = min(value, goals[home])
        total += value + Fraction(question.equity_weight) * counts_extra
    return total
