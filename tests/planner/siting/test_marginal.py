"""What a space is worth, checked by solving the question without it."""

from dataclasses import replace

import numpy as np
import pytest
from brute_force import most_served
from hypothesis import given
from small_districts import problems, toy
from test_solve import EASY, LITTLE, solved

from fangcun_planner.siting.marginal import value_of_space, values_of_spaces
from fangcun_planner.siting.solve import solve


class TestValueOfSpace:
    @EASY
    @given(problem=problems)
    def test_loss_is_what_the_other_spaces_cannot_serve(self, problem):
        answer = solved(problem)

        for space in np.flatnonzero(answer.is_open) if answer is not None else ():
            modules = answer.module_at.copy()
            modules[space] = -1
            capacity = problem.built_capacity + np.append(problem.module_capacity, 0.0)[modules]
            loss = answer.objective - most_served(problem, capacity)
            value = value_of_space(problem, answer, space)
            if problem.equity_weight == 0.0:
                assert value.loss == pytest.approx(max(0.0, loss), abs=1e-5)
            assert value.loss >= loss - 1e-5
            assert 0.0 <= value.loss_then <= value.loss

    def test_names_the_space_that_would_take_its_place(self):
        problem = replace(
            toy(),
            space_decision=np.array([0, 0, 2]),
            built_capacity=np.zeros((3, 2)),
            open_at_most=1,
        )
        answer = solve(problem, LITTLE)

        [value] = values_of_spaces(problem, answer, np.flatnonzero(answer.is_open))

        assert value.replacement == 1 - value.space
        assert value.loss_then < value.loss == pytest.approx(answer.objective)

    def test_a_closed_space_loses_nothing(self):
        problem = replace(toy(), space_decision=np.array([1, 2, 3]))

        value = value_of_space(problem, solve(problem, LITTLE), 1)

        assert value.loss == 0.0
        assert value.replacement is None
