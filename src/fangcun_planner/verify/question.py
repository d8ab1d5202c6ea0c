"""What is asked, from the district's records alone: needs, reaches, spaces, modules, money."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from fangcun_planner.district import (
    AGE_BANDS,
    CHILD_BANDS,
    ELDER_BANDS,
    Building,
    Community,
    District,
    ExistingFacility,
    Function,
    IdleSpace,
    Module,
)
from fangcun_planner.verify.claims import PEOPLE, Need

FEN_PER_YUAN = 100
ELDERS, CHILDREN, OTHERS = PEOPLE
BANDS = {
    ELDERS: ELDER_BANDS,
    CHILDREN: CHILD_BANDS,
    OTHERS: tuple(
        band for band in range(len(AGE_BANDS)) if band not in (*ELDER_BANDS, *CHILD_BANDS)
    ),
}


class Wanted(NamedTuple):
    """Persons of a row of need, the value of serving one, and how far they walk, metres."""

    persons: Fraction
    weight: Fraction
    reach_m: float
    community: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """What makes a complex, and what an interspersed facility, by the rule pack."""

    complex_area_m2: int
    complex_functions: int
    complex_priority: int
    interspersed_functions: int
    interspersed_priority: int
    complexes_per_community: int


class Question:
    """A district's records, with the sums that its plan has to keep."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.options = district.options
        self.spaces = {space.id: space for space in district.spaces}
        self.facilities = {facility.id: facility for facility in district.facilities}
        self.functions = {function.code: function for function in district.functions}
        self.communities = {community.code: community for community in district.communities}
        self.kinds = _kinds(district)
        self.needs = dict(self._needs())

    # who needs what

    def _needs(self) -> Iterator[tuple[Need, Wanted]]:
        for building in self.district.buildings:
            community = self.communities[building.community]
            for function in self.district.functions:
                for people in PEOPLE:
                    persons = _persons(building, community, function, people)
                    weight = self._weight(function, people)
                    if persons > 0 and weight > 0:
                        yield (
                            Need(function.code, people, building.id),
                            Wanted(
                                persons, weight, self._reach_m(function, people), community.code
                            ),
                        )

    def _weight(self, function: Function, people: str) -> Fraction:
        comes_first = 1.0 if people == OTHERS else self.district.rule("elder_and_child_weight")
        return self.urgency(function) * Fraction(comes_first)

    def urgency(self, function: Function) -> Fraction:
        factor = self.options.urgency_factor.get(function.code, 1.0)
        return Fraction(function.urgency) * Fraction(factor)

    def _reach_m(self, function: Function, people: str) -> float:
        options = self.options
        if people == ELDERS:
            return function.elder_reach_m * options.reach_factor * options.elder_pace_factor
        return function.reach_m * options.reach_factor

    # what may stand where, and what it costs

    def area_m2(self, space: IdleSpace) -> int:
        return floor(space.floor_area_m2)

    def module_area_m2(self, module: Module) -> int:
        return ceil(module.floor_area_m2)

    def module_fen(self, space: IdleSpace, module: Module) -> int:
        """Fit-out of its floor area at the space's price, plus equipment; whole fen."""
        return round(
            Fraction(space.fit_out_fen_per_m2) * Fraction(module.floor_area_m2)
            + module.equipment_fen
        )

    def opening_fen(self, kind: str) -> int:
        return round(self.district.rule(f"opening_cost_{kind}_yuan") * FEN_PER_YUAN)

    def is_allowed(self, space: IdleSpace, function: Function) -> bool:
        """Floor, access, and the planner's own wishes."""
        return (
            self.urgency(function) > 0
            and function.lowest_floor <= space.floor <= function.highest_floor
            and (space.is_step_free or not function.needs_step_free)
            and (space.id, function.code) not in self.options.must_not_have
        )

    def is_required(self, space: IdleSpace, function: Function) -> bool:
        return (space.id, function.code) in self.options.must_have

    def complexes_left(self, community: str) -> int:
        built = sum(
            one.community == community and self._is_complex(one) for one in self.district.facilities
        )
        return max(0, self.kinds.complexes_per_community - built)

    def _is_complex(self, facility: ExistingFacility) -> bool:
        offered = [f for f in self.district.functions if facility.capacity.get(f.code, 0) > 0]
        return (
            facility.floor_area_m2 >= self.kinds.complex_area_m2
            and len(offered) >= self.kinds.complex_functions
            and sum(function.is_priority for function in offered) >= self.kinds.complex_priority
        )

    def keeps_kind(self, kind: str, area_m2: int, functions: int, priority: int) -> bool:
        """Whether a new facility of so many functions, so many of the first, may be called so."""
        kinds = self.kinds
        if functions < 1:
            return False
        if kind == "complex":
            return (
                area_m2 >= kinds.complex_area_m2
                and functions >= kinds.complex_functions
                and priority >= kinds.complex_priority
            )
        return functions <= kinds.interspersed_functions and priority >= kinds.interspersed_priority

    # equity

    @property
    def equity_weight(self) -> float:
        given = self.options.equity_weight
        return self.district.rule("equity_weight") if given is None else given

    @property
    def equity_share(self) -> float:
        given = self.options.equity_share
        return self.district.rule("equity_share") if given is None else given

    def goals(self) -> dict[str, Fraction]:
        """Weighted need that counts extra, by community."""
        total = dict.fromkeys(self.communities, Fraction(0))
        for wanted in self.needs.values():
            total[wanted.community] += wanted.persons * wanted.weight
        share = Fraction(self.equity_share)
        return {community: share * need for community, need in total.items()}


def _persons(building: Building, community: Community, function: Function, people: str) -> Fraction:
    """Residents × age mix of the community × need rate, for one class of people."""
    everybody = sum(community.residents_by_age)
    if not everybody:
        return Fraction(0)
    in_need = Fraction(0)
    for band in BANDS[people]:
        in_need += Fraction(function.need_rate[band]) * community.residents_by_age[band]
    return in_need * Fraction(building.residents, everybody)


def _kinds(district: District) -> Kinds:
    return Kinds(
        complex_area_m2=int(district.rule("complex_min_area_m2")),
        complex_functions=int(district.rule("complex_min_functions")),
        complex_priority=int(district.rule("complex_min_priority")),
        interspersed_functions=int(district.rule("interspersed_max_functions")),
        interspersed_priority=int(district.rule("interspersed_min_priority")),
        complexes_per_community=int(district.rule("complexes_per_community")),
    )
