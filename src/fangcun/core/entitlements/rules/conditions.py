"""The small language in which a pack says to whom a benefit is due.

Written as JSON: ``{"all": [{"age_at_least": 80}, {"any": [{"has": "living_alone"}, …]}]}``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

OLDEST = 150
HIGHEST_LEVEL = 4
DEEPEST = 5


class BadCondition(ValueError):
    """A pack says something that nobody can decide; the message names it."""


@dataclass(frozen=True, slots=True)
class AgeAtLeast:
    """So many years old, or older."""

    years: int


@dataclass(frozen=True, slots=True)
class AgeAtMost:
    """So many years old, or younger."""

    years: int


@dataclass(frozen=True, slots=True)
class Has:
    """Is in a circumstance; with levels between the two, where they are given."""

    kind: str
    level_at_least: int | None = None
    level_at_most: int | None = None


@dataclass(frozen=True, slots=True)
class LivesAs:
    """Lives here in one of these ways: registered, resident, floating."""

    residences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LivesIn:
    """Lives in one of these communities, by code."""

    communities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of them."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of them."""

    parts: "tuple[Condition, ...]"


Condition = AgeAtLeast | AgeAtMost | Has | LivesAs | LivesIn | AllOf | AnyOf


def condition_from(written: Any, *, kinds: frozenset[str], residences: frozenset[str]) -> Condition:
    """Read a condition; BadCondition says what cannot be read."""
    return _Reader(kinds, residences).read(written, depth=0)


def condition_to_json(condition: Condition) -> dict[str, Any]:
    """Write a condition as packs keep it."""
    match condition:
        case AllOf(parts):
            return {"all": [condition_to_json(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_to_json(part) for part in parts]}
        case Has(kind, at_least, at_most):
            levels = {"level_at_least": at_least, "level_at_most": at_most}
            return {"has": kind} | {k: v for k, v in levels.items() if v is not None}
    return _single_to_json(condition)


def _single_to_json(condition: AgeAtLeast | AgeAtMost | LivesAs | LivesIn) -> dict[str, Any]:
    match condition:
        case AgeAtLeast(years):
            return {"age_at_least": years}
        case AgeAtMost(years):
            return {"age_at_most": years}
        case LivesAs(residences):
            return {"residence": list(residences)}
        case LivesIn(communities):
            return {"community": list(communities)}


@dataclass(frozen=True, slots=True)
class _Reader:
    kinds: frozenset[str]
    residences: frozenset[str]

    def read(self, written: Any, *, depth: int) -> Condition:
        if not isinstance(written, Mapping) or depth > DEEPEST:
            raise BadCondition(f"a condition is an object, {DEEPEST} deep at most: {written!r}")
        rest = dict(written)
        if "has" in rest:
            return self._has(rest)
        if len(rest) != 1:
            raise BadCondition(f"one thing at a time: {written!r}")
        ((word, value),) = rest.items()
        if word in {"all", "any"}:
            parts = tuple(self._parts(word, value, depth))
            return AllOf(parts) if word == "all" else AnyOf(parts)
        return self._single(word, value)

    def _single(self, word: str, value: Any) -> Condition:
        match word:
            case "age_at_least":
                return AgeAtLeast(_number(word, value, most=OLDEST))
            case "age_at_most":
                return AgeAtMost(_number(word, value, most=OLDEST))
            case "residence":
                return LivesAs(_known(word, value, self.residences))
            case "community":
                return LivesIn(tuple(_texts(word, value)))
        raise BadCondition(f"unknown condition: {word!r}")

    def _has(self, rest: dict[str, Any]) -> Has:
        (kind,) = _known("has", [rest.pop("has")], self.kinds)
        levels = {
            name: _number(name, rest.pop(name), most=HIGHEST_LEVEL)
            for name in ("level_at_least", "level_at_most")
            if name in rest
        }
        if rest:
            raise BadCondition(f"unknown beside has: {sorted(rest)}")
        return Has(kind, **levels)

    def _parts(self, word: str, value: Any, depth: int) -> Iterator[Condition]:
        if not isinstance(value, Sequence) or isinstance(value, str) or not value:
            raise BadCondition(f"{word} needs a list of conditions, got {value!r}")
        return (self.read(part, depth=depth + 1) for part in value)


def _number(word: str, value: Any, *, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise BadCondition(f"{word} must be 0 to {most}, got {value!r}")
    return value


def _texts(word: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise BadCondition(f"{word} needs a list of words, got {value!r}")
    return value


def _known(word: str, value: Any, known: frozenset[str]) -> tuple[str, ...]:
    unknown = [one for one in _texts(word, value) if one not in known]
    if unknown:
        raise BadCondition(f"unknown {word}: {unknown}")
    return tuple(value)
