"""What a district starts with, and where it comes from."""

import json
from datetime import date
from importlib.resources import files
from typing import Any, NamedTuple


class Told(NamedTuple):
    """Where a list to start from comes from, and when somebody last looked."""

    source: str
    checked_on: date


def default_ingredients() -> list[dict[str, Any]]:
    return list(_read("ingredients.json")["ingredients"])


def default_meal_times() -> list[dict[str, Any]]:
    return list(_read("meal_times.json")["meal_times"])


def default_price_classes() -> list[dict[str, Any]]:
    return list(_read("price_classes.json"))


def default_safety_rules() -> dict[str, Any]:
    return dict(_read("safety.json"))


def default_subsidies() -> list[dict[str, Any]]:
    return list(_read("subsidies.json"))


def source_of(name: str) -> Told:
    """Of the ingredients or the meal times."""
    told = _read(name)
    return Told(told["source"], date.fromisoformat(told["checked_on"]))


def _read(name: str) -> Any:
    folder = files("fangcun.services.canteen").joinpath("defaults")
    return json.loads(folder.joinpath(name).read_text("utf-8"))
