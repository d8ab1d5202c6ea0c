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

MOST_FEN = 10**14
"""Highest budget, so that sums of money stay exact in double precision."""


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

    def __post_init__(self) -> None:
        """Check everything once, so that nothing after it has to ask again."""
        sizes = _sizes(self)
        for name, shape, dtype, lowest in _ARRAYS:
            wanted = tuple(sizes[letter] for letter in shape)
            value = _coerced(name, getattr(self, name), dtype=dtype, shape=wanted)
            if lowest is not None:
                _refuse_where(name, value, np.less(value, lowest), f"must be at least {lowest}")
            object.__setattr__(self, name, value)
        for name in ("row_need", "row_weight", "module_capacity", "module_area_m2"):
            value = getattr(self, name)
            _refuse_where(name, value, value <= 0, "must be positive")
        for name, letter in _REFERENCES:
            value = getattr(self, name)
            _refuse_where(
                name, value, value >= sizes[letter], f"must be below {sizes[letter]} ({letter})"
            )
        _check_walks(self)
        _check_built(self)
        _check_scalars(self)


# name, shape by letter, type, lowest value allowed
_ARRAYS: tuple[tuple[str, str, type[np.generic], int | None], ...] = (
    ("row_function", "R", np.int32, 0),
    ("row_community", "R", np.int32, 0),
    ("row_need", "R", np.float64, None),
    ("row_weight", "R", np.float64, None),
    ("walk_start", "N", np.int64, 0),
    ("walk_space", "K", np.int32, 0),
    ("space_community", "S", np.int32, 0),
    ("space_area_m2", "S", np.int32, 0),
    ("space_decision", "S", np.int8, 0),
    ("built_capacity", "SF", np.float64, 0),
    ("module_function", "M", np.int32, 0),
    ("module_area_m2", "M", np.int32, None),
    ("module_capacity", "M", np.float64, None),
    ("module_cost_fen", "SM", np.int64, 0),
    ("module_allowed", "SM", np.bool_, None),
    ("function_required", "SF", np.bool_, None),
    ("kind_cost_fen", "S2", np.int64, 0),
    ("is_priority", "F", np.bool_, None),
    ("complexes_left", "C", np.int32, 0),
)

# an index, and what it counts into
_REFERENCES = (
    ("row_function", "F"),
    ("row_community", "C"),
    ("walk_space", "S"),
    ("space_community", "C"),
    ("module_function", "F"),
    ("space_decision", "D"),
)


def _sizes(problem: SitingProblem) -> dict[str, int]:
    """How many there are of everything, by the letter of the docstring."""
    counted = {
        "R": problem.row_function,
        "K": problem.walk_space,
        "S": problem.space_community,
        "F": problem.is_priority,
        "M": problem.module_function,
        "C": problem.complexes_left,
    }
    sizes = {letter: int(np.size(value)) for letter, value in counted.items()}
    return sizes | {"N": sizes["R"] + 1, "D": len(Decision), "2": 2}


def _coerced(
    name: str, value: object, *, dtype: type[np.generic], shape: tuple[int, ...]
) -> NDArray[np.generic]:
    """The value as an array of the type and shape, or the reason why it cannot be one."""
    try:
        given = np.asarray(value)
        with np.errstate(invalid="ignore"):
            wanted = np.ascontiguousarray(given, dtype=dtype)
    except (TypeError, ValueError, OverflowError) as error:
        raise BadProblem(f"{name} must be an array of {dtype.__name__}: {error}") from error
    if wanted.shape != shape:
        raise BadProblem(f"{name} must have shape {shape}, got {wanted.shape}")
    if given.dtype.kind == "f":
        _refuse_where(name, given, ~np.isfinite(given), "must be finite")
    if given.dtype.kind not in "biuf":
        raise BadProblem(f"{name} must hold numbers, got {given.dtype}")
    _refuse_where(name, given, wanted != given, f"must fit {dtype.__name__}")
    return wanted


def _refuse_where(name: str, value: NDArray[np.generic], wrong: object, why: str) -> None:
    """Name the first wrong entry with its place and value."""
    places = np.argwhere(np.asarray(wrong))
    if len(places):
        place = tuple(int(index) for index in places[0])
        at = ", ".join(map(str, place))
        raise BadProblem(f"{name}[{at}] {why}, got {value[place]}")


def _check_walks(problem: SitingProblem) -> None:
    """Walks are compressed rows: starts never fall, spaces of one row rise strictly."""
    start, space = problem.walk_start, problem.walk_space
    if start[0] != 0 or start[-1] != len(space):
        raise BadProblem(
            f"walk_start must run from 0 to {len(space)}, got {start[0]} to {start[-1]}"
        )
    _refuse_where("walk_start", start[1:], np.diff(start) < 0, "must not be below the one before")
    row = np.repeat(np.arange(len(start) - 1), np.diff(start))
    falls = (np.diff(space) <= 0) & (np.diff(row) == 0)
    _refuse_where("walk_space", space[1:], falls, "must be above the one before in its row")


def _check_built(problem: SitingProblem) -> None:
    """Only what is open already can serve without a module."""
    is_new = problem.space_decision[:, None] != Decision.EXISTING
    built = problem.built_capacity
    _refuse_where("built_capacity", built, (built > 0) & is_new, "is for EXISTING spaces only")


def _check_scalars(problem: SitingProblem) -> None:
    """Money, counts and shares lie in their ranges."""
    counts = {name: getattr(problem.kinds, name) for name in KindRules.__slots__}
    counts |= {"budget_fen": problem.budget_fen}
    if problem.open_at_most is not None:
        counts["open_at_most"] = problem.open_at_most
    for name, value in counts.items():
        if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 0:
            raise BadProblem(f"{name} must be a whole number of at least 0, got {value!r}")
    if problem.budget_fen > MOST_FEN:
        raise BadProblem(f"budget_fen must be at most {MOST_FEN}, got {problem.budget_fen}")
    for name, highest in (("equity_weight", np.inf), ("equity_share", 1.0)):
        value = getattr(problem, name)
        if not (np.isfinite(value) and 0 <= value <= highest):
            raise BadProblem(f"{name} must be a number from 0 to {highest}, got {value!r}")
