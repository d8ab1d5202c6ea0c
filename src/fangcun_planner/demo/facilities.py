"""The demo district's open facilities: the reported ones as printed, the others made up."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from fangcun_planner.district import Community, ExistingFacility, Function, Module, Rule

Position = tuple[float, float]  # lon, lat


def reported_facilities(
    *, reports: Sequence[Mapping[str, Any]], centres: Mapping[str, Position]
) -> tuple[ExistingFacility, ...]:
    """The facilities of the newspaper report, at the centres of their communities."""
    return tuple(
        ExistingFacility(
            id=report["id"],
            name=report["name"],
            community=report["community"],
            lon=centres[report["community"]][0],
            lat=centres[report["community"]][1],
            floor_area_m2=float(report["floor_area_m2"]),
            capacity={code: float(persons) for code, persons in report["capacity"].items()},
            operator=report["operator"],
        )
        for report in reports
    )


def is_complex(
    *, facility: ExistingFacility, functions: Sequence[Function], rules: Sequence[Rule]
) -> bool:
    """Whether the rules call it a complex 综合体: area, functions, priority functions."""
    value = {rule.code: rule.value for rule in rules}
    priority = {function.code for function in functions if function.is_priority}
    return (
        facility.floor_area_m2 >= value["complex_min_area_m2"]
        and len(facility.capacity) >= value["complex_min_functions"]
        and len(priority & set(facility.capacity)) >= value["complex_min_priority"]
    )


def made_up_facilities(
    *,
    facts: Mapping[str, Any],
    reported: Sequence[ExistingFacility],
    communities: Sequence[Community],
    centres: Mapping[str, Position],
    functions: Sequence[Function],
    rules: Sequence[Rule],
    rng: np.random.Generator,
) -> tuple[ExistingFacility, ...]:
    """As many as are missing to `facts`' numbers of complexes and interspersed facilities."""
    complexes = sum(is_complex(facility=f, functions=functions, rules=rules) for f in reported)
    kinds = ["complex"] * (facts["complexes"] - complexes)
    kinds += ["interspersed"] * (facts["interspersed"] - len(reported) + complexes)
    value = {rule.code: int(rule.value) for rule in rules}
    homes = _homes(len(kinds), reported, communities, rng)
    return tuple(
        _made_up(
            number=number,
            kind=kind,
            facts=facts,
            home=home,
            centre=centres[home.code],
            modules=_layout(kind, functions, value, rng),
            rng=rng,
        )
        for number, (kind, home) in enumerate(
            zip(kinds, homes, strict=True), start=len(reported) + 1
        )
    )


def _homes(
    count: int,
    reported: Sequence[ExistingFacility],
    communities: Sequence[Community],
    rng: np.random.Generator,
) -> list[Community]:
    """Different communities, larger ones more often, none of those that have one already."""
    taken = {facility.community for facility in reported}
    free = [community for community in communities if community.code not in taken]
    residents = np.array([community.residents for community in free], dtype=np.float64)
    chosen = rng.choice(len(free), count, replace=False, p=residents / residents.sum())
    return [free[index] for index in chosen]


def _layout(
    kind: str,
    functions: Sequence[Function],
    value: Mapping[str, int],
    rng: np.random.Generator,
) -> dict[str, Module]:
    """The smallest modules of as many functions as the kind of facility calls for."""
    first = [function for function in functions if function.is_priority]
    later = [function for function in functions if not function.is_priority]
    if kind == "complex":
        priority = int(rng.integers(value["complex_min_priority"], len(first)))
        others = int(rng.integers(value["complex_min_functions"] - 1, len(later)))
    else:
        priority = value["interspersed_min_priority"]
        others = int(rng.integers(0, value["interspersed_max_functions"] - priority + 1))
    chosen = [first[i] for i in rng.permutation(len(first))[:priority]]
    chosen += [later[i] for i in rng.permutation(len(later))[:others]]
    return {function.code: function.modules[0] for function in chosen}


def _made_up(
    *,
    number: int,
    kind: str,
    facts: Mapping[str, Any],
    home: Community,
    centre: Position,
    modules: Mapping[str, Module],
    rng: np.random.Generator,
) -> ExistingFacility:
    low, high = facts[f"{kind}_area_m2"]
    rooms = sum(module.floor_area_m2 for module in modules.values())
    return ExistingFacility(
        id=f"F{number:03d}",
        name=facts[f"{kind}_name"].format(community=home.name),
        community=home.code,
        lon=centre[0],
        lat=centre[1],
        floor_area_m2=float(max(rooms, round(rng.uniform(low, high), -1))),
        capacity={code: module.capacity for code, module in modules.items()},
        operator=str(rng.choice(facts["operators"])),
        is_demo=True,
    )
