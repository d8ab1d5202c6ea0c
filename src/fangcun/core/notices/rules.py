"""When a message is sent, and when a person has to do it."""

from datetime import datetime, timedelta
from typing import NamedTuple

MOST_TRIES = 3
BETWEEN_TRIES = timedelta(minutes=5)
"""A provider that was down for a moment; whoever is trying right now is done by then, too."""
MESSAGES_TAKE = timedelta(minutes=20)
"""No message after so long: nothing sends, and the desk has to."""


class Quiet(NamedTuple):
    """A night in which no telephone is made to ring, unless the morning is too late."""

    begins: datetime
    ends: datetime


def quiet_around(moment: datetime, *, from_hour: int, until_hour: int) -> Quiet | None:
    """The quiet hours in which a moment lies, by its own clock; None: it lies in none.

    From 21 until 7 goes over midnight, from 0 until 6 does not; from 8 until 8 is never.
    """
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    nights = 1 if from_hour > until_hour else 0
    for days in (-1, 0):
        begins = midnight.replace(hour=from_hour) + timedelta(days=days)
        ends = midnight.replace(hour=until_hour) + timedelta(days=days + nights)
        if begins <= moment < ends:
            return Quiet(begins, ends)
    return None
