"""Where needs could be met: idle spaces first, then existing facilities, as arrays.

Place s is idle space s for s < len(district.spaces); the existing facilities follow.
"""

from dataclasses import dataclass
from math import floor

import numpy as np
from numpy.typing import NDArray

from fangcun_planner.district import District, ExistingFacility, Function, IdleSpace, Module
from fangcun_planner.plans.people import urgency_of
from fangcun_planner.siting.problem import Bools, Decision, Floats, Ints, KindRules, Longs

FEN_PER_YUAN = 100

Place = IdleSpace | ExistingFacility


@dataclass(frozen=True, slots=True, eq=False)
class Premises:
    """Places and modules of a district; names and shapes are those of `SitingProblem`."""

    space_community: Ints
    space_area_m2: Ints
    space_decision: NDArray[np.int8]
    built_capacity: Floats
    module_function: Ints
    module_area_m2: Ints
    module_capacity: Floats
    module_cost_fen: Longs
    module_allowed: Bools
    function_required: Bools
    kind_cost_fen: Longs
    complexes_left: Ints

    def can_offer(self) -> Bools:
        """(S, F) Whether a place serves the function today or some module of it may go there."""
        offers = self.built_capacity > 0
        for module, function in enumerate(self.module_function):
            offers[:, function] |= self.module_allowed[:, module]
        return np.asarray(offers)


def places_of(district: District) -> tuple[Place, ...]:
    """Every idle space, then every existing facility, in the order of the arrays."""
    return (*district.spaces, *district.facilities)


def modules_of(district: District) -> list[tuple[Function, Module]]:
    """Every module with its function, in the order of the arrays."""
    return [(function, module) for function in district.functions for module in function.modules]


def kind_rules(district: District) -> KindRules:
    """The rule pack's line between a complex and an interspersed facility."""
    return KindRules(
        complex_min_area_m2=int(district.rule("complex_min_area_m2")),
        complex_min_functions=int(district.rule("complex_min_functions")),
        complex_min_priority=int(district.rule("complex_min_priority")),
        interspersed_max_functions=int(district.rule("interspersed_max_functions")),
        interspersed_min_priority=int(district.rule("interspersed_min_priority")),
        complexes_per_community=int(district.rule("complexes_per_community")),
    )


def is_complex(facility: ExistingFacility, district: District) -> bool:
    """Whether an existing facility is a complex 综合体 by the rule pack."""
    rules = kind_rules(district)
    offered = [f for f in district.functions if facility.capacity.get(f.code, 0) > 0]
    return (
        facility.floor_area_m2 >= rules.complex_min_area_m2
        and len(offered) >= rules.complex_min_functions
        and sum(f.is_priority for f in offered) >= rules.complex_min_priority
    )


def premises(district: District) -> Premises:
    """Turn the district's spaces, facilities and modules into arrays."""
    community_at = {community.code: at for at, community in enumerate(district.communities)}
    places = places_of(district)
    modules = modules_of(district)
    return Premises(
        space_community=np.array([community_at[p.community] for p in places], dtype=np.int32),
        space_area_m2=np.array([floor(p.floor_area_m2) for p in places], dtype=np.int32),
        space_decision=_decisions(district),
        built_capacity=_built_capacity(district),
        module_function=np.repeat(
            np.arange(len(district.functions), dtype=np.int32),
            [len(f.modules) for f in district.functions],
        ),
        # a module that needs part of a square metre needs the whole of it
        module_area_m2=np.array([-floor(-m.floor_area_m2) for _, m in modules], dtype=np.int32),
        module_capacity=np.array([m.capacity for _, m in modules], dtype=np.float64),
        module_cost_fen=_module_costs(district),
        module_allowed=_modules_allowed(district),
        function_required=_functions_required(district),
        kind_cost_fen=_kind_costs(district),
        complexes_left=_complexes_left(district),
    )


def floor_refusal(space: IdleSpace, function: Function) -> str | None:
    """Which floor rule keeps a function out of a space: "floor", "steps" or None."""
    if not function.lowest_floor <= space.floor <= function.highest_floor:
        return "floor"
    if function.needs_step_free and not space.is_step_free:
        return "steps"
    return None


def _decisions(district: District) -> NDArray[np.int8]:
    options = district.options
    decisions = [
        Decision.MUST_OPEN
        if space.id in options.must_open
        else Decision.MUST_NOT_OPEN
        if space.id in options.must_not_open
        else Decision.FREE
        for space in district.spaces
    ]
    return np.array([*decisions, *[Decision.EXISTING] * len(district.facilities)], dtype=np.int8)


def _built_capacity(district: District) -> Floats:
    built = np.zeros((len(district.spaces) + len(district.facilities), len(district.functions)))
    for at, facility in enumerate(district.facilities, start=len(district.spaces)):
        built[at] = [facility.capacity.get(f.code, 0.0) for f in district.functions]
    return built


def _module_costs(district: District) -> Longs:
    """(S, M) Fit-out of the module's floor area at the space's price, plus equipment."""
    modules = modules_of(district)
    area = np.array([m.floor_area_m2 for _, m in modules], dtype=np.float64)
    equipment = np.array([m.equipment_fen for _, m in modules], dtype=np.float64)
    price = np.array([s.fit_out_fen_per_m2 for s in district.spaces], dtype=np.float64)
    costs = np.zeros((len(district.spaces) + len(district.facilities), len(modules)), np.int64)
    costs[: len(price)] = np.rint(np.outer(price, area) + equipment).astype(np.int64)
    return costs


def _modules_allowed(district: District) -> Bools:
    """(S, M) Floor, access and the planner's own wishes; existing facilities take no modules."""
    modules = modules_of(district)
    allowed = np.zeros((len(district.spaces) + len(district.facilities), len(modules)), bool)
    floors = np.array([s.floor for s in district.spaces], dtype=np.int64)
    step_free = np.array([s.is_step_free for s in district.spaces], dtype=bool)
    space_at = {space.id: at for at, space in enumerate(district.spaces)}
    for at, (function, _) in enumerate(modules):
        if urgency_of(function, district.options) == 0:
            continue
        fits = (floors >= function.lowest_floor) & (floors <= function.highest_floor)
        allowed[: len(fits), at] = fits & (step_free | (not function.needs_step_free))
    for space, code in district.options.must_not_have:
        allowed[space_at[space], [function.code == code for function, _ in modules]] = False
    return allowed


def _functions_required(district: District) -> Bools:
    required = np.zeros(
        (len(district.spaces) + len(district.facilities), len(district.functions)), bool
    )
    space_at = {space.id: at for at, space in enumerate(district.spaces)}
    function_at = {function.code: at for at, function in enumerate(district.functions)}
    for space, code in district.options.must_have:
        required[space_at[space], function_at[code]] = True
    return required


def _kind_costs(district: District) -> Longs:
    costs = np.zeros((len(district.spaces) + len(district.facilities), 2), dtype=np.int64)
    costs[: len(district.spaces)] = [
        round(district.rule("opening_cost_interspersed_yuan") * FEN_PER_YUAN),
        round(district.rule("opening_cost_complex_yuan") * FEN_PER_YUAN),
    ]
    return costs


def _complexes_left(district: District) -> Ints:
    allowed = int(district.rule("complexes_per_community"))
    built = [f.community for f in district.facilities if is_complex(f, district)]
    return np.array(
        [max(0, allowed - built.count(c.code)) for c in district.communities], dtype=np.int32
    )
