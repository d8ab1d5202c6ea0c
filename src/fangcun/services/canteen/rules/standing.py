"""On which days somebody eats who has ordered for weeks ahead, and what he gets."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

A_DAY = timedelta(days=1)


class Away(NamedTuple):
    """Not here from a day until a day, both included."""

    from_on: date
    until: date

    def covers(self, day: date) -> bool:
        return self.from_on <= day <= self.until


@dataclass(frozen=True, slots=True)
class Choice:
    """A dish on a menu, as far as somebody is served who chose nothing."""

    item: int
    dish: int
    is_standing_choice: bool
    is_set_meal: bool


def days_of(
    *,
    weekdays: Iterable[int],
    from_on: date,
    until: date,
    away: Iterable[Away] = (),
) -> Iterator[date]:
    """The days of these weekdays (1 Monday to 7 Sunday) on which he is here, in order."""
    wanted, pauses = frozenset(weekdays), tuple(away)
    day = from_on
    while day <= until:
        if day.isoweekday() in wanted and not any(pause.covers(day) for pause in pauses):
            yield day
        day += A_DAY


def choose(*, dish: int | None, menu: Sequence[Choice]) -> Choice | None:
    """His dish if it is on the menu; else the kitchen's choice, the first set meal, the first dish.

    None: there is nothing to eat.
    """
    by_rank = sorted(enumerate(menu), key=lambda place: (_rank(place[1], dish), place[0]))
    return by_rank[0][1] if by_rank else None


def _rank(choice: Choice, dish: int | None) -> int:
    if dish is not None and choice.dish == dish:
        return 0
    if choice.is_standing_choice:
        return 1
    return 2 if choice.is_set_meal else 3
