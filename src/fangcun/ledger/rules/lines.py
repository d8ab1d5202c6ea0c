"""Who moves up in a line when places become free."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Protocol, TypeVar


class InLine(Protocol):
    """Somebody who waits for so many units."""

    units: int


Entry = TypeVar("Entry", bound=InLine)


def who_moves_up(waiting: Iterable[Entry], *, left: int | None) -> Iterator[Entry]:
    """Those whose units fit, in the order in which they wait; None left: as many as come.

    Whoever wants more than there is keeps his place in the line and does not hold up the next.
    """
    for entry in waiting:
        if left is not None:
            if entry.units > left:
                continue
            left -= entry.units
        yield entry


def time_to_accept(*, now: datetime, minutes: int, ends_at: datetime) -> datetime | None:
    """Until when a place is held for somebody who moved up; None: it is simply his."""
    return min(now + timedelta(minutes=minutes), ends_at) if minutes else None
