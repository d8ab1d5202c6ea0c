"""How much of a meal others pay, and who of them: in whole fen, so that the parts add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

ALL = 100  # per cent


class Shares(NamedTuple):
    """Who bears a subsidy, in per cent: together a hundred."""

    district: int
    street: int
    operator: int


class Parts(NamedTuple):
    """Who pays which part of a price."""

    district_fen: int
    street_fen: int
    operator_fen: int
    resident_fen: int

    @property
    def subsidy_fen(self) -> int:
        """What the person himself need not pay."""
        return self.district_fen + self.street_fen + self.operator_fen

    @property
    def price_fen(self) -> int:
        return self.subsidy_fen + self.resident_fen

    @property
    def is_nothing(self) -> bool:
        return not any(self)


@dataclass(frozen=True, slots=True)
class Giving:
    """What a rule gives: a fixed amount, or a share of the price up to a most."""

    shares: Shares
    amount_fen: int | None = None
    percent: int | None = None
    most_fen: int | None = None


def subsidy_of(*, price_fen: int, giving: Giving) -> int:
    """What is paid of a price: never more than the price; a share is rounded down to the fen."""
    if giving.amount_fen is not None:
        return min(giving.amount_fen, price_fen)
    share = price_fen * (giving.percent or 0) // ALL
    return share if giving.most_fen is None else min(share, giving.most_fen)


def split(*, amount_fen: int, shares: Sequence[int]) -> tuple[int, ...]:
    """An amount laid out by shares of a hundred, by the largest remainder: the parts add up.

    Whose fraction of a fen is largest gets one more; among equals the first.
    """
    parts = [amount_fen * share // ALL for share in shares]
    rests = [amount_fen * share % ALL for share in shares]
    missing = amount_fen - sum(parts)
    for place in sorted(range(len(shares)), key=lambda one: -rests[one])[:missing]:
        parts[place] += 1
    return tuple(parts)


def parts_of(*, price_fen: int, subsidy_fen: int, shares: Shares) -> Parts:
    """Who pays what of a price, so much of which is not the person's."""
    district, street, operator = split(amount_fen=subsidy_fen, shares=shares)
    return Parts(district, street, operator, price_fen - subsidy_fen)


def unsubsidised(price_fen: int) -> Parts:
    """He pays all of it himself."""
    return Parts(0, 0, 0, price_fen)


def sum_of(parts: Sequence[Parts]) -> Parts:
    columns = zip(*parts, strict=True)
    return Parts(*map(sum, columns)) if parts else Parts(0, 0, 0, 0)


def difference(*, before: Parts, after: Parts) -> Parts:
    """What each pays more, or less where it is below nothing."""
    return Parts(*(new - old for old, new in zip(before, after, strict=True)))
