"""Who needs what, and where they live: the rows of need of a district.

A building holds residents with the age mix of its community. A row of need is one building,
one function and one class of people, because elders walk less far than others, and because
elders and children weigh more.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from fangcun_planner.district import (
    AGE_BANDS,
    CHILD_BANDS,
    ELDER_BANDS,
    District,
    Function,
    PlanOptions,
)
from fangcun_planner.siting.problem import Floats, Ints


class People(IntEnum):
    """The classes of people that walk and weigh alike."""

    ELDERS = 0
    CHILDREN = 1
    OTHERS = 2


_OTHER_BANDS = tuple(
    band for band in range(len(AGE_BANDS)) if band not in CHILD_BANDS + ELDER_BANDS
)
BANDS_OF = {
    People.ELDERS: ELDER_BANDS,
    People.CHILDREN: CHILD_BANDS,
    People.OTHERS: _OTHER_BANDS,
}
"""The age bands of each class; every band is in exactly one."""


@dataclass(frozen=True, slots=True, eq=False)
class NeedRows:
    """Every row of need of a district, ascending by function, class of people and building.

    Parameters
    ----------
    function, people, building
        (R,) Indices into the district's functions, `People` and the district's buildings.
    need
        (R,) Persons, > 0.
    weight
        (R,) Value of serving one of them, > 0.
    """

    function: Ints
    people: Ints
    building: Ints
    need: Floats
    weight: Floats


def need_rows(district: District) -> NeedRows:
    """List who needs what; functions that the options leave out (factor 0) have no rows."""
    need = persons_in_need(district)
    weight = need_weights(district)
    need[weight == 0] = 0
    function, people, building = np.nonzero(need)
    return NeedRows(
        function=function.astype(np.int32),
        people=people.astype(np.int32),
        building=building.astype(np.int32),
        need=need[function, people, building],
        weight=weight[function, people],
    )


def persons_in_need(district: District) -> Floats:
    """Persons who need a function, (F, 3, B): residents × age mix × need rate."""
    home = community_of_building(district)
    residents = np.array([b.residents for b in district.buildings], dtype=np.float64)
    rates = _rates_by_class(district)  # (F, 3, bands)
    per_resident = rates @ _age_mix(district).T  # (F, 3, C)
    return np.asarray(per_resident[:, :, home] * residents)


def community_of_building(district: District) -> Ints:
    """(B,) Index of the community that each building stands in."""
    community_at = {community.code: at for at, community in enumerate(district.communities)}
    return np.array([community_at[b.community] for b in district.buildings], dtype=np.int32)


def need_weights(district: District) -> Floats:
    """Value of serving one person, (F, 3): urgency × the plan's emphasis × elders and children."""
    first = district.rule("elder_and_child_weight")
    by_class = np.array([first, first, 1.0])
    return np.outer([urgency_of(f, district.options) for f in district.functions], by_class)


def urgency_of(function: Function, options: PlanOptions) -> float:
    """How much one person served counts in this plan; 0 leaves the function out."""
    return function.urgency * options.urgency_factor.get(function.code, 1.0)


def reach_m(district: District) -> Floats:
    """Farthest walk that still counts, metres, (F, 3)."""
    options = district.options
    pace = options.reach_factor * options.elder_pace_factor
    return np.array(
        [
            [
                f.elder_reach_m * pace,
                f.reach_m * options.reach_factor,
                f.reach_m * options.reach_factor,
            ]
            for f in district.functions
        ]
    ).reshape(-1, len(People))


def _age_mix(district: District) -> Floats:
    """Share of each age band in a community, (C, bands); zeros where nobody lives."""
    ages = np.array([c.residents_by_age for c in district.communities], dtype=np.float64)
    ages = ages.reshape(-1, len(AGE_BANDS))
    total = ages.sum(axis=1, keepdims=True)
    mix: Floats = np.divide(ages, total, out=np.zeros_like(ages), where=total > 0)
    return mix


def _rates_by_class(district: District) -> Floats:
    rates = np.zeros((len(district.functions), len(People), len(AGE_BANDS)))
    for people, bands in BANDS_OF.items():
        for band in bands:
            rates[:, people, band] = [f.need_rate[band] for f in district.functions]
    return rates
