"""Today and the days after it, as they lie before one resident."""

from datetime import date, timedelta
from typing import NamedTuple

from fangcun.core.people.models import Resident
from fangcun.ledger.queries.at_home import Thing, things_standing

DAYS_AHEAD = 7


class Day(NamedTuple):
    """One day and what is on it, hour by hour."""

    day: date
    things: list[Thing]


class Agenda(NamedTuple):
    """What waits for his yes, what is late, today, and the days after it that hold something."""

    to_decide: list[Thing]
    late: list[Thing]
    today: Day
    days: list[Day]


def agenda_of(resident: Resident, *, today: date) -> Agenda:
    """Whatever room it comes from: the ledger knows what stands, each room tells its own."""
    things = things_standing(resident)
    last = today + timedelta(days=DAYS_AHEAD)
    ahead = [one for one in things if today <= one.on <= last and _is_promised(one)]
    days = sorted({one.on for one in ahead} - {today})
    return Agenda(
        to_decide=[one for one in things if one.booking is not None],
        late=[one for one in things if one.on < today and one.starts_at is None],
        today=Day(today, _of(today, ahead)),
        days=[Day(day, _of(day, ahead)) for day in days],
    )


def codes_of(resident: Resident, *, today: date) -> list[Thing]:
    """What he fetches with a code today and in the days after, the next first."""
    agenda = agenda_of(resident, today=today)
    return [one for day in (agenda.today, *agenda.days) for one in day.things if one.code]


def _is_promised(thing: Thing) -> bool:
    return not thing.is_waiting and thing.booking is None


def _of(day: date, things: list[Thing]) -> list[Thing]:
    return [one for one in things if one.on == day]
