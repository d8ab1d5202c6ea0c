"""How hard to try on a covering question, and how a run tells where it stands."""

from collections.abc import Callable
from dataclasses import dataclass

from fangcun_planner.errors import BadProblem


@dataclass(frozen=True, slots=True)
class SolveParams:
    """Effort, never the question.

    Parameters
    ----------
    time_s
        Stop after about this many seconds; there is always an answer.
    gap
        Stop once no choice of sites can be better by more than this share; 0: prove it.
    seed
        Same problem, seed and `rounds`: same answer.
    rounds
        Stop after this many rounds of work (None: time and gap alone decide).
    """

    time_s: float = 10.0
    gap: float = 0.0
    seed: int = 1
    rounds: int | None = None

    def __post_init__(self) -> None:
        for name in ("time_s", "gap"):
            if not getattr(self, name) >= 0:
                raise BadProblem(f"{name} must be a number >= 0, got {getattr(self, name)}")
        if not 0 <= self.seed < 2**32:
            raise BadProblem(f"seed must lie in 0..4294967295, got {self.seed}")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: best choice so far, proven bound, share that may still be missing."""

    seconds: float
    rounds: int
    objective: float
    bound: float
    gap: float


OnProgress = Callable[[Progress], bool]
"""Called several times a second; answering False stops the run and keeps the best so far."""
