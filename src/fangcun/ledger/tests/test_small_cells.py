"""No hidden count can be had by subtraction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun.ledger.rules import Cell, guarded, is_small_share
from fangcun.ledger.rules.small_cells import Hidden

FEW = Hidden.SMALL


class TestGuarded:
    @pytest.mark.parametrize(
        ("counts", "shown"),
        [
            pytest.param([20, 30], [20, 30], id="nothing small"),
            pytest.param([20, 0], [20, 0], id="nobody is nobody"),
            pytest.param([20, 3, 30], [None, None, 30], id="one small one hides behind the next"),
            pytest.param([20, 1, 3], [20, None, None], id="two small ones hide one another"),
            pytest.param([20, 1, 1], [None, None, None], id="two ones do not"),
            pytest.param([20, 4, 4], [None, None, None], id="nor two as large as small can be"),
            pytest.param([5, 1], [None, None], id="nothing to hide behind"),
        ],
    )
    def test_hides_what_is_small_and_what_gives_it_away(self, counts, shown):
        cells, _total = guarded(counts=counts, total=sum(counts), threshold=5)

        assert [cell.count for cell in cells] == shown

    def test_a_small_total_is_hidden_too(self):
        cells, total = guarded(counts=[2, 1], total=3, threshold=5)

        assert total == Cell(None, FEW)
        assert [cell.hidden for cell in cells] == [FEW, FEW]

    @given(
        counts=st.lists(st.integers(0, 12), max_size=5),
        threshold=st.integers(3, 6),
    )
    def test_every_small_cell_could_be_more_than_one_number(self, counts, threshold):
        cells, total = guarded(counts=counts, total=sum(counts), threshold=threshold)

        for place, count in enumerate(counts):
            if 0 < count < threshold:
                assert cells[place].count is None
                assert len(_could_be(place, cells, total, threshold)) > 1

    @given(
        counts=st.lists(st.integers(0, 12), min_size=1, max_size=4),
        overlap=st.integers(0, 12),
        threshold=st.integers(3, 6),
    )
    def test_nor_where_people_stand_in_several_lines(self, counts, overlap, threshold):
        total = max(*counts, sum(counts) - overlap, 0)
        cells, shown = guarded(counts=counts, total=total, threshold=threshold)

        for place, count in enumerate(counts):
            if 0 < count < threshold:
                assert cells[place].count is None
                assert len(_could_be(place, cells, shown, threshold, is_sum=False)) > 1


class TestShares:
    @pytest.mark.parametrize(
        ("part", "whole", "is_hidden"),
        [
            pytest.param(30, 60, False, id="many on both sides"),
            pytest.param(0, 60, False, id="nobody"),
            pytest.param(60, 60, False, id="everybody"),
            pytest.param(3, 60, True, id="few in it"),
            pytest.param(58, 60, True, id="few not in it"),
            pytest.param(0, 3, True, id="few in all"),
        ],
    )
    def test_tell_of_no_few(self, part, whole, is_hidden):
        assert is_small_share(part, whole, 5) == is_hidden


def _could_be(place, cells, total, threshold, *, is_sum=True):
    """Brute force: the numbers that this cell could be for all that is shown."""
    ranges = [
        [cell.count]
        if cell.hidden is Hidden.NO
        else range(1, threshold)
        if cell.hidden is FEW
        else range(0, 40)
        for cell in cells
    ]
    found = set()
    for guess in ranges[place]:
        others = [span for other, span in enumerate(ranges) if other != place]
        least = guess + sum(min(span) for span in others)
        most = guess + sum(max(span) for span in others)
        largest = max([guess, *(min(span) for span in others)])
        if total.count is None:
            fits = True
        elif is_sum:
            fits = least <= total.count <= most  # every whole number between can be had
        else:
            fits = largest <= total.count <= most
        if fits:
            found.add(guess)
    return found
