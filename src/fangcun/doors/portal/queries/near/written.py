"""What the door itself has written down: which rooms serve what, which wishes come first."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from fangcun.core.catalog.models import Function

DATA = Path(__file__).parents[2] / "data" / "near.toml"


def kinds_for(function: str) -> frozenset[str]:
    """Kinds of rooms in which a function is found; empty: it may be in any."""
    return frozenset(_written()["rooms"].get(function, ()))


def functions_of_kind(kind: str) -> frozenset[str]:
    """Which functions are found in a room of this kind."""
    rooms = _written()["rooms"]
    return frozenset(function for function, kinds in rooms.items() if kind in kinds)


def common_wishes(functions: list[Function], *, most: int) -> list[Function]:
    """What people come for most often; the district's own next functions where it lacks one."""
    by_code = {one.code: one for one in functions}
    first = [by_code[code] for code in _written()["front"]["functions"] if code in by_code]
    rest = [one for one in functions if one not in first]
    return [*first, *rest][:most]


@cache
def _written() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text())
