"""What a run asks, frozen at the moment somebody asks it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from fangcun.base.errors import Refusal
from fangcun_planner.district import District, PlanOptions
from fangcun_planner.siting.solve import SolveParams

ELDER_PACE_RULE = "elder_walking_speed_m_per_min"


class LockedSpaceGone(Refusal):
    """A space that must open is no longer in the district's list."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Money, emphasis, walking, locks and effort of one run; `asdict` of it is kept as JSON.

    Parameters
    ----------
    must_have, must_not_have
        Pairs of space id and function code.
    emphasis
        Multiple of the catalogue's urgency by function code; 0 leaves a function out.
    budgets_fen
        The budgets of a money curve; empty for a plan.
    """

    budget_fen: int
    open_at_most: int | None
    reach_factor: float
    elder_pace_m_per_min: float
    solve_seconds: float
    gap: float
    seed: int
    emphasis: Mapping[str, float] = field(default_factory=dict)
    must_open: tuple[str, ...] = ()
    must_not_open: tuple[str, ...] = ()
    must_have: tuple[tuple[str, str], ...] = ()
    must_not_have: tuple[tuple[str, str], ...] = ()
    budgets_fen: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "RunOptions":
        known: dict[str, Any] = dict(kept)
        for name in ("must_open", "must_not_open", "budgets_fen"):
            known[name] = tuple(kept[name])
        for name in ("must_have", "must_not_have"):
            known[name] = tuple((space, function) for space, function in kept[name])
        return cls(**known)

    @property
    def effort(self) -> SolveParams:
        return SolveParams(time_s=self.solve_seconds, gap=self.gap, seed=self.seed)


def asked(district: District, options: RunOptions) -> District:
    """The district with a run's options in place of its own.

    Locks on spaces and functions that are no longer there are dropped where that changes
    nothing, and refused where the planner insists on them.
    """
    spaces = {space.id for space in district.spaces}
    functions = {function.code for function in district.functions}
    gone = sorted(set(options.must_open) - spaces)
    if gone:
        raise LockedSpaceGone(
            _("必须启用的空间已不在存量空间清单中：%(spaces)s。请取消锁定后重试。")
            % {"spaces": "、".join(gone)}
        )
    return replace(district, options=_plan_options(options, district, spaces, functions))


def _plan_options(
    options: RunOptions, district: District, spaces: set[str], functions: set[str]
) -> PlanOptions:
    return PlanOptions(
        budget_fen=options.budget_fen,
        open_at_most=options.open_at_most,
        must_open=frozenset(options.must_open),
        must_not_open=frozenset(options.must_not_open) & spaces,
        must_have=_known(options.must_have, spaces, functions),
        must_not_have=_known(options.must_not_have, spaces, functions),
        urgency_factor={
            code: factor for code, factor in options.emphasis.items() if code in functions
        },
        reach_factor=options.reach_factor,
        # a function's reach for elders is already set at the rule's pace
        elder_pace_factor=options.elder_pace_m_per_min / district.rule(ELDER_PACE_RULE),
    )


def _known(
    pairs: tuple[tuple[str, str], ...], spaces: set[str], functions: set[str]
) -> frozenset[tuple[str, str]]:
    return frozenset(
        (space, function) for space, function in pairs if space in spaces and function in functions
    )
