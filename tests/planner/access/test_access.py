"""Accessibility against plain sums by hand, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangcun_planner.access import (
    CatchmentProblem,
    Zone,
    floating_catchment,
    gini,
    worst_share,
)
from fangcun_planner.errors import BadProblem
from fangcun_planner.walking import Walks

NEAR = (Zone(500, 1.0),)
FADING = (Zone(300, 1.0), Zone(500, 0.68), Zone(1_000, 0.22))


def some_walks(matrix: np.ndarray) -> Walks:
    """Walks of a matrix of metres; inf where nobody walks."""
    row, target = np.nonzero(np.isfinite(matrix))
    start = np.concatenate([[0], np.cumsum(np.isfinite(matrix).sum(axis=1))])
    return Walks(start, target.astype(np.int32), matrix[row, target], False, 0)


def slowly(matrix, demand, supply, zones):
    """The two steps as they stand in the papers."""

    def weight(metres):
        return next((zone.weight for zone in zones if metres <= zone.limit_m), 0.0)

    origins, targets = range(len(demand)), range(len(supply))
    ratio = []
    for j in targets:
        asked = sum(demand[i] * weight(matrix[i][j]) for i in origins)
        ratio.append(supply[j] / asked if asked else 0.0)
    return [sum(ratio[j] * weight(matrix[i][j]) for j in targets) for i in origins]


@st.composite
def towns(draw):
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    origins, targets = rng.integers(1, 12), rng.integers(1, 8)
    matrix = rng.uniform(0, 1_500, (origins, targets)).round(-1)
    matrix[rng.random(matrix.shape) < 0.2] = np.inf
    demand = rng.integers(0, 50, origins).astype(float)
    return matrix, demand, rng.integers(0, 90, targets).astype(float)


class TestFloatingCatchment:
    def test_of_two_homes_and_one_canteen_by_hand(self):
        walks = some_walks(np.array([[200.0], [400.0]]))

        share = floating_catchment(
            CatchmentProblem(walks, np.array([30.0, 10.0]), np.array([80.0]), NEAR)
        )

        assert share == pytest.approx([2.0, 2.0])

    @given(town=towns())
    @settings(max_examples=80, deadline=None)
    def test_is_the_sum_of_the_papers(self, town):
        matrix, demand, supply = town
        for zones in (NEAR, FADING):
            share = floating_catchment(CatchmentProblem(some_walks(matrix), demand, supply, zones))

            assert share == pytest.approx(slowly(matrix, demand, supply, zones), abs=1e-12)

    @given(town=towns())
    @settings(max_examples=80, deadline=None)
    def test_hands_out_all_that_somebody_can_walk_to(self, town):
        matrix, demand, supply = town
        share = floating_catchment(CatchmentProblem(some_walks(matrix), demand, supply, NEAR))

        is_asked = ((matrix <= 500) & (demand[:, None] > 0)).any(axis=0)

        assert (share * demand).sum() == pytest.approx(supply[is_asked].sum())

    @pytest.mark.parametrize(
        "wrong",
        [
            {"demand": np.array([1.0])},
            {"demand": np.array([1.0, -1.0])},
            {"supply": np.array([])},
            {"zones": ()},
            {"zones": (Zone(500, 1), Zone(300, 0.5))},
            {"zones": (Zone(500, -1),)},
        ],
    )
    def test_of_a_wrong_question_is_refused(self, wrong):
        right = {"demand": np.ones(2), "supply": np.ones(1), "zones": NEAR}

        with pytest.raises(BadProblem):
            CatchmentProblem(some_walks(np.array([[200.0], [400.0]])), **(right | wrong))


class TestInequality:
    def test_of_equals_is_nothing(self):
        assert gini(np.array([3.0, 3.0]), np.array([5.0, 1.0])) == pytest.approx(0.0)

    def test_where_one_of_four_has_everything(self):
        assert gini(np.array([0.0, 8.0]), np.array([3.0, 1.0])) == pytest.approx(0.75)

    @given(st.lists(st.integers(0, 20), min_size=1, max_size=15))
    def test_is_half_the_mean_difference_over_the_mean(self, values):
        value = np.array(values, dtype=float)
        mean = value.mean()
        expected = np.abs(value[:, None] - value).mean() / (2 * mean) if mean else 0.0

        assert gini(value, np.ones(value.size)) == pytest.approx(expected)

    def test_the_worst_tenth_is_a_tenth_of_the_persons(self):
        value, persons = np.array([4.0, 1.0, 9.0]), np.array([50.0, 5.0, 45.0])

        assert worst_share(value, persons) == pytest.approx((5 * 1 + 5 * 4) / 10)
        assert worst_share(value, persons, share=1.0) == pytest.approx((5 + 200 + 405) / 100)
