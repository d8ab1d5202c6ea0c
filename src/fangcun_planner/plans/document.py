"""plan.json: the whole plan with its proof, for programs and for whoever wants to check it."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from math import isfinite
from pathlib import Path
from typing import Protocol

import numpy as np

from fangcun_planner.district import District, PlanOptions
from fangcun_planner.plans.facts import PlanFacts
from fangcun_planner.plans.people import People
from fangcun_planner.plans.plan import DistrictPlan
from fangcun_planner.plans.premises import modules_of, places_of
from fangcun_planner.text import Text

SCHEMA = "fangcun-plan/1"
"""Raised when a key changes its meaning or goes; new keys do not raise it."""

ROUNDED = 1e-9
"""Relative; sums in another order differ by less."""

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


class OfDistrict(Protocol):
    """Whatever belongs to a district: a plan at hand, or one that was kept and is read again."""

    @property
    def district(self) -> District: ...


def write_document(plan: DistrictPlan, facts: PlanFacts, path: Path) -> None:
    """Write plan.json; the same plan gives the same bytes."""
    path.write_text(document(plan, facts), encoding="utf-8")


def document(plan: DistrictPlan, facts: PlanFacts) -> str:
    """The text of plan.json."""
    content: dict[str, Plain] = {
        "schema": SCHEMA,
        "is_demo": is_demo(plan),
        "plan": plain(facts),
        "rules": [plain(rule) for rule in plan.district.rules],
        "proof": _proof(plan),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def is_demo(plan: OfDistrict) -> bool:
    """Whether any place of the district is made up for demonstration 演示."""
    return any(place.is_demo for place in places_of(plan.district))


def plain(value: object) -> Plain:
    """Dataclasses, texts and tuples as JSON knows them, keys in the order of the fields."""
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        # JSON knows no infinity; a gap is infinite where nobody is served yet
        return float(value) if isfinite(value) else None
    return value if value is None or isinstance(value, str | int) else str(value)


def _proof(plan: DistrictPlan) -> Plain:
    """Who is served where, and the prices that prove the bound, each with what it belongs to."""
    rows, prices, answer = plan.posed.rows, plan.answer.multipliers, plan.answer
    is_by_prices = answer.bound >= answer.price_bound * (1 - ROUNDED)
    return {
        "asked": _asked(plan.district.options),
        "bound": answer.bound if is_by_prices else answer.price_bound,
        "whole_bound": None if is_by_prices else answer.bound,
        "budget_price_per_fen": prices.budget,
        "opening_price": prices.opening,
        "communities": [community.code for community in plan.district.communities],
        "equity_price_by_community": prices.equity.tolist(),
        "functions": [function.code for function in plan.district.functions],
        "people": [people.name.lower() for people in People],
        "buildings": [building.id for building in plan.district.buildings],
        "row_function": rows.function.tolist(),
        "row_people": rows.people.tolist(),
        "row_building": rows.building.tolist(),
        "need_price_by_row": prices.need.tolist(),
        "kind_by_space": _kind_by_space(plan),
        "modules_by_space": _modules_by_space(plan),
        **_served(plan),
    }


def _asked(options: PlanOptions) -> Plain:
    """What the planner was asked: money, limits, locks and emphasis."""
    told = {field.name: getattr(options, field.name) for field in fields(options)}
    as_pairs = {"must_have", "must_not_have"}
    for name, value in told.items():
        if isinstance(value, frozenset):
            told[name] = sorted(map(list, value)) if name in as_pairs else sorted(value)
    told["urgency_factor"] = dict(sorted(options.urgency_factor.items()))
    return plain(told)


def _served(plan: DistrictPlan) -> dict[str, Plain]:
    """The row of need, the place and the persons of every walk that somebody takes."""
    taken = np.flatnonzero(plan.answer.served)
    place = plan.posed.problem.walk_space[taken]
    spaces = len(plan.district.spaces)
    return {
        "places": [
            {"id": one.id, "is_facility": at >= spaces}
            for at, one in enumerate(places_of(plan.district))
        ],
        "served_row": plan.posed.row_of_walk[taken].tolist(),
        "served_place": place.tolist(),
        "served_persons": plan.answer.served[taken].tolist(),
    }


def _kind_by_space(plan: DistrictPlan) -> Plain:
    answer = plan.answer
    return {
        space.id: "complex" if answer.is_complex[at] else "interspersed"
        for at, space in enumerate(plan.district.spaces)
        if answer.is_open[at]
    }


def _modules_by_space(plan: DistrictPlan) -> Plain:
    """Codes of the modules that each opened space gets, with their function."""
    modules = modules_of(plan.district)
    return {
        space.id: {
            modules[index][0].code: modules[index][1].code
            for index in plan.answer.module_at[at]
            if index >= 0
        }
        for at, space in enumerate(plan.district.spaces)
        if plan.answer.is_open[at]
    }
