"""Yes, no, or not known yet, with the reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

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
from fangcun.core.entitlements.rules.facts import UNKNOWN_RESIDENCE, Facts, Held

BIRTH_DATE, ID_NUMBER, CERTIFICATE = "birth_date", "id_number", "certificate"


class Answer(StrEnum):
    """Unknown is not a no: a paper is missing."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Reason(NamedTuple):
    """One reason, to be put in words by `queries.words`.

    `about` is "age", "residence", "community", "id_number" or a kind of circumstance; `case` says
    how it stands with that; `found` and `wanted` are the numbers or words that were compared.
    """

    about: str
    case: str
    found: int | str | None = None
    wanted: int | str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """To whom a benefit is due, and what must be on file for it."""

    condition: Condition
    required_proofs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to "is it due to me?": why yes, why not, which proof is missing."""

    answer: Answer
    because: tuple[Reason, ...] = ()
    against: tuple[Reason, ...] = ()
    missing_proofs: tuple[Reason, ...] = ()

    @property
    def is_entitled(self) -> bool:
        return self.answer == Answer.YES


def explain(*, facts: Facts, terms: Terms) -> Explanation:
    """Whether a benefit is due to this person on this day, and why."""
    found = _weigh(facts, terms.condition, terms.required_proofs)
    if found.answer == Answer.NO:
        return found
    missing = tuple(_missing_papers(facts, terms.required_proofs))
    if not missing:
        return found
    return Explanation(
        Answer.UNKNOWN,
        because=found.because,
        missing_proofs=_once((*found.missing_proofs, *missing)),
    )


def best_step(steps: Sequence[tuple[int, Explanation]]) -> int | None:
    """Of the steps of one ladder, given as (worth, explanation): the one that a person gets.

    The most worth of those that are due; among equals the first.
    """
    due = [(worth, -place) for place, (worth, told) in enumerate(steps) if told.is_entitled]
    return -max(due)[1] if due else None


def _weigh(facts: Facts, condition: Condition, proofs: frozenset[str]) -> Explanation:
    match condition:
        case AllOf(parts):
            return _all([_weigh(facts, part, proofs) for part in parts])
        case AnyOf(parts):
            return _any([_weigh(facts, part, proofs) for part in parts])
        case Has():
            return _has(facts, condition, needs_certificate=CERTIFICATE in proofs)
    return _weigh_single(facts, condition)


def _weigh_single(
    facts: Facts, condition: AgeAtLeast | AgeAtMost | LivesAs | LivesIn
) -> Explanation:
    match condition:
        case AgeAtLeast(years):
            return _age(facts, years, at_least=True)
        case AgeAtMost(years):
            return _age(facts, years, at_least=False)
        case LivesAs(residences):
            return _residence(facts, residences)
        case LivesIn(communities):
            lives_there = facts.community in communities
            return _told(lives_there, Reason("community", "yes" if lives_there else "no"))


def _all(parts: Sequence[Explanation]) -> Explanation:
    """No if one is no; its reasons are those that stand in the way."""
    refused = [part for part in parts if part.answer == Answer.NO]
    if refused:
        return _joined(Answer.NO, refused)
    is_unknown = any(part.answer == Answer.UNKNOWN for part in parts)
    return _joined(Answer.UNKNOWN if is_unknown else Answer.YES, parts)


def _any(parts: Sequence[Explanation]) -> Explanation:
    """Yes if one is yes; else what is not known yet may still open it."""
    for answer in (Answer.YES, Answer.UNKNOWN, Answer.NO):
        chosen = [part for part in parts if part.answer == answer]
        if chosen:
            return _joined(answer, chosen)
    return Explanation(Answer.NO)


def _joined(answer: Answer, parts: Iterable[Explanation]) -> Explanation:
    parts = list(parts)
    return Explanation(
        answer,
        because=_once(reason for part in parts for reason in part.because),
        against=_once(reason for part in parts for reason in part.against),
        missing_proofs=_once(reason for part in parts for reason in part.missing_proofs),
    )


def _has(facts: Facts, wanted: Has, *, needs_certificate: bool) -> Explanation:
    """A circumstance that runs, is verified and high enough; the fullest paper on file decides."""
    standings = [
        _stand(facts, held, wanted, needs_certificate=needs_certificate)
        for held in facts.held
        if held.kind == wanted.kind
    ]
    if not standings:
        return _told(False, Reason(wanted.kind, "not_recorded"))
    return _any(standings)


def _stand(facts: Facts, held: Held, wanted: Has, *, needs_certificate: bool) -> Explanation:
    kind = held.kind
    if held.from_on > facts.on:
        return _told(False, Reason(kind, "not_begun", held.from_on.isoformat()))
    if held.until is not None and held.until < facts.on:
        return _unknown(Reason(kind, "run_out", held.until.isoformat()))
    if held.level is not None and not _is_level(held.level, wanted):
        return _told(False, Reason(kind, "other_level", held.level))
    missing = _missing_in(held, wanted, needs_certificate=needs_certificate)
    return _unknown(missing) if missing else _told(True, Reason(kind, "yes", held.level))


def _missing_in(held: Held, wanted: Has, *, needs_certificate: bool) -> Reason | None:
    """What the paper on file does not show yet."""
    asks_level = wanted.level_at_least is not None or wanted.level_at_most is not None
    if asks_level and held.level is None:
        return Reason(held.kind, "level_unknown")
    if not held.is_verified:
        return Reason(held.kind, "not_verified")
    if needs_certificate and not held.has_certificate:
        return Reason(held.kind, "no_certificate")
    return None


def _is_level(level: int, wanted: Has) -> bool:
    is_high_enough = wanted.level_at_least is None or level >= wanted.level_at_least
    return is_high_enough and (wanted.level_at_most is None or level <= wanted.level_at_most)


def _age(facts: Facts, years: int, *, at_least: bool) -> Explanation:
    ages = facts.ages
    if ages is None:
        return _unknown(Reason("age", "birth_unknown", None, years))
    youngest, oldest = ages
    fits = [(age >= years) if at_least else (age <= years) for age in (youngest, oldest)]
    if fits[0] != fits[1]:
        return _unknown(Reason("age", "birthday_unknown", oldest, years))
    case = "at_least" if at_least else "at_most"
    return _told(fits[0], Reason("age", case if fits[0] else f"not_{case}", youngest, years))


def _residence(facts: Facts, residences: tuple[str, ...]) -> Explanation:
    if facts.residence in residences:
        return _told(True, Reason("residence", "yes", facts.residence))
    if facts.residence == UNKNOWN_RESIDENCE:
        return _unknown(Reason("residence", "unknown"))
    return _told(False, Reason("residence", "no", facts.residence, "、".join(residences)))


def _missing_papers(facts: Facts, proofs: frozenset[str]) -> Iterable[Reason]:
    if BIRTH_DATE in proofs and facts.born_on is None:
        yield Reason("age", "birth_date_missing")
    if ID_NUMBER in proofs and not facts.has_id_number:
        yield Reason("id_number", "missing")


def _told(is_so: bool, reason: Reason) -> Explanation:
    if is_so:
        return Explanation(Answer.YES, because=(reason,))
    return Explanation(Answer.NO, against=(reason,))


def _unknown(reason: Reason) -> Explanation:
    return Explanation(Answer.UNKNOWN, missing_proofs=(reason,))


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))
