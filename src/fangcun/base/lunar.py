"""The lunar calendar, as the calendar on the wall says it."""

from datetime import date, datetime

import cnlunar  # type: ignore[import-untyped]


def lunar_words(day: date) -> str:
    """腊月廿九."""
    lunar = cnlunar.Lunar(datetime.combine(day, datetime.min.time()))
    return f"{lunar.lunarMonthCn[:-1]}{lunar.lunarDayCn}"
