"""Birth as people tell it: a day, a year, or "about eighty"."""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

OLDEST_YEARS = 130
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_PACKED_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"(\d{4})年?(?:生|出生)?")
_AGE = re.compile(r"(?:约|大约|大概|about)?(\d{1,3})(?:岁|周岁|多岁|左右)?")


class Birth(NamedTuple):
    """The day of birth where it is known, else the year."""

    day: date | None
    year: int


def read_birth(said: str, *, today: date) -> Birth | None:
    """Read 1946-05-02, 1946年5月2日, 19460502, 1946 or 约80; None where it is none of these."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", said)).casefold()
    if found := _DAY.fullmatch(text) or _PACKED_DAY.fullmatch(text):
        return _of_day(*map(int, found.groups()), today=today)
    if found := _YEAR.fullmatch(text):
        return _likely(Birth(None, int(found[1])), today)
    if found := _AGE.fullmatch(text):
        return _likely(Birth(None, today.year - int(found[1])), today)
    return None


def birth_text(*, born_on: date | None, birth_year: int | None) -> str:
    """Birth as a form shows it, to be read again."""
    if born_on is not None:
        return born_on.isoformat()
    return "" if birth_year is None else str(birth_year)


def _of_day(year: int, month: int, day: int, *, today: date) -> Birth | None:
    try:
        born_on = date(year, month, day)
    except ValueError:
        return None
    return None if born_on > today else _likely(Birth(born_on, year), today)


def _likely(birth: Birth, today: date) -> Birth | None:
    return birth if today.year - OLDEST_YEARS <= birth.year <= today.year else None
