"""Which kind a facility is, how a district stands against the area quota, which files are read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from fangcun.core.places.states import FacilityKind
from fangcun_planner.text import Text

KIND_RULES = ("complex_min_area_m2", "complex_min_functions", "complex_min_priority")
QUOTA_RULES = ("quota_m2_per_100_households", "target_m2_per_100_households")

DISTRICT_ENDINGS = (".xlsx", ".xlsm", ".zip", ".geojson", ".json")
STREET_ENDINGS = (".osm.pbf", ".osm", ".csv")


class KindVerdict(NamedTuple):
    """A facility's kind and the reason for it."""

    kind: FacilityKind
    why: Text


def facility_kind(
    *, floor_area_m2: float, functions: int, priority_functions: int, rules: Mapping[str, float]
) -> KindVerdict:
    """A complex 综合体 has the area, the functions and the priority functions that the rules ask
    for; whatever lacks one of the three is interspersed 插花式.

    `rules` are the values of `KIND_RULES` by code.
    """
    facts = (floor_area_m2, functions, priority_functions)
    asked = tuple(rules[code] for code in KIND_RULES)
    lacking = [
        text
        for has, needs, text in zip(facts, asked, _shortfalls(facts, asked), strict=True)
        if has < needs
    ]
    if lacking:
        return KindVerdict(
            FacilityKind.INTERSPERSED,
            Text("；".join(text.zh for text in lacking), "; ".join(text.en for text in lacking)),
        )
    area, count, priority = asked
    return KindVerdict(
        FacilityKind.COMPLEX,
        Text(
            f"建筑面积{floor_area_m2:g}㎡，不小于{area:g}㎡；功能{functions}项，不少于{count:g}项；"
            f"优先功能{priority_functions}项，不少于{priority:g}项",
            f"floor area {floor_area_m2:g} m², at least {area:g}; {functions} functions, at least"
            f" {count:g}; {priority_functions} priority functions, at least {priority:g}",
        ),
    )


def below(*, areas: Iterable[float | None], quota: float) -> int:
    """How many communities have less service area per 100 households than the quota."""
    return sum(area is not None and area < quota for area in areas)


def ending_of(*, name: str, endings: Sequence[str]) -> str | None:
    """Which of the endings a file's name has."""
    folded = name.casefold()
    return next((ending for ending in endings if folded.endswith(ending)), None)


def _shortfalls(facts: tuple[float, int, int], asked: tuple[float, ...]) -> tuple[Text, Text, Text]:
    area, functions, priority = facts
    return (
        Text(
            f"建筑面积{area:g}㎡，小于{asked[0]:g}㎡",
            f"floor area {area:g} m² is less than {asked[0]:g}",
        ),
        Text(
            f"功能{functions}项，少于{asked[1]:g}项",
            f"{functions} functions are fewer than {asked[1]:g}",
        ),
        Text(
            f"优先功能{priority}项，少于{asked[2]:g}项",
            f"{priority} priority functions are fewer than {asked[2]:g}",
        ),
    )
