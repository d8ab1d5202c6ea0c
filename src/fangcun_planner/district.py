"""A district as the planner reads it: people, buildings, idle spaces, facilities, functions, rules.

Positions are WGS-84 degrees, distances metres, areas square metres, money whole fen.
Files that use other units or coordinate systems are converted while they are read
(`fangcun_planner.files`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from fangcun_planner.text import Text

AGE_BANDS = ("0-2", "3-6", "7-12", "13-17", "18-59", "60-64", "65-79", "80+")
"""Residents are counted in these bands, in years of age."""

CHILD_BANDS = (0, 1, 2, 3)
ELDER_BANDS = (5, 6, 7)  # 60 and over: Law on the Protection of Elders' Rights, article 2

Ring = tuple[tuple[float, float], ...]
"""A closed line of (lon, lat) points, WGS-84."""


class Standing(StrEnum):
    """How well a number is known; what is not verified is shown to users as 待核."""

    VERIFIED = "verified"  # read in the named source
    SECONDARY = "secondary"  # read in a mirror or a third party's page
    DERIVED = "derived"  # computed from other numbers
    UNVERIFIED = "unverified"  # general knowledge


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from and when somebody last looked."""

    text: str
    checked_on: date | None = None
    standing: Standing = Standing.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Community:
    """社区: the unit of one community, one plan."""

    code: str  # 12-digit statistical area code
    name: str
    subdistrict: str
    households: int
    residents_by_age: tuple[int, ...]  # one count per band of AGE_BANDS

    @property
    def residents(self) -> int:
        return sum(self.residents_by_age)

    @property
    def elders(self) -> int:
        return sum(self.residents_by_age[band] for band in ELDER_BANDS)

    @property
    def children(self) -> int:
        return sum(self.residents_by_age[band] for band in CHILD_BANDS)


@dataclass(frozen=True, slots=True)
class Building:
    """楼栋: a demand point, with the residents of its community's age mix."""

    id: str
    community: str  # Community.code
    lon: float
    lat: float
    residents: int


@dataclass(frozen=True, slots=True)
class IdleSpace:
    """存量空间: premises that may become a facility."""

    id: str
    name: str
    community: str
    lon: float
    lat: float
    floor_area_m2: float
    floor: int  # 1 is the ground floor, -1 the first basement
    is_step_free: bool
    fit_out_fen_per_m2: int
    tenure: str = ""
    rent_fen_per_year: int = 0
    condition: str = ""
    present_use: str = ""
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class ExistingFacility:
    """现有设施: an open place that already serves people, at no cost to the plan."""

    id: str
    name: str
    community: str
    lon: float
    lat: float
    floor_area_m2: float
    capacity: Mapping[str, float]  # persons it can serve, by Function.code
    operator: str = ""
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    """One size in which a function can be fitted out."""

    code: str
    name: Text
    floor_area_m2: float
    capacity: float  # persons it can serve
    equipment_fen: int  # on top of the space's fit-out cost per square metre
    source: Source = Source("")


@dataclass(frozen=True, slots=True)
class Function:
    """功能: a service category that a plan places."""

    code: str
    name: Text
    need_rate: tuple[float, ...]  # share of each age band of AGE_BANDS that needs it, 0 to 1
    urgency: float  # weight of one person served
    is_priority: bool  # one of elder care, toddler care, after-school care, meals
    reach_m: float  # farthest walk that still counts
    elder_reach_m: float  # the same for people of ELDER_BANDS
    lowest_floor: int
    highest_floor: int
    needs_step_free: bool
    modules: tuple[Module, ...]
    source: Source = Source("")


@dataclass(frozen=True, slots=True)
class Rule:
    """One editable threshold; the codes the planner reads are listed in `rules.RULE_CODES`."""

    code: str
    name: Text
    value: float
    unit: str
    source: Source


@dataclass(frozen=True, slots=True, eq=False)
class StreetNetwork:
    """Walkable streets between V nodes, each of the E segments walked in both directions.

    Parameters
    ----------
    lon, lat
        (V,) Position of the nodes, degrees.
    from_node, to_node
        (E,) Index of the nodes at the two ends.
    length_m
        (E,) Length in metres, > 0.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    from_node: NDArray[np.int32]
    to_node: NDArray[np.int32]
    length_m: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """What the planner may decide for one run: money, limits, locks, emphasis."""

    budget_fen: int
    open_at_most: int | None = None
    must_open: frozenset[str] = frozenset()  # IdleSpace.id
    must_not_open: frozenset[str] = frozenset()
    must_have: frozenset[tuple[str, str]] = frozenset()  # (IdleSpace.id, Function.code)
    must_not_have: frozenset[tuple[str, str]] = frozenset()
    urgency_factor: Mapping[str, float] = field(
        default_factory=dict
    )  # by Function.code; 0 = leave out
    reach_factor: float = 1.0
    elder_pace_factor: float = 1.0  # elders' reach is multiplied by it
    equity_weight: float | None = None  # None: the rule's value
    equity_share: float | None = None


@dataclass(frozen=True, slots=True)
class District:
    """Everything one plan needs, checked: every reference exists, every id is unique."""

    name: str
    communities: tuple[Community, ...]
    buildings: tuple[Building, ...]
    spaces: tuple[IdleSpace, ...]
    facilities: tuple[ExistingFacility, ...]
    functions: tuple[Function, ...]
    rules: tuple[Rule, ...]
    options: PlanOptions
    boundary: tuple[Ring, ...] = ()
    streets: StreetNetwork | None = None

    def rule(self, code: str) -> float:
        """The value of one rule; a district without it is refused when it is read."""
        return next(rule.value for rule in self.rules if rule.code == code)
