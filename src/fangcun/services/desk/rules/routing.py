"""Whose a new request is: the first rule in order that fits says so, and says why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import NamedTuple


class To(StrEnum):
    """Where a rule sends."""

    DESK = "desk"
    OPERATOR = "operator"
    PERSON = "person"


class Mismatch(StrEnum):
    """What keeps a rule from fitting."""

    CATEGORY = "category"
    COMMUNITY = "community"
    TIME = "time"
    DAY = "day"
    URGENCY = "urgency"
    DOER = "doer"  # the operator has no contract today, the person does not work here any more


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule asks for; None asks for nothing."""

    id: int
    number: int
    """As people count them on the page: 1 is asked first."""
    to: To = To.DESK
    key: int | None = None
    """Of the operator or the person."""
    facility: int | None = None
    """Where the operator would work."""
    category: int | None = None
    community: int | None = None
    from_time: time | None = None
    until_time: time | None = None
    on_working_days: bool | None = None
    is_urgent: bool | None = None
    can_be_done: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a request when it is written down."""

    community: int
    category: int | None
    at: time
    is_working_day: bool
    is_urgent: bool


class Judged(NamedTuple):
    """One rule, and what keeps it from fitting; nothing: it fits."""

    rule: Rule
    mismatch: Mismatch | None


def first_match(*, rules: Iterable[Rule], asked: Asked) -> Rule | None:
    """The rule that decides; none: the desk keeps the request."""
    return next((rule for rule in rules if mismatch(rule=rule, asked=asked) is None), None)


def judged(*, rules: Sequence[Rule], asked: Asked) -> list[Judged]:
    """Every rule that was asked, until the one that decides."""
    found: list[Judged] = []
    for rule in rules:
        found.append(Judged(rule, mismatch(rule=rule, asked=asked)))
        if found[-1].mismatch is None:
            break
    return found


def mismatch(*, rule: Rule, asked: Asked) -> Mismatch | None:
    """The first thing that keeps a rule from fitting, in the order people read a rule."""
    checks = (
        (Mismatch.COMMUNITY, rule.community in (None, asked.community)),
        (Mismatch.CATEGORY, rule.category in (None, asked.category)),
        (Mismatch.URGENCY, rule.is_urgent in (None, asked.is_urgent)),
        (Mismatch.DAY, rule.on_working_days in (None, asked.is_working_day)),
        (Mismatch.TIME, _is_between(rule.from_time, rule.until_time, asked.at)),
        (Mismatch.DOER, rule.can_be_done),
    )
    return next((name for name, fits in checks if not fits), None)


def _is_between(from_time: time | None, until_time: time | None, at: time) -> bool:
    """From the first minute, not any more at the last; 17:30 to 8:30 goes over midnight."""
    if from_time is None or until_time is None:
        return (from_time is None or at >= from_time) and (until_time is None or at < until_time)
    if from_time <= until_time:
        return from_time <= at < until_time
    return at >= from_time or at < until_time
