"""Persons served by an answer, summed in the ways people ask for."""

from dataclasses import dataclass

import numpy as np

from fangcun_planner.plans.pose import PosedDistrict
from fangcun_planner.siting import SitingProblem
from fangcun_planner.siting.problem import Floats, Ints, Longs


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Persons served; nobody is counted at two places for the same need.

    Parameters
    ----------
    by_row
        (R,) Of each row of need.
    by_place
        (S, F) At each place.
    by_community, by_building
        (C, F), (B, F) Of the people who live there.
    """

    by_row: Floats
    by_place: Floats
    by_community: Floats
    by_building: Floats

    @property
    def persons(self) -> float:
        """Summed over functions: one person served twice for two needs counts twice."""
        return float(self.by_row.sum())


def tally(posed: PosedDistrict, served: Floats) -> Tally:
    """Sum an answer's (K,) persons served."""
    problem = posed.problem
    row = posed.row_of_walk
    by_row = sums(row, served, size=posed.rows.need.size)
    places, functions = problem.built_capacity.shape
    by_place = _table(
        problem.walk_space, problem.row_function[row], served, shape=(places, functions)
    )
    by_community, by_building = _by_home(posed, by_row)
    return Tally(by_row, by_place, by_community, by_building)


def need_tally(posed: PosedDistrict) -> tuple[Floats, Floats]:
    """Persons in need: by community (C, F) and by building (B, F)."""
    return _by_home(posed, posed.rows.need)


def weighted_share(posed: PosedDistrict, by_row: Floats) -> Floats:
    """(C,) Share of each community's weighted need that is met; 1 where nobody needs anything."""
    problem = posed.problem
    communities = len(posed.district.communities)
    met, needed = (
        sums(problem.row_community, persons * problem.row_weight, size=communities)
        for persons in (by_row, problem.row_need)
    )
    share: Floats = np.divide(met, needed, out=np.ones(communities), where=needed > 0)
    return share


def objective_of(problem: SitingProblem, by_row: Floats) -> float:
    """Weighted persons served, the first share of each community's need counted extra."""
    communities = problem.complexes_left.size
    met, needed = (
        sums(problem.row_community, persons * problem.row_weight, size=communities)
        for persons in (by_row, problem.row_need)
    )
    first_share = np.minimum(met, problem.equity_share * needed)
    return float(met.sum() + problem.equity_weight * first_share.sum())


def sums(groups: Ints | Longs, values: Floats, *, size: int) -> Floats:
    """(size,) Sum of the values of each group."""
    return np.bincount(groups, weights=values, minlength=size).astype(np.float64)


def _by_home(posed: PosedDistrict, by_row: Floats) -> tuple[Floats, Floats]:
    rows, district = posed.rows, posed.district
    functions = len(district.functions)
    return (
        _table(
            posed.problem.row_community,
            rows.function,
            by_row,
            shape=(len(district.communities), functions),
        ),
        _table(rows.building, rows.function, by_row, shape=(len(district.buildings), functions)),
    )


def _table(rows: Ints, columns: Ints, values: Floats, *, shape: tuple[int, int]) -> Floats:
    """Sum values into a table by row and column."""
    cells = rows.astype(np.int64) * shape[1] + columns
    return sums(cells, values, size=shape[0] * shape[1]).reshape(shape)
