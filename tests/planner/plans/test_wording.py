"""Numbers are worded as their docstrings show."""

import doctest
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangcun_planner.plans import wording
from fangcun_planner.plans.wording import at_most, who_needs


class TestWording:
    def test_is_what_the_docstrings_show(self):
        results = doctest.testmod(wording)

        assert results.attempted >= 8
        assert results.failed == 0

    @given(share=st.floats(0, 5))
    def test_never_claims_more_than_is_proven(self, share):
        assert float(at_most(share).rstrip("%")) >= share * 100 - 1e-6

    @pytest.mark.parametrize(
        ("bands", "people"),
        [({0}, "婴幼儿"), ({0, 2}, "儿童"), ({5, 7}, "老人"), ({4, 5}, "居民")],
    )
    def test_names_the_people_by_their_ages(self, town, bands, people):
        rates = tuple(0.1 if band in bands else 0.0 for band in range(8))

        assert who_needs(replace(town.functions[0], need_rate=rates)).zh == people
