"""Whether a credit code can be one, whether two contracts clash, how long a credential lasts."""

import unicodedata
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

# GB 32100-2015: no I, O, S, V, Z; weights are powers of 3 modulo 31; the last sign is the check.
USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_LENGTH = 18
USCC_WEIGHTS = tuple(pow(3, position, 31) for position in range(USCC_LENGTH - 1))
SOON_DAYS, EARLY_DAYS = 30, 60


class UsccFault(StrEnum):
    """Why a text cannot be a unified social credit code."""

    LENGTH = "length"
    SIGN = "sign"
    CHECK = "check"


class Expiry(StrEnum):
    """How a credential stands on a day."""

    EXPIRED = "expired"
    SOON = "soon"
    EARLY = "early"
    GOOD = "good"
    ENDLESS = "endless"


class Term(NamedTuple):
    """Days, both included, and the rooms that a contract covers; no rooms: the whole facility."""

    starts_on: date
    ends_on: date
    rooms: frozenset[int] = frozenset()


def normal_uscc(text: str) -> str:
    """As it is kept: half-width capitals without spaces or hyphens."""
    narrow = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in narrow if not sign.isspace() and sign != "-")


def uscc_fault(code: str) -> UsccFault | None:
    """What is wrong with a credit code; None if it can be one."""
    if len(code) != USCC_LENGTH:
        return UsccFault.LENGTH
    if any(sign not in USCC_SIGNS for sign in code):
        return UsccFault.SIGN
    values = [USCC_SIGNS.index(sign) for sign in code]
    weighed = sum(value * weight for value, weight in zip(values, USCC_WEIGHTS, strict=False))
    return None if values[-1] == (31 - weighed % 31) % 31 else UsccFault.CHECK


def last_day(*, ends_on: date, ended_at: datetime | None) -> date:
    """The last day that belongs to a contract alone; `ended_at` in local time.

    The day on which it was ended early may already be its successor's.
    """
    if ended_at is None:
        return ends_on
    return min(ends_on, ended_at.date() - timedelta(days=1))


def clash(first: Term, second: Term) -> bool:
    """Whether two contracts of one facility would run the same room on the same day."""
    same_days = first.starts_on <= second.ends_on and second.starts_on <= first.ends_on
    same_rooms = not first.rooms or not second.rooms or bool(first.rooms & second.rooms)
    # a term that ended before it began has no day to clash on
    both_exist = first.starts_on <= first.ends_on and second.starts_on <= second.ends_on
    return both_exist and same_days and same_rooms


def expiry(*, expires_on: date | None, today: date) -> Expiry:
    """A credential is good on the day it expires; it wants renewing 30 days before."""
    if expires_on is None:
        return Expiry.ENDLESS
    left = (expires_on - today).days
    if left < 0:
        return Expiry.EXPIRED
    if left <= SOON_DAYS:
        return Expiry.SOON
    return Expiry.EARLY if left <= EARLY_DAYS else Expiry.GOOD
