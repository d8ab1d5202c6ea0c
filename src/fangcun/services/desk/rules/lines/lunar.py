"""The lunar calendar: 正月初八 as a date."""

from datetime import date, timedelta

from cnlunar.config import (  # type: ignore[import-untyped]
    LEAPMONTH_NUM_BIT,
    MONTH_DAY_BIT,
    START_YEAR,
    lunarMonthData,
    lunarNewYearList,
)

LAST_YEAR = START_YEAR + len(lunarMonthData) - 1
NEW_YEARS_EVE = (12, 30)


def next_lunar_day(*, month: int, day: int, from_day: date) -> date | None:
    """The first time at or after `from_day` that this lunar day comes round; leap months apart."""
    for year in (from_day.year - 1, from_day.year, from_day.year + 1):
        found = _solar(year, month, day)
        if found is not None and found >= from_day:
            return found
    return None


def next_new_years_eve(*, from_day: date) -> date | None:
    """除夕, whether the last month has 29 or 30 days."""
    first = next_lunar_day(month=1, day=1, from_day=from_day + timedelta(days=1))
    return None if first is None else first - timedelta(days=1)


def next_day_named(*, day: int, from_day: date) -> date | None:
    """The next 初八, in whatever lunar month."""
    coming = [next_lunar_day(month=m, day=day, from_day=from_day) for m in range(1, 13)]
    return min((found for found in coming if found is not None), default=None)


def _solar(year: int, month: int, day: int) -> date | None:
    if not START_YEAR <= year <= LAST_YEAR:
        return None
    lengths = _months(year)
    numbers = [number for number, _length in lengths]
    at = numbers.index(month)
    if not 1 <= day <= lengths[at][1]:
        return None
    return _new_year(year) + timedelta(days=sum(days for _n, days in lengths[:at]) + day - 1)


def _new_year(year: int) -> date:
    packed = lunarNewYearList[year - START_YEAR]
    return date(year, (packed >> 5) & 0x3, packed & 0x1F)


def _months(year: int) -> list[tuple[int, int]]:
    """Number and length of each month in order; a leap month has the number 0."""
    packed = lunarMonthData[year - START_YEAR]
    leap = (packed >> LEAPMONTH_NUM_BIT) & 0xF
    months: list[tuple[int, int]] = []
    for number in range(1, 13):
        months.append((number, 30 if packed & (1 << (number - 1)) else 29))
        if number == leap:
            months.append((0, 30 if packed & (1 << MONTH_DAY_BIT) else 29))
    return months
