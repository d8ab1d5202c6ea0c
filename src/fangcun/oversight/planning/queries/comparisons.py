"""Two plans side by side: functions, spaces gained and lost, communities better and worse."""

from typing import Any, NamedTuple

from fangcun.core.places.models import Community
from fangcun.oversight.planning.models import Plan, PlanCommunity, PlanFunction, PlanSpace
from fangcun.oversight.planning.states import RunKind

SAME = 0.0005  # shares that differ by less read the same with one decimal of a per cent


class FunctionRow(NamedTuple):
    one: PlanFunction | None
    other: PlanFunction | None

    @property
    def either(self) -> PlanFunction | None:
        return self.other or self.one


class CommunityRow(NamedTuple):
    one: PlanCommunity
    other: PlanCommunity

    @property
    def change(self) -> float:
        return self.other.share_after - self.one.share_after


class Comparison(NamedTuple):
    """What the second plan does otherwise than the first."""

    functions: list[FunctionRow]
    gained: list[PlanSpace]
    lost: list[PlanSpace]
    kept: list[PlanSpace]
    better: list[CommunityRow]
    worse: list[CommunityRow]
    same: int


def comparable_plans() -> list[Plan]:
    """Every plan of every scenario, the newest first."""
    plans = Plan.objects.filter(run__kind=RunKind.PLAN).select_related("run__scenario")
    return list(plans.defer("facts", "buildings", "proof").order_by("-pk"))


def compare(one: Plan, other: Plan) -> Comparison:
    """Look at two plans row by row."""
    spaces, others = _spaces(one), _spaces(other)
    communities = _communities(one, other)
    changed = sorted(communities, key=lambda row: (row.change, row.one.code))
    return Comparison(
        functions=_functions(one, other),
        gained=[space for ref, space in others.items() if ref not in spaces],
        lost=[space for ref, space in spaces.items() if ref not in others],
        kept=[space for ref, space in others.items() if ref in spaces],
        better=[row for row in reversed(changed) if row.change > SAME],
        worse=[row for row in changed if row.change < -SAME],
        same=sum(abs(row.change) <= SAME for row in communities),
    )


def map_of(comparison: Comparison) -> dict[str, Any]:
    """What the map of the difference draws: what became of spaces, communities by change."""
    fates = {"gained": comparison.gained, "lost": comparison.lost, "kept": comparison.kept}
    change = {row.one.code: row.change for row in (*comparison.better, *comparison.worse)}
    return {
        "spaces": [
            {"name": space.name, "lon": space.lon, "lat": space.lat, "fate": fate}
            for fate, spaces in fates.items()
            for space in spaces
        ],
        "communities": [
            {"name": place.name, "cell": place.cell, "change": round(change.get(place.code, 0), 4)}
            for place in Community.objects.exclude(cell=None).order_by("code")
        ],
    }


def _spaces(plan: Plan) -> dict[str, PlanSpace]:
    return {space.space: space for space in plan.spaces.order_by("-value", "space")}


def _functions(one: Plan, other: Plan) -> list[FunctionRow]:
    firsts = {f.code: f for f in one.functions.order_by("position")}
    seconds = {f.code: f for f in other.functions.order_by("position")}
    return [FunctionRow(firsts.get(code), seconds.get(code)) for code in {**seconds, **firsts}]


def _communities(one: Plan, other: Plan) -> list[CommunityRow]:
    seconds = {row.code: row for row in other.communities.all()}
    return [
        CommunityRow(row, seconds[row.code])
        for row in one.communities.order_by("code")
        if row.code in seconds
    ]
