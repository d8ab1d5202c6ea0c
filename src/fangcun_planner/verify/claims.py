"""What a plan says of itself: the proof in plan.json, read into plain records."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from fangcun_planner.text import Text

SCHEMA = "fangcun-plan/1"
KINDS = ("complex", "interspersed")
STATUSES = ("proven", "within_gap", "feasible")
PEOPLE = ("elders", "children", "others")


class Unreadable(Exception):
    """The file is not a plan with its proof; says what is missing or wrong."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Need(NamedTuple):
    """One row of need: codes of the function and the people, id of the building."""

    function: str
    people: str
    building: str


class Place(NamedTuple):
    """An idle space or an existing facility, by its id."""

    is_facility: bool
    id: str


class Served(NamedTuple):
    """So many persons of a row walk to a place."""

    need: Need
    place: Place
    persons: float


@dataclass(frozen=True, slots=True)
class Prices:
    """Multipliers: of a person, a fen, an opening, and a community's goal."""

    need: Mapping[Need, float]
    budget: float
    opening: float
    equity: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Claims:
    """A plan as it was written down.

    Parameters
    ----------
    asked
        The question as the plan understood it: money, limits, locks and emphasis by name.
    kinds, modules
        Kind, and module by function, of every space that opens.
    bound
        What the prices are said to prove.
    whole_bound
        A lower bound from solving the question as a whole; no prices prove it. None: there is none.
    """

    asked: Mapping[str, Any]
    kinds: Mapping[str, str]
    modules: Mapping[str, Mapping[str, str]]
    served: tuple[Served, ...]
    prices: Prices
    objective: float
    bound: float
    whole_bound: float | None
    gap: float | None
    status: str
    cost_fen: int


def read_claims(path: Path) -> Claims:
    """Read plan.json.

    Raises
    ------
    Unreadable
        Where it is no plan, an older one without a whole proof, or damaged.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(Text(f"读不了{path.name}：{error}", f"{path.name}: {error}")) from error
    return claims_of(content)


def claims_of(content: Any) -> Claims:
    """The claims in the content of plan.json."""
    try:
        if content["schema"] != SCHEMA:
            raise Unreadable(
                Text(f"不认识的格式：{content['schema']}", f"unknown schema {content['schema']}")
            )
        return _claims(content["plan"], content["proof"])
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise Unreadable(
            Text(
                f"方案文件缺少或写错了：{error}",
                f"something is missing or wrong in the plan: {type(error).__name__} {error}",
            )
        ) from error


def _claims(plan: Any, proof: Any) -> Claims:
    rows = _rows(proof)
    whole = proof["whole_bound"]
    return Claims(
        asked=dict(proof["asked"]),
        kinds={space: _one_of(KINDS, kind) for space, kind in proof["kind_by_space"].items()},
        modules={
            space: {str(function): str(module) for function, module in inside.items()}
            for space, inside in proof["modules_by_space"].items()
        },
        served=_served(proof, rows),
        prices=Prices(
            need=dict(zip(rows, map(_number, proof["need_price_by_row"]), strict=True)),
            budget=_number(proof["budget_price_per_fen"]),
            opening=_number(proof["opening_price"]),
            equity=dict(
                zip(
                    proof["communities"],
                    map(_number, proof["equity_price_by_community"]),
                    strict=True,
                )
            ),
        ),
        objective=_number(plan["objective"]),
        bound=_number(proof["bound"]),
        whole_bound=None if whole is None else _number(whole),
        gap=None if plan["gap"] is None else _number(plan["gap"]),
        status=_one_of(STATUSES, plan["status"]),
        cost_fen=int(plan["cost_fen"]),
    )


def _rows(proof: Any) -> list[Need]:
    functions, people, buildings = proof["functions"], proof["people"], proof["buildings"]
    rows = [
        Need(functions[f], _one_of(PEOPLE, people[p]), buildings[b])
        for f, p, b in zip(
            proof["row_function"], proof["row_people"], proof["row_building"], strict=True
        )
    ]
    if len(set(rows)) != len(rows):
        raise ValueError("a row of need stands there twice")
    return rows


def _served(proof: Any, rows: list[Need]) -> tuple[Served, ...]:
    places = [Place(bool(one["is_facility"]), str(one["id"])) for one in proof["places"]]
    columns = proof["served_row"], proof["served_place"], proof["served_persons"]
    return tuple(
        Served(rows[row], places[place], _number(persons))
        for row, place, persons in zip(*columns, strict=True)
    )


def _number(value: Any) -> float:
    number = float(value)
    if isinstance(value, bool) or not isfinite(number):
        raise ValueError(f"{value!r} is no number")
    return number


def _one_of(allowed: tuple[str, ...], value: Any) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
    return str(value)
