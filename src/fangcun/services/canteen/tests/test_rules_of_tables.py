"""Which table a party gets, and codes and slots of a sale."""

from datetime import date, time
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from fangcun.services.canteen.rules.festivals import pack_code, pickup_spans
from fangcun.services.canteen.rules.tables import (
    MOST_TOGETHER,
    Spot,
    seats_of,
    stand_together,
    tables_for,
)

HERE = ZoneInfo("Asia/Shanghai")


@st.composite
def rooms(draw):
    places = st.tuples(st.integers(1, 3), st.integers(1, 3))
    spots = draw(st.lists(places, unique=True, max_size=7))
    seats = st.sampled_from([2, 4, 6, 10])
    return [Spot(key, draw(seats), column, row) for key, (column, row) in enumerate(spots)]


class TestTablesFor:
    def test_prefers_the_smallest_that_fits(self):
        large, small = Spot(1, 10, 1, 1), Spot(2, 4, 2, 1)

        assert tables_for(party_size=3, free=[large, small]) == (small,)

    def test_puts_neighbours_together_for_a_large_party(self):
        left, right, far = Spot(1, 4, 1, 1), Spot(2, 4, 2, 1), Spot(3, 6, 5, 5)

        assert tables_for(party_size=8, free=[left, right, far]) == (left, right)

    def test_says_nothing_where_nothing_fits(self):
        assert tables_for(party_size=5, free=[Spot(1, 4, 1, 1), Spot(2, 4, 3, 3)]) == ()

    @given(free=rooms(), party_size=st.integers(1, 24))
    @settings(max_examples=80, deadline=None)
    def test_agrees_with_trying_every_combination(self, free, party_size):
        chosen = tables_for(party_size=party_size, free=free)

        for count in range(1, MOST_TOGETHER + 1):
            fitting = [
                group
                for group in combinations(free, count)
                if seats_of(group) >= party_size and stand_together(group)
            ]
            if fitting:
                assert len(chosen) == count
                assert stand_together(chosen)
                assert seats_of(chosen) == min(seats_of(group) for group in fitting)
                return
        assert chosen == ()


class TestPackCode:
    @given(number=st.integers(0, 2**128 - 1), attempt=st.integers(0, 20))
    def test_is_another_at_every_attempt(self, number, attempt):
        code, next_code = (pack_code(number=number, attempt=n) for n in (attempt, attempt + 1))

        assert code != next_code
        assert len(code) == len(next_code)


class TestPickupSpans:
    def test_fills_every_day_and_leaves_out_what_does_not_fit(self):
        spans = list(
            pickup_spans(
                first=date(2026, 2, 10),
                last=date(2026, 2, 11),
                opens=time(9),
                closes=time(10, 45),
                minutes=30,
                zone=HERE,
            )
        )

        assert len(spans) == 6
        assert all(one.ends_at <= other.starts_at for one, other in pairwise(spans))
