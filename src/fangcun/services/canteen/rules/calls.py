"""Who is called after a missed meal, and how soon."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class CallRules:
    """The numbers that decide; rules of the site, with sources."""

    age: int
    missed: int
    ability_level: int
    minutes: int
    until_hour: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record of somebody who did not come."""

    age: int | None
    is_noted_alone: bool  # 独居 or 孤寡 is on file
    is_only_one_at_home: bool
    has_paused: bool
    has_eaten: bool  # the same meal, somewhere else


def is_called(known: Known, *, rules: CallRules) -> bool:
    """An elder who lives alone, is not away and did not eat elsewhere.

    Of whom it is noted that he lives alone is called also if nobody knows his age.
    """
    if known.has_paused or known.has_eaten:
        return False
    if known.age is None:
        return known.is_noted_alone
    lives_alone = known.is_noted_alone or known.is_only_one_at_home
    return lives_alone and known.age >= rules.age


def is_at_once(*, missed_before: int, needs_care: bool, rules: CallRules) -> bool:
    """So many meals missed in a row, or somebody who cannot help himself."""
    return needs_care or missed_before + 1 >= rules.missed


def call_by(*, at_once: bool, now: datetime, rules: CallRules) -> datetime:
    """Until when: within minutes, or by the evening; nobody is to be called in the past."""
    soon = now + timedelta(minutes=rules.minutes)
    if at_once:
        return soon
    evening = datetime.combine(now.date(), time(rules.until_hour), tzinfo=now.tzinfo)
    return max(evening, soon)
