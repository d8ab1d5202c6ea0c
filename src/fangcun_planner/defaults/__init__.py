"""The rule pack a new district starts from: functions, modules and thresholds, as data.

Every row of the three CSV files says where its numbers come from, when somebody looked, and how
well they are known. Nothing in the code repeats a value; users edit copies in their own workbook.
"""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from fangcun_planner.district import Function, Module, Rule, Source, Standing
from fangcun_planner.text import Text

RULE_CODES = (
    "complex_min_area_m2",
    "complex_advised_area_m2",
    "complex_min_functions",
    "complex_min_priority",
    "interspersed_max_functions",
    "interspersed_min_priority",
    "complexes_per_community",
    "opening_cost_complex_yuan",
    "opening_cost_interspersed_yuan",
    "equity_weight",
    "equity_share",
    "elder_and_child_weight",
    "detour_factor",
    "quota_m2_per_100_households",
    "target_m2_per_100_households",
    "walking_speed_m_per_min",
    "elder_walking_speed_m_per_min",
    "circle_5_min_m",
    "circle_10_min_m",
    "circle_15_min_m",
    "fade_10_min",
    "fade_15_min",
    "plausible_min_area_m2",
    "plausible_max_area_m2",
    "plausible_min_household",
    "plausible_max_household",
    "resident_difference_share",
)
"""The rules that the planner reads; every district that is read has all of them."""

NEED_COLUMNS = (
    "need_0_2",
    "need_3_6",
    "need_7_12",
    "need_13_17",
    "need_18_59",
    "need_60_64",
    "need_65_79",
    "need_80_up",
)
"""Columns of need rates, one per band of `AGE_BANDS`."""


class Limits(NamedTuple):
    """The values that a rule may have; not a norm, only what the arithmetic can bear."""

    least: float
    most: float
    is_whole: bool


@cache
def default_functions() -> tuple[Function, ...]:
    """The nine functions of a community facility, the four priority functions first."""
    return tuple(_function(row) for row in _rows("functions.csv"))


@cache
def default_rules() -> tuple[Rule, ...]:
    """Every threshold the planner reads, in the order of `RULE_CODES`."""
    return tuple(
        Rule(
            code=row["code"],
            name=_name(row),
            value=float(row["value"]),
            unit=row["unit"],
            source=_source(row),
        )
        for row in _rows("rules.csv")
    )


@cache
def rule_limits() -> dict[str, Limits]:
    """What values make sense, by rule code."""
    return {
        row["code"]: Limits(float(row["least"]), float(row["most"]), row["is_whole"] == "yes")
        for row in _rows("rules.csv")
    }


def _function(row: dict[str, str]) -> Function:
    return Function(
        code=row["code"],
        name=_name(row),
        need_rate=tuple(float(row[column]) for column in NEED_COLUMNS),
        urgency=float(row["urgency"]),
        is_priority=row["is_priority"] == "yes",
        reach_m=float(row["reach_m"]),
        elder_reach_m=float(row["elder_reach_m"]),
        lowest_floor=int(row["lowest_floor"]),
        highest_floor=int(row["highest_floor"]),
        needs_step_free=row["needs_step_free"] == "yes",
        modules=tuple(
            _module(module) for module in _rows("modules.csv") if module["function"] == row["code"]
        ),
        source=_source(row),
    )


def _module(row: dict[str, str]) -> Module:
    return Module(
        code=row["code"],
        name=_name(row),
        floor_area_m2=float(row["floor_area_m2"]),
        capacity=float(row["capacity"]),
        equipment_fen=int(row["equipment_yuan"]) * 100,
        source=_source(row),
    )


def _name(row: dict[str, str]) -> Text:
    return Text(row["name_zh"], row["name_en"])


def _source(row: dict[str, str]) -> Source:
    return Source(
        text=row["source"],
        checked_on=date.fromisoformat(row["checked_on"]),
        standing=Standing(row["standing"]),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
