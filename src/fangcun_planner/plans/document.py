"""plan.json: the whole plan with its proof, for programs and for whoever wants to check it."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from math import isfinite
from pathlib import Path
from typing import Protocol

from fangcun_planner.district import District
from fangcun_planner.plans.facts import PlanFacts
from fangcun_planner.plans.people import People
from fangcun_planner.plans.plan import DistrictPlan
from fangcun_planner.plans.premises import modules_of, places_of
from fangcun_planner.text import Text

SCHEMA = "fangcun-plan/1"
"""Raised when a key changes its meaning or goes; new keys do not raise it."""

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
    """The prices that prove the bound, with what each of them is the price of."""
    rows, prices = plan.posed.rows, plan.answer.multipliers
    return {
        "bound": plan.answer.bound,
        "budget_price_per_fen": prices.budget,
        "opening_price": prices.opening,
        "equity_price_by_community": prices.equity.tolist(),
        "need_price_by_row": prices.need.tolist(),
        "row_function": rows.function.tolist(),
        "row_people": rows.people.tolist(),
        "row_building": rows.building.tolist(),
        "functions": [function.code for function in plan.district.functions],
        "people": [people.name.lower() for people in People],
        "modules_by_space": _modules_by_space(plan),
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
