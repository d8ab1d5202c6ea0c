"""The siting question as arrays: who needs what, where it could be given, under which rules."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from fangcun_planner.errors import BadProblem

__all__ = ["BadProblem", "Decision", "KindRules", "SitingProblem"]

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Decision(IntEnum):
    """What has already been decided about a space."""

    FREE = 0
    MUST_OPEN = 1
    MUST_NOT_OPEN = 2
    EXISTING = 3  # open already, with `built_capacity`, at no cost; takes no new modules


@dataclass(frozen=True, slots=True)
class KindRules:
    """What makes a facility a complex 综合体 or an interspersed one 插花式."""

    complex_min_area_m2: int  # area of the space, not of the modules in it
    complex_min_functions: int
    complex_min_priority: int  # of the functions marked `is_priority`
    interspersed_max_functions: int
    interspersed_min_priority: int  # an interspersed facility takes this many of the four first
    complexes_per_community: int


@dataclass(frozen=True, slots=True)
class SitingProblem:
    """Open spaces and fit modules into them so that most weighted need is served on foot.

    There are R rows of need, S spaces, F functions, M modules, C communities and K walks.

    Parameters
    ----------
    row_function, row_community
        (R,) What is needed, and in which community the people live.
    row_need
        (R,) Persons who need it, > 0.
    row_weight
        (R,) Value of serving one of them, > 0.
    walk_start, walk_space
        (R+1,), (K,) The spaces that row r can walk to are
        ``walk_space[walk_start[r]:walk_start[r + 1]]``, ascending.
    space_community, space_area_m2, space_decision
        (S,) Community, free floor area in whole square metres, one of `Decision`.
    built_capacity
        (S, F) Persons that an EXISTING space serves already; zero for all others.
    module_function, module_area_m2, module_capacity
        (M,) A module serves `module_capacity` persons of one function on its floor area.
        At most one module of a function fits into a space.
    module_cost_fen, module_allowed
        (S, M) Cost of the module there; False where floor or access forbids it.
    function_required
        (S, F) The space, if it opens, must have this function.
    kind_cost_fen
        (S, 2) Cost of opening the space as interspersed, as complex.
    is_priority
        (F,) One of the functions that come first.
    complexes_left
        (C,) How many new complexes a community may still get.
    budget_fen, open_at_most
        Money for all new modules and openings; number of new openings (None: no limit).
    equity_weight, equity_share
        The first `equity_share` of each community's weighted need counts
        1 + `equity_weight` times.
    """

    row_function: Ints
    row_community: Ints
    row_need: Floats
    row_weight: Floats
    walk_start: Longs
    walk_space: Ints
    space_community: Ints
    space_area_m2: Ints
    space_decision: NDArray[np.int8]
    built_capacity: Floats
    module_function: Ints
    module_area_m2: Ints
    module_capacity: Floats
    module_cost_fen: Longs
    module_allowed: Bools
    function_required: Bools
    kind_cost_fen: Longs
    is_priority: Bools
    complexes_left: Ints
    budget_fen: int
    kinds: KindRules
    open_at_most: int | None = None
    equity_weight: float = 0.0
    equity_share: float = 0.0
