"""Accessibility beside the plan, as planners measure it: circles, catchments, floor area."""

from collections.abc import Sequence

import numpy as np

from fangcun_planner.access import (
    CatchmentProblem,
    Zone,
    floating_catchment,
    gini,
    worst_share,
)
from fangcun_planner.district import District
from fangcun_planner.plans.account import Account
from fangcun_planner.plans.assignment import capacity_of
from fangcun_planner.plans.facts import AreaFacts, CommunityFacts, MeasureFacts, Reached
from fangcun_planner.plans.pose import district_walks
from fangcun_planner.siting.problem import Bools, Floats
from fangcun_planner.walking import Walks

PER = 100


def circles_m(district: District) -> tuple[float, ...]:
    """Metres of the circles of 5, 10 and 15 minutes, by the rule pack."""
    return tuple(district.rule(f"circle_{minutes}_min_m") for minutes in (5, 10, 15))


def measure_facts(account: Account) -> tuple[MeasureFacts, ...]:
    """How near each function is today and after the plan, whatever its reach in the plan."""
    plan = account.plan
    circles = circles_m(plan.district)
    walks = district_walks(plan.district, limit_m=max(circles))
    before = plan.posed.problem.built_capacity
    after = capacity_of(plan.posed.problem, plan.answer)
    zones = _zones(plan.district, circles)
    return tuple(
        MeasureFacts(
            function=function.code,
            before=_reached(walks, account.need_by_building[:, at], before[:, at], circles, zones),
            after=_reached(walks, account.need_by_building[:, at], after[:, at], circles, zones),
        )
        for at, function in enumerate(plan.district.functions)
    )


def area_facts(district: District, communities: Sequence[CommunityFacts]) -> AreaFacts:
    """Floor area for 100 households, in the district and by community."""
    quota = district.rule("quota_m2_per_100_households")
    target = district.rule("target_m2_per_100_households")
    lived_in = [community for community in communities if community.households]
    households = np.array([community.households for community in lived_in], dtype=np.float64)
    before, after = (
        np.array([getattr(community, name) for community in lived_in], dtype=np.float64)
        for name in ("area_before_m2", "area_after_m2")
    )
    per_before, per_after = (PER * area / households for area in (before, after))
    total = max(1.0, float(households.sum()))
    return AreaFacts(
        quota_m2=quota,
        target_m2=target,
        before_m2=PER * float(before.sum()) / total,
        after_m2=PER * float(after.sum()) / total,
        communities=len(lived_in),
        at_quota_before=int((per_before >= quota).sum()),
        at_quota_after=int((per_after >= quota).sum()),
        at_target_before=int((per_before >= target).sum()),
        at_target_after=int((per_after >= target).sum()),
    )


def _zones(district: District, circles: tuple[float, ...]) -> tuple[Zone, ...]:
    """The circles with their fading weights; of two that are alike, the first counts."""
    weights = (1.0, district.rule("fade_10_min"), district.rule("fade_15_min"))
    zones: list[Zone] = []
    for limit_m, weight in zip(circles, weights, strict=True):
        if not zones or limit_m > zones[-1].limit_m:
            zones.append(Zone(limit_m, weight))
    return tuple(zones)


def _reached(
    walks: Walks,
    persons: Floats,
    capacity: Floats,
    circles: tuple[float, ...],
    zones: tuple[Zone, ...],
) -> Reached:
    """Of the (B,) persons in need, by what (S,) places can serve."""
    nearest_m = _nearest_m(walks, capacity > 0)
    total = float(persons.sum())
    places = PER * floating_catchment(CatchmentProblem(walks, persons, capacity, zones))
    return Reached(
        within=tuple(
            float(persons[nearest_m <= circle].sum()) / total if total else 1.0
            for circle in circles
        ),
        per_100=float((places * persons).sum()) / total if total else 0.0,
        worst_per_100=worst_share(places, persons),
        gini=gini(places, persons),
    )


def _nearest_m(walks: Walks, offers: Bools) -> Floats:
    """(B,) Metres to the nearest place that offers it; inf where none is near."""
    nearest = np.full(walks.start.size - 1, np.inf)
    is_one = offers[walks.target]
    np.minimum.at(nearest, walks.origin[is_one], walks.metres[is_one])
    return nearest
