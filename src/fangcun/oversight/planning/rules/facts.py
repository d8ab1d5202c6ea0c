"""A plan's facts as kept in the database: JSON, compressed, and whole again when read."""

import json
import zlib
from dataclasses import asdict, fields, is_dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from fangcun_planner.plans.facts import BuildingFacts, MoneyStep, PlanFacts
from fangcun_planner.text import Text

Stored = bytes | memoryview
"""What the database gives back."""


class PackedFacts(NamedTuple):
    """The facts in two parts, because only maps need every building."""

    facts: bytes
    buildings: bytes


def pack_facts(facts: PlanFacts) -> PackedFacts:
    """Make a plan's facts small enough to keep: a district's buildings shrink tenfold."""
    return PackedFacts(
        _packed(asdict(replace(facts, buildings=()))),
        _packed([asdict(building) for building in facts.buildings]),
    )


def with_numbers(facts: PlanFacts) -> PlanFacts:
    """The facts with a bound in every step of money: nobody can serve more than everybody."""

    def bounded(step: MoneyStep | None) -> MoneyStep | None:
        return step and replace(step, bound=min(step.bound, facts.weighted_need))

    return replace(
        facts, less_money=bounded(facts.less_money), more_money=bounded(facts.more_money)
    )


def unpack_facts(kept: Stored) -> PlanFacts:
    """The facts of a plan, without its buildings."""
    facts: PlanFacts = _restored(PlanFacts, _unpacked(kept))
    return facts


def unpack_buildings(kept: Stored) -> tuple[BuildingFacts, ...]:
    """Every building of a plan."""
    buildings: tuple[BuildingFacts, ...] = _restored(tuple[BuildingFacts, ...], _unpacked(kept))
    return buildings


def _packed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode())


def _unpacked(kept: Stored) -> Any:
    return json.loads(zlib.decompress(bytes(kept)))


def _restored(kind: Any, value: Any) -> Any:
    """Make of JSON what its type says: records, sentences, tuples, or the value itself."""
    if kind is Text:
        return Text(*value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _restored(hints[name], part) for name, part in value.items()})
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return tuple(value) if inner in _PLAIN else tuple(_restored(inner, v) for v in value)
    if get_origin(kind) in (Union, UnionType):
        return None if value is None else _restored(_without_none(kind), value)
    return value


_PLAIN = (int, float, str, bool)


@cache
def _hints(kind: type) -> dict[str, Any]:
    known = get_type_hints(kind)
    return {field.name: known[field.name] for field in fields(kind)}


def _without_none(kind: Any) -> Any:
    return next(inner for inner in get_args(kind) if inner is not NoneType)
