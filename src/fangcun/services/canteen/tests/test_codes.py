"""Codes and spreading: decisions without a database."""

from hypothesis import given
from hypothesis import strategies as st

from fangcun.services.canteen.rules.orders import DIGITS, code_for, spread


class TestCodeFor:
    @given(numbers=st.lists(st.integers(0, 2**128), max_size=60))
    def test_nobody_has_the_code_of_another(self, numbers):
        taken: set[str] = set()
        for number in numbers:
            code = code_for(number=number, taken=taken)
            assert code not in taken
            taken.add(code)

        assert all(len(code) == 3 and set(code) <= set(DIGITS) for code in taken)

    def test_a_fourth_digit_when_all_of_three_are_called(self):
        taken: set[str] = set()
        for number in range(len(DIGITS) ** 3):
            taken.add(code_for(number=number, taken=taken))

        assert len(taken) == len(DIGITS) ** 3
        assert len(code_for(number=0, taken=taken)) == 4


class TestSpread:
    @given(amount=st.integers(0, 10_000), over=st.lists(st.integers(0, 5_000), max_size=6))
    def test_no_part_is_beyond_its_price_and_nothing_is_lost(self, amount, over):
        parts = spread(amount=amount, over=over)

        assert all(0 <= part <= price for part, price in zip(parts, over, strict=True))
        assert sum(parts) == min(amount, sum(over))
