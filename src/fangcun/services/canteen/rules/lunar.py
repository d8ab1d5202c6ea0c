"""The lunar calendar: what a day is called in it, and when the next festivals are."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

import cnlunar  # type: ignore[import-untyped]

A_DAY = timedelta(days=1)
LONGEST_LUNAR_YEAR = timedelta(days=385)  # thirteen months

NEW_YEARS_EVE, SPRING_FESTIVAL = "new_years_eve", "spring_festival"
DAYS = {
    (1, 1): SPRING_FESTIVAL,
    (1, 15): "lantern",
    (5, 5): "dragon_boat",
    (8, 15): "mid_autumn",
    (9, 9): "double_ninth",
}
"""Festivals by lunar month and day. 除夕 has no day of its own: it is the eve of 春节."""


class FestivalDay(NamedTuple):
    """A festival and its day in the solar calendar."""

    festival: str
    day: date


def festival_on(day: date) -> str:
    """The festival of a day; empty on other days."""
    if _named(day + A_DAY) == SPRING_FESTIVAL:
        return NEW_YEARS_EVE
    return _named(day)


@lru_cache(maxsize=64)
def next_festivals(*, from_day: date) -> tuple[FestivalDay, ...]:
    """Each festival the next time that it comes round, today's own included, in order."""
    found: dict[str, FestivalDay] = {}
    for one in _festivals(from_day, from_day + LONGEST_LUNAR_YEAR):
        found.setdefault(one.festival, one)
    return tuple(found.values())


def _festivals(first: date, last: date) -> Iterator[FestivalDay]:
    day = first
    eve = first - A_DAY
    while day <= last + A_DAY:
        if name := _named(day):
            if name == SPRING_FESTIVAL and eve >= first:
                yield FestivalDay(NEW_YEARS_EVE, eve)
            yield FestivalDay(name, day)
        eve, day = day, day + A_DAY


def _named(day: date) -> str:
    """A festival in a leap month is none: it was in the month before."""
    lunar = _lunar(day)
    if lunar.isLunarLeapMonth:
        return ""
    return DAYS.get((lunar.lunarMonth, lunar.lunarDay), "")


def _lunar(day: date) -> cnlunar.Lunar:
    return cnlunar.Lunar(datetime.combine(day, datetime.min.time()))
