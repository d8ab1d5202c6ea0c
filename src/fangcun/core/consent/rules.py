"""Who must be asked: the person himself, or his guardian."""

from datetime import date
from enum import StrEnum


class Asked(StrEnum):
    """Whose word is needed."""

    SELF = "self"
    GUARDIAN = "guardian"
    UNKNOWN = "unknown"  # nobody knows his age: it must be seen


def who_is_asked(
    *, on: date, born_on: date | None, birth_year: int | None, under_age: int
) -> Asked:
    """The guardian of a child under `under_age`; where only the year is known, of one who may be.

    PIPL §31. Nothing known of his age is not the same as grown up.
    """
    last = last_day_under(age=under_age, born_on=born_on, birth_year=birth_year)
    if last is None:
        return Asked.UNKNOWN
    return Asked.GUARDIAN if on <= last else Asked.SELF


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
