"""Open or not, until when: against somebody who stands before the door minute by minute."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangcun.base.workdays import MINUTES_A_DAY, Span
from fangcun.doors.portal.rules.openness import opening_at

MONDAY = datetime(2026, 2, 9)  # noqa: DTZ001  # the clock on the wall
A_MINUTE = timedelta(minutes=1)
NOON = MONDAY.replace(hour=12)
DAYS = 3

QUARTERS = st.integers(0, MINUTES_A_DAY // 15).map(lambda quarter: quarter * 15)
SPANS = st.tuples(QUARTERS, QUARTERS).filter(lambda ends: ends[0] < ends[1])
DAY = st.lists(SPANS, max_size=2).map(lambda spans: tuple(Span(*span) for span in sorted(spans)))
ROOMS = st.lists(st.lists(DAY, min_size=DAYS, max_size=DAYS), min_size=1, max_size=3)


def stands_open(rooms, minute: int) -> bool:
    day, clock = divmod(minute, MINUTES_A_DAY)
    return any(span.starts <= clock < span.ends for week in rooms for span in week[day])


@settings(max_examples=60, deadline=None)
@given(rooms=ROOMS, minute=st.integers(0, MINUTES_A_DAY - 1))
def test_says_what_somebody_finds_who_waits_before_the_door(rooms, minute):
    told = opening_at(rooms, at=MONDAY + minute * A_MINUTE)

    later = range(minute, DAYS * MINUTES_A_DAY)
    is_open = stands_open(rooms, minute)
    changes = (one for one in later if stands_open(rooms, one) != is_open)
    change = next(changes, None)
    at = None if change is None else MONDAY + change * A_MINUTE
    assert told.is_open == is_open
    assert (told.until if is_open else told.opens_at) == at


class TestOpening:
    def test_midnight_does_not_close_who_never_closes(self):
        always = [(Span(0, MINUTES_A_DAY),)] * DAYS

        assert opening_at([always], at=NOON).never_closes

    @pytest.mark.parametrize("hours", [(), (Span(8 * 60, 12 * 60),)])
    def test_is_not_open_any_more_at_the_minute_it_closes(self, hours):
        assert not opening_at([[hours]], at=NOON).is_open

    def test_is_not_known_where_nothing_is_posted(self):
        assert not opening_at([[(), ()]], at=NOON).is_known
