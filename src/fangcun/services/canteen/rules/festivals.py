"""Codes of gift packs, and the hours in which they are fetched."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from fangcun.services.canteen.rules.orders import DIGITS

CODE_DIGITS = 6  # a sale has thousands of orders; two of them seldom begin with the same code


class Span(NamedTuple):
    """From when until when."""

    starts_at: datetime
    ends_at: datetime


def pack_code(*, number: int, attempt: int = 0) -> str:
    """A code for one order of a sale; another one at every attempt. Read aloud in threes."""
    rest = number + attempt
    code = ""
    for _place in range(CODE_DIGITS):
        rest, digit = divmod(rest, len(DIGITS))
        code += DIGITS[digit]
    return code


def pickup_spans(
    *, first: date, last: date, opens: time, closes: time, minutes: int, zone: tzinfo
) -> Iterator[Span]:
    """Every slot of every day; what does not fill a slot at the end of a day is left out."""
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        starts_at = datetime.combine(day, opens, tzinfo=zone)
        end_of_day = datetime.combine(day, closes, tzinfo=zone)
        while starts_at + timedelta(minutes=minutes) <= end_of_day:
            ends_at = starts_at + timedelta(minutes=minutes)
            yield Span(starts_at, ends_at)
            starts_at = ends_at
