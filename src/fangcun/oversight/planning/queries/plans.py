"""What the pages of a plan show: its tables, its map, what money bought."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from fangcun.core.catalog.models import FacilityFunction
from fangcun.core.places.models import Facility, IdleSpace
from fangcun.oversight.planning.models import Plan, PlanCommunity, PlanSpace, ScenarioLock
from fangcun.oversight.planning.rules.facts import unpack_buildings, unpack_facts
from fangcun.oversight.planning.rules.money import STEP_FEN
from fangcun_planner.plans.facts import CommunityFacts, MoneyStep, PlanFacts, Reached

SHARE_DIGITS = 3

COMMUNITY_ORDERS: Mapping[str, tuple[Any, ...]] = {
    "code": ("code",),
    "name": ("name", "code"),
    "before": ("share_before", "code"),
    "after": ("share_after", "code"),
    "gain": ((F("share_before") - F("share_after")), "code"),
    "residents": ("-residents", "code"),
    "cost": ("-cost_fen", "code"),
}
SPACE_ORDERS: Mapping[str, tuple[str, ...]] = {
    "value": ("-value", "space"),
    "cost": ("-cost_fen", "space"),
    "served": ("-persons_served", "space"),
    "name": ("name", "space"),
    "community": ("community_code", "space"),
}


class SpaceRow(NamedTuple):
    """One chosen space, and what has been decided about it for the next run."""

    space: PlanSpace
    lock: ScenarioLock | None


class MeasureRow(NamedTuple):
    """One function, and for each circle its metres and the shares within it."""

    function: str
    circles: list[tuple[float, float, float]]
    before: Reached
    after: Reached


class Bought(NamedTuple):
    """What a step of money changes: needs met, spaces that open and that close."""

    step: MoneyStep
    persons: float  # more needs met with more money; plans are chosen by weight, so it may fall
    weighted: float  # the same by weight; below nothing only where the search was too short
    fen: int

    @property
    def fewer_persons(self) -> float:
        return -self.persons


def plan_in_force() -> Plan | None:
    """The plan adopted last; where none is, the newest one."""
    adopted_last = F("adoption__adopted_at").desc(nulls_last=True)
    return Plan.objects.order_by(adopted_last, "-pk").first()


def space_rows(plan: Plan, *, order: str, community: str = "") -> list[SpaceRow]:
    """The chosen spaces with the locks of the scenario as it is now."""
    spaces = plan.spaces.order_by(*SPACE_ORDERS.get(order, SPACE_ORDERS["value"]))
    if community:
        spaces = spaces.filter(community_code=community)
    locks = {lock.space: lock for lock in plan.run.scenario.locks.filter(function="")}
    return [SpaceRow(space, locks.get(space.space)) for space in spaces]


def community_rows(
    plan: Plan, *, words: str, subdistrict: str, only_without: bool, order: str
) -> QuerySet[PlanCommunity]:
    """Communities that match what the reader looks for, in the order he wants."""
    rows = plan.communities.all()
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(code__startswith=words))
    if subdistrict:
        rows = rows.filter(subdistrict=subdistrict)
    if only_without:
        rows = rows.filter(opened=0)
    return rows.order_by(*COMMUNITY_ORDERS.get(order, COMMUNITY_ORDERS["before"]))


def subdistricts_of(plan: Plan) -> list[str]:
    names = plan.communities.order_by("subdistrict").values_list("subdistrict", flat=True)
    return list(names.distinct())


def facts_of(plan: Plan) -> PlanFacts:
    """The whole plan, without its buildings."""
    return unpack_facts(plan.facts)


def community_facts(facts: PlanFacts, code: str) -> CommunityFacts | None:
    return next((c for c in facts.communities if c.code == code), None)


def what_money_bought(plan: Plan, facts: PlanFacts) -> tuple[Bought | None, Bought | None]:
    """The last 100,000 yuan and the next tenth: solved, not interpolated."""
    served, weighted = facts.served_after, facts.objective
    less, more = facts.less_money, facts.more_money
    last = following = None
    if less:
        last = Bought(less, served - less.persons_served, weighted - less.objective, STEP_FEN)
    if more:
        further_fen = more.budget_fen - facts.budget_fen
        following = Bought(
            more, more.persons_served - served, more.objective - weighted, further_fen
        )
    return last, following


def measure_rows(facts: PlanFacts) -> list[MeasureRow]:
    """How near each function is, today and after the plan."""
    return [
        MeasureRow(
            function=one.function,
            circles=list(zip(facts.circles_m, one.before.within, one.after.within, strict=True)),
            before=one.before,
            after=one.after,
        )
        for one in facts.measures
    ]


def names_of_steps(facts: PlanFacts) -> dict[str, str]:
    """Names of the spaces that other money would open or close."""
    steps = [step for step in (facts.less_money, facts.more_money) if step]
    refs = {ref for step in steps for ref in (*step.opens, *step.closes)}
    return dict(IdleSpace.objects.filter(ref__in=refs).values_list("ref", "name"))


def map_of(plan: Plan) -> dict[str, Any]:
    """Everything that the plan's map draws; shares in the order of `functions`."""
    chosen = {space.space: space for space in plan.spaces.order_by("pk")}
    locks = {lock.space: lock.kind for lock in plan.run.scenario.locks.filter(function="")}
    return {
        "functions": [
            {"code": f.code, "zh": f.name_zh, "en": f.name_en}
            for f in plan.functions.order_by("position")
        ],
        "buildings": [
            {
                "id": building.id,
                "lon": building.lon,
                "lat": building.lat,
                "residents": building.residents,
                "before": [round(share, SHARE_DIGITS) for share in building.share_before],
                "after": [round(share, SHARE_DIGITS) for share in building.share_after],
            }
            for building in unpack_buildings(plan.buildings)
        ],
        "chosen": [_chosen(space, locks) for space in chosen.values()],
        "others": [
            {
                "id": space.ref,
                "name": space.name,
                "lon": space.lon,
                "lat": space.lat,
                "area": space.floor_area_m2,
                "floor": space.floor,
                "lock": locks.get(space.ref, ""),
            }
            for space in IdleSpace.objects.exclude(ref__in=chosen).order_by("pk")
        ],
        "facilities": _facilities(),
    }


def _chosen(space: PlanSpace, locks: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": space.space,
        "name": space.name,
        "lon": space.lon,
        "lat": space.lat,
        "kind": space.kind,
        "area": space.floor_area_m2,
        "floor": space.floor,
        "cost_fen": space.cost_fen,
        "served": round(space.persons_served),
        "residents": space.residents_in_reach,
        "functions": [module["function"] for module in space.modules],
        "why": {"zh": space.why_zh, "en": space.why_en},
        "lock": locks.get(space.space, ""),
    }


def _facilities() -> list[dict[str, Any]]:
    offers: dict[int, list[str]] = {}
    for facility, code in FacilityFunction.objects.order_by("function__position").values_list(
        "facility", "function__code"
    ):
        offers.setdefault(facility, []).append(code)
    return [
        {
            "name": facility.name,
            "lon": facility.lon,
            "lat": facility.lat,
            "kind": facility.kind,
            "functions": offers.get(facility.pk, []),
        }
        for facility in Facility.objects.order_by("pk")
    ]
