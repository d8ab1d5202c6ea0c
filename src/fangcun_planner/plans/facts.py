"""The facts of a plan, for every page, sheet and map that shows one.

One structure serves the command's files and the site alike; `asdict` of it is ``plan.json``.
Shares are 0 to 1, persons may be fractions (need is a rate times residents), money is fen.
"""

from dataclasses import dataclass

from fangcun_planner.text import Text


@dataclass(frozen=True, slots=True)
class FunctionFacts:
    """One function over the whole district."""

    code: str
    name: Text
    is_priority: bool
    need: float  # persons
    served_before: float  # persons, by what exists today
    served_after: float
    placed: int  # new modules


@dataclass(frozen=True, slots=True)
class ModuleFacts:
    """One function fitted into one chosen space."""

    function: str
    module: str
    name: Text
    floor_area_m2: float
    capacity: float
    served: float
    cost_fen: int


@dataclass(frozen=True, slots=True)
class SpaceFacts:
    """One chosen space, and why this one."""

    id: str
    name: str
    community: str
    lon: float
    lat: float
    kind: str  # "complex" or "interspersed"
    floor_area_m2: float
    floor: int
    cost_fen: int
    opening_fen: int  # the part of cost_fen that is not modules
    modules: tuple[ModuleFacts, ...]
    residents_in_reach: int
    value: float  # what the objective would lose without it, nothing put in its place
    next_best: str | None  # the space that would best take its place
    next_best_loss: float | None  # what the objective would still lose then
    why: Text


@dataclass(frozen=True, slots=True)
class LocalNeed:
    """One function in one community."""

    function: str
    need: float
    served_before: float
    served_after: float
    nearest: str | None  # id of the nearest space or facility that offers it after the plan
    nearest_name: str | None
    nearest_walk_m: float | None  # mean walk of the community's residents to it


@dataclass(frozen=True, slots=True)
class CommunityFacts:
    """One community, one plan 一社区一方案, also when the answer is "nothing now"."""

    code: str
    name: str
    subdistrict: str
    residents: int
    households: int
    elders: int
    children: int
    area_before_m2: float  # service floor area
    area_after_m2: float
    needs: tuple[LocalNeed, ...]
    chosen: tuple[str, ...]  # ids of chosen spaces in the community
    share_before: float  # of weighted need
    share_after: float
    lacking: Text
    proposal: Text  # what is proposed, or why nothing now and where to go
    with_more_money: Text


@dataclass(frozen=True, slots=True)
class BuildingFacts:
    """One building: which share of each function's need is met, in the order of functions."""

    id: str
    community: str
    lon: float
    lat: float
    residents: int
    share_before: tuple[float, ...]
    share_after: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class MoneyStep:
    """What another budget would buy, solved, not interpolated."""

    budget_fen: int
    cost_fen: int
    objective: float
    bound: float
    persons_served: float  # summed over functions
    opens: tuple[str, ...]  # spaces open there and not in the plan
    closes: tuple[str, ...]  # spaces in the plan and not open there


@dataclass(frozen=True, slots=True)
class Reached:
    """How near one function is to the people who need it.

    Parameters
    ----------
    within
        Share of them who can walk to it within each of the circles of 5, 10 and 15 minutes.
    per_100
        Places it has for 100 of them, fading with the walk: the mean of the enhanced two-step
        floating catchment.
    worst_per_100
        The same for the worst-served tenth of them.
    gini
        How unequally these places fall to them, 0 to 1.
    """

    within: tuple[float, ...]
    per_100: float
    worst_per_100: float
    gini: float


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """Accessibility of one function today and after the plan."""

    function: str
    before: Reached
    after: Reached


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """Service floor area for 100 households against the quota and the target of the rules."""

    quota_m2: float
    target_m2: float
    before_m2: float
    after_m2: float
    communities: int  # with households
    at_quota_before: int
    at_quota_after: int
    at_target_before: int
    at_target_after: int


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """One plan of a district with the proof of how good it is."""

    district: str
    status: str
    objective: float
    bound: float
    gap: float
    seconds: float
    seed: int
    budget_fen: int
    cost_fen: int
    open_at_most: int | None
    weighted_need: float  # the objective if everybody were served
    persons_in_need: float
    served_before: float
    served_after: float
    walks: Text  # on which streets, or straight line times a detour factor
    functions: tuple[FunctionFacts, ...]
    spaces: tuple[SpaceFacts, ...]
    communities: tuple[CommunityFacts, ...]
    buildings: tuple[BuildingFacts, ...]
    less_money: MoneyStep | None  # 100,000 yuan less: what the last 100,000 bought
    more_money: MoneyStep | None  # 10 % more
    circles_m: tuple[float, ...] = ()  # metres of the circles of 5, 10 and 15 minutes
    measures: tuple[MeasureFacts, ...] = ()  # none in plans kept before they were measured
    area: AreaFacts | None = None
