"""The measures a new district starts from, as data with sources."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class DefaultMeasure:
    """One row of `data/measures.csv`."""

    code: str
    name_zh: str
    name_en: str
    value: int
    least: int
    most: int
    unit_zh: str
    unit_en: str
    source: str
    checked_on: date
    standing: str


@cache
def default_measures() -> tuple[DefaultMeasure, ...]:
    """Every measure, in its order; users edit copies on the site."""
    text = files("fangcun.ledger").joinpath("data", "measures.csv").read_text("utf-8")
    return tuple(
        DefaultMeasure(
            code=row["code"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            value=int(row["value"]),
            least=int(row["least"]),
            most=int(row["most"]),
            unit_zh=row["unit_zh"],
            unit_en=row["unit_en"],
            source=row["source"],
            checked_on=date.fromisoformat(row["checked_on"]),
            standing=row["standing"],
        )
        for row in csv.DictReader(text.splitlines())
    )
