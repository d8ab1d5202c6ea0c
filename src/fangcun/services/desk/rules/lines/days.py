"""The wished day and time of day."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from fangcun.services.desk.rules.lines.lunar import (
    next_day_named,
    next_lunar_day,
    next_new_years_eve,
)
from fangcun.services.desk.rules.lines.numerals import NUMERAL, number_of
from fangcun.services.desk.rules.lines.pieces import Paper, PieceKind

A_SEASON = timedelta(days=90)
"""A day of the year that passed less than this ago was written late, not wished for next year."""

MORNING, NOON, AFTERNOON, EVENING = "morning", "noon", "afternoon", "evening"
HALVES = {
    MORNING: ("上午", "早上", "早晨", "清早", "一早", "清晨", "上昼", "今早", "明早"),
    NOON: ("中午", "正午"),
    AFTERNOON: ("下午", "午后", "下昼"),
    EVENING: ("晚上", "傍晚", "夜里", "今晚", "明晚", "后晚"),
}
HALF_OF = {word: half for half, words in HALVES.items() for word in words}
HALF = re.compile("|".join(sorted(HALF_OF, key=len, reverse=True)))
CLOCK = re.compile(
    rf"(?<![\d.:晚夜])(\d{{1,2}}|[{NUMERAL}两]{{1,3}})(?:(?::|点|时)(?:(?:[0-5]\d)分?|半|钟|整|一刻|三刻)?)"
    rf"(?![\d间候段])"
)

FROM_ON = re.compile(r"\s?(?:开始|起(?!床))")

ONES = "[一二三四五六七八九十]"
N = rf"(?:\d{{1,2}}|[{NUMERAL}]{{1,3}})"
NOT_A_BUILDING = r"(?!\d|\s?(?:楼|搂|门|院|线|库|店|厅|窗|桌|房|室|机|位|车|井|梯|[-#]|\d))"
WEEKDAYS = {
    day: at
    for at, days in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7"))
    for day in days
}
NEAR = {"今": 0, "明": 1, "大后": 3, "后": 2}
FEASTS = {
    "元宵节": (1, 15), "端午节": (5, 5), "端午": (5, 5), "七夕": (7, 7), "中秋节": (8, 15),
    "中秋": (8, 15), "重阳节": (9, 9), "重阳": (9, 9), "腊八节": (12, 8), "腊八": (12, 8),
}  # fmt: skip
LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


class FoundDay(NamedTuple):
    """A day, and where the line says so."""

    start: int
    end: int
    day: date


def claim_day_and_half(paper: Paper, *, today: date) -> tuple[date | None, str]:
    """The one wished day and time of day; two that differ say nothing for certain."""
    halves = [(m.start(), m.end(), HALF_OF[m.group()]) for m in paper.found(HALF)]
    wished = _the_one(_days(paper, today), halves)
    half = _claim_half(paper, halves, wished)
    if wished is not None:
        paper.claim(PieceKind.DAY, *_with_from(paper.text, wished.start, wished.end))
    return (None if wished is None else wished.day), half


def _with_from(text: str, start: int, end: int) -> tuple[int, int]:
    """从下周一开始: the words around a day belong to it."""
    after = FROM_ON.match(text, end)
    if after is None:
        return start, end
    return start - (text[start - 1 : start] in {"从", "自"}), after.end()


def _the_one(found: list[FoundDay], halves: list[tuple[int, int, str]]) -> FoundDay | None:
    """The only day; of several, the only one that has its time of day beside it."""
    if len({day.day for day in found}) == 1:
        return found[0]
    starts = {start for start, _end, _half in halves}
    beside = [day for day in found if starts & set(range(day.end, day.end + 2))]
    return beside[0] if len({day.day for day in beside}) == 1 else None


def _claim_half(paper: Paper, halves: list[tuple[int, int, str]], wished: FoundDay | None) -> str:
    """The time of day in words, beside the day if there are several; else from the clock."""
    if wished is not None and len({half for *_at, half in halves}) > 1:
        near = [one for one in halves if wished.start <= one[0] <= wished.end + 1]
        halves = near
    if len({half for *_at, half in halves}) == 1:
        start, end, half = halves[0]
        claim = paper.mark if wished and start < wished.end else paper.claim
        claim(PieceKind.HALF, start, end)
        return half
    return "" if halves else _half_by_clock(paper)


def _half_by_clock(paper: Paper) -> str:
    """9:30 is a morning; 3 o'clock alone may be either, so it is nothing. The clock stays read."""
    for clock in paper.found(CLOCK):
        half = _half_of_hour(number_of(clock.group(1)))
        if half:
            paper.mark(PieceKind.HALF, clock.start(), clock.end())
            return half
    return ""


def _half_of_hour(hour: int) -> str:
    if 7 <= hour < 12:
        return MORNING
    if hour == 12:
        return NOON
    if 13 <= hour < 18:
        return AFTERNOON
    return EVENING if 18 <= hour < 24 else ""


