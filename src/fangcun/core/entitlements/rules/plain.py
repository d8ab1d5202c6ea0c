"""Conditions as a form shows them: ages, circumstances, ways of living."""

from dataclasses import dataclass
from typing import Any

from fangcun.core.entitlements.rules.conditions import (
    AgeAtLeast,
    AgeAtMost,
    AllOf,
    AnyOf,
    Condition,
    Has,
    LivesAs,
    LivesIn,
)

DISABLED, ABILITY = "disabled", "ability_level"


@dataclass(frozen=True, slots=True)
class PlainTerms:
    """What one page of a form can say: everything given must hold, of `any_of` one."""

    age_at_least: int | None = None
    age_at_most: int | None = None
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    disability_at_most: int | None = None
    ability_at_least: int | None = None
    residences: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()

    @property
    def says_nothing(self) -> bool:
        levels = (self.disability_at_most, self.ability_at_least)
        return self == PlainTerms(disability_at_most=levels[0], ability_at_least=levels[1])


def condition_of(plain: PlainTerms) -> Condition:
    """The condition that a filled-in form stands for."""
    parts: list[Condition] = []
    if plain.age_at_least is not None:
        parts.append(AgeAtLeast(plain.age_at_least))
    if plain.age_at_most is not None:
        parts.append(AgeAtMost(plain.age_at_most))
    parts += [_has(kind, plain) for kind in plain.all_of]
    if plain.any_of:
        parts.append(AnyOf(tuple(_has(kind, plain) for kind in plain.any_of)))
    if plain.residences:
        parts.append(LivesAs(plain.residences))
    if plain.communities:
        parts.append(LivesIn(plain.communities))
    return AllOf(tuple(parts))


def plain_terms_of(condition: Condition) -> PlainTerms | None:
    """The form that stands for a condition; None where it says more than a form can."""
    parts = condition.parts if isinstance(condition, AllOf) else (condition,)
    said: dict[str, Any] = {}
    all_of: list[Has] = []
    any_of: list[Has] = []
    for part in parts:
        if not _take(part, said, all_of, any_of):
            return None
    plain = PlainTerms(
        **said,
        all_of=tuple(has.kind for has in all_of),
        any_of=tuple(has.kind for has in any_of),
        disability_at_most=_level([*all_of, *any_of], DISABLED),
        ability_at_least=_level([*all_of, *any_of], ABILITY),
    )
    return plain if _parts(condition_of(plain)) == _parts(condition) else None


def _take(part: Condition, said: dict[str, Any], all_of: list[Has], any_of: list[Has]) -> bool:
    match part:
        case AgeAtLeast(years) if "age_at_least" not in said:
            said["age_at_least"] = years
        case AgeAtMost(years) if "age_at_most" not in said:
            said["age_at_most"] = years
        case LivesAs(residences) if "residences" not in said:
            said["residences"] = residences
        case LivesIn(communities) if "communities" not in said:
            said["communities"] = communities
        case Has():
            all_of.append(part)
        case AnyOf(parts) if not any_of:
            chosen = [one for one in parts if isinstance(one, Has)]
            any_of.extend(chosen)
            return len(chosen) == len(parts)
        case _:
            return False
    return True


def _has(kind: str, plain: PlainTerms) -> Has:
    if kind == DISABLED:
        return Has(kind, level_at_most=plain.disability_at_most)
    if kind == ABILITY:
        return Has(kind, level_at_least=plain.ability_at_least)
    return Has(kind)


def _level(found: list[Has], kind: str) -> int | None:
    for has in found:
        if has.kind == kind:
            return has.level_at_most if kind == DISABLED else has.level_at_least
    return None


def _parts(condition: Condition) -> frozenset[Condition]:
    return frozenset(condition.parts if isinstance(condition, AllOf) else (condition,))
