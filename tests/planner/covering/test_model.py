"""Making a covering question small must not change its answer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangcun_planner.covering import CoveringProblem
from fangcun_planner.covering.model import model_of
from fangcun_planner.covering.prices import bound_of, first_prices, lower
from fangcun_planner.covering.search import choice_of, covered, improve

ROWS = st.lists(st.sets(st.integers(0, 7), max_size=4), min_size=1, max_size=25)


def a_problem(rows, p=3, existing=()):
    built = np.zeros(8, bool)
    built[list(existing)] = True
    return CoveringProblem(
        weight=np.arange(1.0, len(rows) + 1),
        cover_start=np.cumsum([0, *map(len, rows)]),
        cover_site=np.array([s for row in rows for s in sorted(row)], np.int32),
        site_count=8,
        open_at_most=p,
        existing=built,
    )


class TestModel:
    @given(rows=ROWS, chosen=st.sets(st.integers(0, 7)), existing=st.sets(st.integers(0, 7)))
    @settings(max_examples=150, deadline=None)
    def test_counts_what_the_problem_counts(self, rows, chosen, existing):
        model = model_of(a_problem(rows, p=8, existing=existing))

        kept = np.isin(model.site, list(chosen))
        counted = model.counted + covered(model.cover, choice_of(model.cover, kept))

        open_sites = set(model.site[kept]) | existing
        expected = sum(w for w, row in enumerate(rows, start=1) if row & open_sites)
        assert counted == expected

    def test_merges_rows_and_drops_dominated_sites(self):
        rows = [{0, 1}, {1, 0}, {1, 2}, {3}, set(), {1, 2, 4}]

        model = model_of(a_problem(rows))

        assert model.site.tolist() == [1, 3]
        assert model.cover.weight.tolist() == [1 + 2 + 3 + 6, 4]

    def test_keeps_one_of_equal_sites(self):
        assert model_of(a_problem([{2, 5}, {2, 5}])).site.tolist() == [2]


class TestChoice:
    @given(rows=ROWS, chosen=st.sets(st.integers(0, 7)), seed=st.integers(0, 99))
    @settings(max_examples=60, deadline=None)
    def test_knows_what_every_change_would_bring(self, rows, chosen, seed):
        cover = model_of(a_problem(rows, p=8)).cover
        sites = cover.site_start.size - 1
        choice = choice_of(cover, np.isin(np.arange(sites), list(chosen)))
        start = covered(cover, choice)

        best = improve(cover, choice, moves=20, seed=seed)

        now = covered(cover, choice)
        assert covered(cover, choice_of(cover, best)) >= max(start, now)
        for s in range(sites):
            other = choice.is_open.copy()
            other[s] = not other[s]
            change = covered(cover, choice_of(cover, other)) - now
            assert choice.value[s] == pytest.approx(abs(change))


class TestPrices:
    @given(rows=ROWS, seed=st.integers(0, 999), p=st.integers(0, 8))
    @settings(max_examples=60, deadline=None)
    def test_bound_every_choice_whatever_they_are(self, rows, seed, p):
        model = model_of(a_problem(rows, p=p))
        rng = np.random.default_rng(seed)
        row = rng.uniform(0, 1, model.cover.weight.size) * model.cover.weight

        bound = bound_of(model.cover, row, model.open_more)

        is_open = np.zeros(model.site.size, bool)
        is_open[rng.permutation(model.site.size)[: model.open_more]] = True
        assert bound >= covered(model.cover, choice_of(model.cover, is_open)) - 1e-9

    def test_only_get_better(self):
        rng = np.random.default_rng(1)
        rows = [set(rng.choice(8, 2, replace=False).tolist()) for _ in range(25)]
        model = model_of(a_problem(rows))
        prices = first_prices(model.cover, open_more=3)

        later = lower(model.cover, prices, open_more=3, steps=100, objective=0.0)

        assert later.bound < prices.bound
        assert later.bound == bound_of(model.cover, later.row, 3)
