"""How much of a meal others pay, in whole fen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun.services.canteen.rules.subsidies import (
    Giving,
    Parts,
    Shares,
    difference,
    parts_of,
    split,
    subsidy_of,
    sum_of,
)

PRICES = st.integers(0, 10**7)


@st.composite
def shares(draw):
    district = draw(st.integers(0, 100))
    street = draw(st.integers(0, 100 - district))
    return Shares(district, street, 100 - district - street)


@st.composite
def givings(draw):
    if draw(st.booleans()):
        return Giving(draw(shares()), amount_fen=draw(st.integers(1, 10**6)))
    most = draw(st.none() | st.integers(1, 10**6))
    return Giving(draw(shares()), percent=draw(st.integers(1, 100)), most_fen=most)


class TestSubsidyOf:
    @pytest.mark.parametrize(
        ("price", "giving", "subsidy"),
        [
            pytest.param(1500, Giving(Shares(100, 0, 0), amount_fen=300), 300, id="an amount"),
            pytest.param(200, Giving(Shares(100, 0, 0), amount_fen=300), 200, id="a cheap meal"),
            pytest.param(1000, Giving(Shares(100, 0, 0), percent=25), 250, id="a share"),
            pytest.param(1001, Giving(Shares(100, 0, 0), percent=25), 250, id="rounded down"),
            pytest.param(
                2000, Giving(Shares(100, 0, 0), percent=25, most_fen=300), 300, id="at most"
            ),
        ],
    )
    def test_is_an_amount_or_a_share(self, price, giving, subsidy):
        assert subsidy_of(price_fen=price, giving=giving) == subsidy

    @given(PRICES, givings())
    def test_is_never_beyond_the_price_nor_the_most(self, price, giving):
        subsidy = subsidy_of(price_fen=price, giving=giving)

        assert 0 <= subsidy <= price
        assert giving.most_fen is None or subsidy <= giving.most_fen


class TestSplit:
    def test_gives_the_odd_fen_to_the_largest_remainder(self):
        assert split(amount_fen=101, shares=(50, 30, 20)) == (51, 30, 20)
        assert split(amount_fen=1, shares=(33, 33, 34)) == (0, 0, 1)
        assert split(amount_fen=1, shares=(50, 50, 0)) == (1, 0, 0)

    @given(PRICES, shares())
    def test_adds_up_and_is_within_a_fen_of_the_share(self, amount, shares):
        parts = split(amount_fen=amount, shares=shares)

        assert sum(parts) == amount
        pairs = zip(parts, shares, strict=True)
        assert all(abs(part * 100 - amount * share) < 100 for part, share in pairs)

    @given(PRICES, shares())
    def test_who_bears_nothing_pays_nothing(self, amount, shares):
        parts = split(amount_fen=amount, shares=shares)

        pairs = zip(parts, shares, strict=True)
        assert all(part == 0 for part, share in pairs if share == 0)


class TestPartsOf:
    @given(PRICES, givings())
    def test_are_the_price(self, price, giving):
        subsidy = subsidy_of(price_fen=price, giving=giving)

        parts = parts_of(price_fen=price, subsidy_fen=subsidy, shares=giving.shares)

        assert parts.price_fen == price
        assert parts.subsidy_fen == subsidy
        assert min(parts) >= 0

    @given(st.lists(st.tuples(PRICES, givings()), max_size=5))
    def test_of_many_meals_add_up(self, meals):
        parts = [
            parts_of(
                price_fen=price,
                subsidy_fen=subsidy_of(price_fen=price, giving=giving),
                shares=giving.shares,
            )
            for price, giving in meals
        ]

        assert sum_of(parts).price_fen == sum(price for price, _giving in meals)

    def test_a_difference_moves_money_and_makes_none(self):
        before, after = Parts(150, 90, 60, 700), Parts(250, 150, 100, 500)

        moved = difference(before=before, after=after)

        assert moved == Parts(100, 60, 40, -200)
        assert moved.price_fen == 0
