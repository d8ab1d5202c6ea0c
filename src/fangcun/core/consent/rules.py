"""Who must be asked: the person himself, or his guardian."""

from datetime import date
from enum import StrEnum


class Asked(StrEnum):
    """Whose word is needed."""

    SELF = "self"
    GUARDIAN = "guardian"
    UNKNOWN = "unknown"  # nobody knows his age: it must be seen


def who_is_asked(*, on: date, last_day_as_child: date | None) -> Asked:
    """The guardian until the last day of `last_day_under`, then the person himself.

    PIPL §31. Nothing known of his age is not the same as grown up.
    """
    if last_day_as_child is None:
        return Asked.UNKNOWN
    return Asked.GUARDIAN if on <= last_day_as_child else Asked.SELF


def last_day_under(*, age: int, born_on: date | None, birth_year: int | None) -> date | None:
    """The last day on which a person is, or may be, under an age; None where nothing is known."""
    if born_on is not None:
        return _day_before_birthday(born_on, age)
    if birth_year is not None:
        return date(birth_year + age, 12, 30)  # born on 31 December at the latest
    return None


def _day_before_birthday(born_on: date, age: int) -> date:
    year = born_on.year + age
    try:
        birthday = born_on.replace(year=year)
    except ValueError:  # 29 February: a year older on 1 March
        birthday = date(year, 3, 1)
    return date.fromordinal(birthday.toordinal() - 1)
