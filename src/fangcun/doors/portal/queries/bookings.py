"""What a resident has booked of things that can run out: places, kept places, lines he is in."""

from datetime import datetime
from typing import NamedTuple

from fangcun.core.people.models import Resident
from fangcun.ledger.models import Commitment
from fangcun.ledger.queries.offers import bookings_of, place_in_line
from fangcun.ledger.states import CommitmentState

NO_TRADES = frozenset({"", "ledger", "desk"})
"""Rooms whose bookings are nothing but a promise of the ledger."""


class Booking(NamedTuple):
    """One booking, what he may do about it himself, and where he stands in line."""

    row: Commitment
    may_cancel: bool
    place: int  # 0: he does not wait
    is_of_a_trade: bool
    """Part of an order, of a meal or a table; its own page changes it with all that hangs on it."""


class Bookings(NamedTuple):
    """Places kept until he says yes; places that are his; lines in which he waits."""

    held: list[Booking]
    promised: list[Booking]
    waiting: list[Booking]

    @property
    def is_empty(self) -> bool:
        return not any(self)


def own_bookings(resident: Resident, *, now: datetime) -> Bookings:
    """Everything that stands for him now, the next first."""
    rows = [_booking(row, now) for row in bookings_of(resident)]
    states = (CommitmentState.HELD, CommitmentState.OPEN, CommitmentState.WAITING)
    return Bookings(*([one for one in rows if one.row.state == state] for state in states))


def held_for(resident: Resident) -> int:
    """How many places are kept until he says yes."""
    return bookings_of(resident).filter(state=CommitmentState.HELD).count()


def is_of_a_trade(row: Commitment) -> bool:
    """Whether the row that asked for it is the order of a service room."""
    sources = (row.source, row.offer.source if row.offer else "")
    return any(source.partition(":")[0] not in NO_TRADES for source in sources)


def _booking(row: Commitment, now: datetime) -> Booking:
    """Whoever only waits may go at any time; a place is given back until its deadline."""
    is_waiting, of_a_trade = row.state == CommitmentState.WAITING, is_of_a_trade(row)
    in_time = row.offer is not None and now <= row.offer.cancel_until
    return Booking(
        row=row,
        may_cancel=(is_waiting or in_time) and not of_a_trade,
        place=place_in_line(row) if is_waiting else 0,
        is_of_a_trade=of_a_trade,
    )
