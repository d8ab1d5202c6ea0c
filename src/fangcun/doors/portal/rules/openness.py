"""Whether a place of several rooms is open, until when, and when it opens next."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from fangcun.base.workdays import MINUTES_A_DAY, Hours, Span

A_MINUTE = timedelta(minutes=1)


class Opening(NamedTuple):
    """Open at a moment or not; both times empty while open: nobody closes in the days looked at."""

    is_open: bool
    until: datetime | None = None
    opens_at: datetime | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything can be said: it is open, or it is known when it opens."""
        return self.is_open or self.opens_at is not None

    @property
    def never_closes(self) -> bool:
        return self.is_open and self.until is None


def opening_at(rooms: Iterable[Sequence[Hours]], *, at: datetime) -> Opening:
    """What a visitor finds at a moment.

    Parameters
    ----------
    rooms
        Hours of each room, day by day from the day of `at` on; it is open while one room is.
    at
        The moment, in the time of the clock on the wall.
    """
    first = at.replace(hour=0, minute=0, second=0, microsecond=0)
    minute = at.hour * 60 + at.minute
    days = 0
    spans: list[Span] = []
    for week in rooms:
        days = max(days, len(week))
        spans += _in_a_row(week)
    for span in _joined(spans):
        if span.starts <= minute < span.ends:
            ends = None if span.ends >= days * MINUTES_A_DAY else first + span.ends * A_MINUTE
            return Opening(True, until=ends)
        if span.starts > minute:
            return Opening(False, opens_at=first + span.starts * A_MINUTE)
    return Opening(False)


def _in_a_row(week: Sequence[Hours]) -> Iterable[Span]:
    """The spans of several days in minutes since the first midnight."""
    for number, hours in enumerate(week):
        for span in hours:
            yield Span(number * MINUTES_A_DAY + span.starts, number * MINUTES_A_DAY + span.ends)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch made one: midnight closes nobody who stays open."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.starts <= joined[-1].ends:
            joined[-1] = Span(joined[-1].starts, max(joined[-1].ends, span.ends))
        else:
            joined.append(span)
    return joined