def _days(paper: Paper, today: date) -> list[FoundDay]:
    """Every day that the line names, without those that lie inside a longer one."""
    found: list[FoundDay] = []
    is_read = bytearray(len(paper.text))
    for pattern, reading in READINGS:
        for match in paper.found(pattern):
            start, end = match.span()
            day = None if any(is_read[start:end]) else reading(match, today)
            if day is not None:
                found.append(FoundDay(start, end, day))
                is_read[start:end] = b"\1" * (end - start)
    return sorted(found)


def _full_date(match: re.Match[str], _today: date) -> date | None:
    return _date(int(match[1]), int(match[2]), int(match[3]))


def _day_of_year(match: re.Match[str], today: date) -> date | None:
    """2月8日: this year's, unless it is long past or still far away across the new year."""
    month, day = number_of(match["month"]), number_of(match["day"])
    years = (today.year, today.year + 1, today.year - 1)
    dates = [found for year in years if (found := _date(year, month, day))]
    coming = [d for d in dates if d >= today - A_SEASON]
    return min(coming, default=None)


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    """8号: of this month or the next; one that passed last week may be meant, so nothing."""
    day = number_of(match["day"])
    this = _date(today.year, today.month, day)
    if this is not None and this >= today:
        return this
    if this is None or today - this <= timedelta(days=7):
        return None
    return _date(today.year + today.month // 12, today.month % 12 + 1, day)


def _near_day(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=NEAR[match[1]])


def _days_from_now(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=number_of(match[1].replace("两", "二")))


def _weekday(match: re.Match[str], today: date) -> date | None:
    """周五: the next that comes; 下周五: of next week. On a Friday, 周五 alone is not certain."""
    at, which = WEEKDAYS[match["weekday"]], match["which"] or ""
    monday = today - timedelta(days=today.weekday())
    if which:
        weeks = which.count("下")
        return monday + timedelta(weeks=weeks, days=at)
    ahead = (at - today.weekday()) % 7
    return today + timedelta(days=ahead) if ahead else None


def _lunar_day(match: re.Match[str], today: date) -> date | None:
    month, day = LUNAR_MONTHS.get(match["month"]), number_of(match["day"].lstrip("初"))
    number = month or number_of(match["month"])
    if not 1 <= number <= 12:
        return None
    return next_lunar_day(month=number, day=day, from_day=today)


def _first_days(match: re.Match[str], today: date) -> date | None:
    """大年初三."""
    return next_lunar_day(month=1, day=number_of(match["day"]), from_day=today)


def _day_named(match: re.Match[str], today: date) -> date | None:
    """初八,廿三: of whatever lunar month comes next."""
    return next_day_named(day=number_of(match["day"].lstrip("初")), from_day=today)


def _eve(_match: re.Match[str], today: date) -> date | None:
    return next_new_years_eve(from_day=today)


def _feast(match: re.Match[str], today: date) -> date | None:
    month, day = FEASTS[match[1]]
    return next_lunar_day(month=month, day=day, from_day=today)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _readings() -> Iterator[tuple[str, Callable[[re.Match[str], date], date | None]]]:
    """How days are written, the surest first."""
    yield r"(?<!\d)(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?(?!\d)", _full_date
    lunar_day = rf"(?P<day>初{ONES}|[二三]?十{ONES}?|廿{ONES}?)"
    yield rf"(?:农历|阴历)?(?P<month>[正冬腊])月{lunar_day}(?![日号\d])", _lunar_day
    yield rf"(?:农历|阴历)(?P<month>{N})月{lunar_day}[日号]?", _lunar_day
    yield rf"(?P<month>{N})月(?P<day>初[一二三四五六七八九十])", _lunar_day
    yield r"大?年初(?P<day>[一二三四五六七八九十])", _first_days
    yield r"除夕夜?|大?年三十(?!岁)", _eve
    yield rf"({'|'.join(sorted(FEASTS, key=len, reverse=True))})(?:当天)?(?![前后])", _feast
    yield rf"(?<![\d个])(?P<month>{N})月份?\s?(?P<day>{N})\s?[日号]?(?![\d个岁])", _day_of_year
    yield r"(?<![\d/.-])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/.-])", _day_of_year
    yield (
        r"(?<![\d/.-])(?P<month>\d{1,2})[.-](?P<day>\d{1,2})"
        r"(?=\s?(?:上午|下午|早上|中午|晚上))",
        _day_of_year,
    )
    yield r"(大后|今|明|后)(?:天|日|儿|早|晚|朝)", _near_day
    yield rf"(?<![第每隔])(\d{{1,2}}|[{NUMERAL}两]{{1,3}})天(?:之后|以后|后)", _days_from_now
    yield (
        r"(?<![上每逢周])(?P<which>下下个?|下个?|这个?|本)?(?:周|星期|礼拜)"
        r"(?P<weekday>[一二三四五六日天1-7])(?![\d至到、~-]|[一二三四五六日天])",
        _weekday,
    )
    yield (
        rf"(?:(?<![\d月第])|(?<=[本这]月)|(?<=这个月))(?P<day>\d{{1,2}}|[{NUMERAL}]{{1,3}})[日号]{NOT_A_BUILDING}(?![内线])",
        _day_of_month,
    )
    yield r"(?<![年上])(?P<day>初[四五六七八九十]|廿[一二三四五六七八九])(?![年级])", _day_named


READINGS = tuple((re.compile(pattern), reading) for pattern, reading in _readings())
