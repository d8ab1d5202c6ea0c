"""The answer to a siting question: a plan, how good it is, and the proof."""

from dataclasses import dataclass
from enum import StrEnum

from fangcun_planner.siting.problem import Bools, Floats, Ints


class Status(StrEnum):
    """How much is known about a plan; never more is claimed than is proven."""

    PROVEN = "proven"  # no plan is better (within 1e-6, relative)
    WITHIN_GAP = "within_gap"  # no plan is better by more than the gap asked for
    FEASIBLE = "feasible"  # keeps every rule; the gap is larger than asked for


@dataclass(frozen=True, slots=True)
class Multipliers:
    """Prices that prove the bound; any non-negative prices give a valid one.

    Parameters
    ----------
    need
        (R,) Price of one person of each row of need.
    budget
        Price of one fen.
    opening
        Price of one opening (0 where `open_at_most` is None).
    equity
        (C,) Between 0 and `equity_weight`.
    """

    need: Floats
    budget: float
    opening: float
    equity: Floats


@dataclass(frozen=True, slots=True)
class SitingAnswer:
    """A plan that keeps every rule, with a proven upper bound on the best objective.

    Parameters
    ----------
    module_at
        (S, F) Index of the module of each function in each space, -1 for none.
    is_open, is_complex
        (S,) New openings only; EXISTING spaces are False in both.
    served
        (K,) Persons of the row served at the space, by walk, existing spaces included.
    objective, bound, gap
        ``gap = (bound - objective) / objective`` (0 when both are 0).
    price_bound
        What the multipliers prove. `bound` is the same, up to rounding, except where a small
        question was solved as a whole: then it may be lower, and only the solver's tree proves it.
    cost_fen
        Money spent, at most the budget.
    rounds
        Units of work done; the same problem, seed and rounds give the same answer.
    """

    status: Status
    module_at: Ints
    is_open: Bools
    is_complex: Bools
    served: Floats
    objective: float
    bound: float
    gap: float
    price_bound: float
    cost_fen: int
    seconds: float
    seed: int
    rounds: int
    multipliers: Multipliers
