"""Rules that no plan depends on: the site itself goes by them. Data with sources."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

from fangcun_planner.defaults import Limits
from fangcun_planner.district import Rule, Source, Standing
from fangcun_planner.text import Text

SMALL_CELL = "small_cell"  # counts of people below this could point at a person


@cache
def own_rules() -> dict[str, Rule]:
    """Every rule of our own by its code, as a new district starts; users edit copies."""
    return {
        row["code"]: Rule(
            code=row["code"],
            name=Text(row["name_zh"], row["name_en"]),
            value=float(row["value"]),
            unit=row["unit"],
            source=Source(
                text=row["source"],
                checked_on=date.fromisoformat(row["checked_on"]),
                standing=Standing(row["standing"]),
            ),
        )
        for row in _rows()
    }


@cache
def own_limits() -> dict[str, Limits]:
    """What values make sense, by rule code."""
    return {
        row["code"]: Limits(float(row["least"]), float(row["most"]), row["is_whole"] == "yes")
        for row in _rows()
    }


def _rows() -> Iterator[dict[str, str]]:
    text = files("fangcun.core.catalog").joinpath("data", "rules.csv").read_text("utf-8")
    return csv.DictReader(text.splitlines())
