"""The bound, from the prices alone, in whole numbers.

With a price ``u`` for a person of each row of need, ``l`` for a fen, ``o`` for an opening and ``m``
for each community's goal (0 ≤ m ≤ equity weight), no plan is worth more than

    Σ_communities best layouts of its spaces, at most so many of them complexes, each worth
        Σ over its modules of (Σ v·(w·(1 + m) − u), v ≤ need, Σ v ≤ capacity) − l·cost − o
    + what existing facilities are worth, likewise
    + Σ u·need + l·budget + o·most openings + Σ (equity weight − m)·goal

(Lagrangian relaxation: Fisher 1981). It holds for any such prices. Persons and prices become whole
numbers of a 2⁻⁶⁰th and everything is rounded upwards, so no rounding can make the bound too low.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from fangcun_planner.district import ExistingFacility, Function, IdleSpace
from fangcun_planner.text import Text
from fangcun_planner.verify.claims import Claims, Place
from fangcun_planner.verify.people import AGREEING
from fangcun_planner.verify.question import Question
from fangcun_planner.verify.walks import ROUNDING_M, Metres

TICKS = 2**60
"""A person or a price of 1, as a whole number."""

Layouts = dict[tuple[int, int], dict[int, int]]
"""Best worth by number of functions, number of priority ones, and area."""


class _Guest(NamedTuple):
    """Persons who can walk there, and the profit of serving one; both in ticks."""

    profit: int
    persons: int


def lies_about_prices(question: Question, claims: Claims) -> Iterator[Text]:
    """Prices outside the ranges for which they prove anything."""
    prices, most = claims.prices, question.equity_weight
    if prices.need.keys() - question.needs.keys():
        yield Text("有不存在的需求的价格", "there is a price for a need that nobody has")
    if prices.equity.keys() != question.communities.keys():
        yield Text("公平价格与社区对不上", "the prices of equity are not those of the communities")
    elif min((*prices.need.values(), prices.budget, prices.opening, 0.0)) < 0 or any(
        not 0 <= price <= most for price in prices.equity.values()
    ):
        yield Text("价格超出允许范围", "a price lies outside its range")


def lies_about_bound(question: Question, claims: Claims, proven: Fraction) -> Iterator[Text]:
    """The bound that is claimed must not be below the one that the prices prove."""
    if Fraction(claims.bound) < proven * (1 - AGREEING):
        yield Text(
            f"价格只证明上界{float(proven):.6f}，方案写的是{claims.bound:.6f}",
            f"the prices prove {float(proven):.6f} only, the plan says {claims.bound:.6f}",
        )


def proven_bound(question: Question, claims: Claims, metres: Metres) -> Fraction:
    """What the prices prove; the prices must lie in their ranges."""
    return Fraction(_Relaxation(question, claims, metres).bound(), TICKS * TICKS)


class _Relaxation:
    def __init__(self, question: Question, claims: Claims, metres: Metres) -> None:
        self._question, self._prices = question, claims.prices
        self._money_down = floor(Fraction(claims.prices.budget) * TICKS)
        self._opening_down = floor(Fraction(claims.prices.opening) * TICKS)
        self._guests = self._guests_by_room(metres)

    def bound(self) -> int:
        """In ticks of ticks: persons times prices."""
        question, prices = self._question, self._prices
        total = sum(
            _up(wanted.persons) * _up(Fraction(prices.need.get(need, 0.0)))
            for need, wanted in question.needs.items()
        )
        for community, goal in question.goals().items():
            left = Fraction(question.equity_weight) - Fraction(prices.equity[community])
            total += _up(left) * _up(goal)
        total += _up(Fraction(prices.budget)) * question.options.budget_fen * TICKS
        if question.options.open_at_most is not None:
            total += _up(Fraction(prices.opening)) * question.options.open_at_most * TICKS
        total += sum(self._facility(one) for one in question.facilities.values())
        by_community: dict[str, list[IdleSpace]] = defaultdict(list)
        for space in question.spaces.values():
            by_community[space.community].append(space)
        return total + sum(
            self._community(community, spaces) for community, spaces in by_community.items()
        )

    def _guests_by_room(self, metres: Metres) -> dict[tuple[Place, str], list[_Guest]]:
        """Who would be worth serving where, the best first."""
        guests: dict[tuple[Place, str], list[_Guest]] = defaultdict(list)
        for need, wanted in self._question.needs.items():
            extra = 1 + Fraction(self._prices.equity[wanted.community])
            price = Fraction(self._prices.need.get(need, 0.0))
            profit = _up(wanted.weight * extra - price)
            if profit <= 0:
                continue
            guest = _Guest(profit, _up(wanted.persons))
            for place, there_m in metres[need.building].items():
                if there_m <= wanted.reach_m + ROUNDING_M:
                    guests[place, need.function].append(guest)
        return {room: sorted(those, reverse=True) for room, those in guests.items()}

    def _worth(self, place: Place, function: str, capacity: float) -> int:
        """The best use of a capacity: whoever is worth most first."""
        left, worth = _up(Fraction(capacity)), 0
        for guest in self._guests.get((place, function), ()):
            persons = min(left, guest.persons)
            worth += persons * guest.profit
            left -= persons
            if not left:
                break
        return worth

    def _facility(self, facility: ExistingFacility) -> int:
        place = Place(True, facility.id)
        return sum(
            self._worth(place, function, capacity)
            for function, capacity in facility.capacity.items()
            if capacity > 0 and function in self._question.functions
        )

    def _community(self, community: str, spaces: Iterable[IdleSpace]) -> int:
        """Best layouts of its spaces with at most the complexes it may still get."""
        total, gains = 0, []
        left = self._question.complexes_left(community)
        for space in spaces:
            plain, as_complex = self._space(space)
            if plain is None and as_complex is None:
                raise ValueError(f"no layout of space {space.id} keeps the rules")
            if plain is None:  # it must open, and can only as a complex
                total, left = total + (as_complex or 0), left - 1
            else:
                total += plain
                gains.append(0 if as_complex is None else max(0, as_complex - plain))
        return total + sum(sorted(gains, reverse=True)[: max(0, left)])

    def _space(self, space: IdleSpace) -> tuple[int | None, int | None]:
        """What it is worth without a complex in it (shut or interspersed), and as a complex."""
        options, question = self._question.options, self._question
        plain = None if space.id in options.must_open else 0
        as_complex = None
        if space.id in options.must_not_open:
            return plain, as_complex
        area_m2 = question.area_m2(space)
        for (functions, priority), by_area in self._layouts(space).items():
            best = max(by_area.values()) - self._opening_down * TICKS
            if question.keeps_kind("interspersed", area_m2, functions, priority):
                worth = best - self._fen(question.opening_fen("interspersed"))
                plain = worth if plain is None else max(plain, worth)
            if question.keeps_kind("complex", area_m2, functions, priority):
                worth = best - self._fen(question.opening_fen("complex"))
                as_complex = worth if as_complex is None else max(as_complex, worth)
        return plain, as_complex

    def _fen(self, fen: int) -> int:
        return self._money_down * fen * TICKS

    def _layouts(self, space: IdleSpace) -> Layouts:
        """Every combination of modules that fits, the best one of each size (Bellman 1957)."""
        best: Layouts = {(0, 0): {0: 0}}
        for function in self._question.district.functions:
            after: Layouts = defaultdict(dict)
            if not self._question.is_required(space, function):
                after |= {counts: dict(by_area) for counts, by_area in best.items()}
            for area_m2, worth in self._modules(space, function):
                for (functions, priority), by_area in best.items():
                    target = after[functions + 1, priority + function.is_priority]
                    for used_m2, value in by_area.items():
                        at = used_m2 + area_m2
                        if at <= self._question.area_m2(space):
                            target[at] = max(target.get(at, value + worth), value + worth)
            best = {counts: _undominated(by_area) for counts, by_area in after.items() if by_area}
        return best

    def _modules(self, space: IdleSpace, function: Function) -> Iterator[tuple[int, int]]:
        """Area and worth of each module of a function that may stand in the space."""
        question = self._question
        if not question.is_allowed(space, function):
            return
        for module in function.modules:
            fen = question.module_fen(space, module)
            if fen <= question.options.budget_fen:
                worth = self._worth(Place(False, space.id), function.code, module.capacity)
                yield question.module_area_m2(module), worth - self._fen(fen)


def _up(value: Fraction) -> int:
    return ceil(value * TICKS)


def _undominated(by_area: dict[int, int]) -> dict[int, int]:
    """Only areas that are worth more than every smaller one."""
    kept: dict[int, int] = {}
    for area_m2, worth in sorted(by_area.items()):
        if not kept or worth > max(kept.values()):
            kept[area_m2] = worth
    return kept
