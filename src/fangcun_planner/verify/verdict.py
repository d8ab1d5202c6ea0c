"""The verdict on a plan: accepted, or the first thing that is not as it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from fangcun_planner.district import District, PlanOptions
from fangcun_planner.text import Text
from fangcun_planner.verify.bound import lies_about_bound, lies_about_prices, proven_bound
from fangcun_planner.verify.claims import Claims
from fangcun_planner.verify.openings import lies_about_openings
from fangcun_planner.verify.people import AGREEING, lies_about_objective, lies_about_people
from fangcun_planner.verify.question import Question
from fangcun_planner.verify.walks import walks

PROVEN_GAP = 1e-6
"""Relative; what is called proven may differ from the best by no more."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check came to.

    Parameters
    ----------
    lie
        The first thing that is not so; None where the plan is accepted.
    objective, bound
        As the plan says and the check confirms; `bound` is what the prices prove.
    only_by_solver
        The plan is called better than the prices prove, from solving it as a whole.
    """

    lie: Text | None
    objective: float
    bound: float
    only_by_solver: bool

    @property
    def is_accepted(self) -> bool:
        return self.lie is None

    @property
    def gap(self) -> float | None:
        """Share that may be missing by what the prices prove; None where nobody is served."""
        return (self.bound - self.objective) / self.objective if self.objective > 0 else None


def verify(claims: Claims, district: District) -> Verdict:
    """Check every promise of a plan against the district it is for."""
    first = next(islice(_lies(claims, district), 1), None)
    return Verdict(
        lie=first,
        objective=claims.objective,
        bound=claims.bound,
        only_by_solver=claims.whole_bound is not None,
    )


def _lies(claims: Claims, district: District) -> Iterator[Text]:
    """Everything that is wrong, in the order in which it is looked for."""
    question = Question(district)
    yield from _lies_about_the_question(claims, district.options)
    yield from lies_about_openings(question, claims)
    farthest_m = max((wanted.reach_m for wanted in question.needs.values()), default=0.0)
    metres = walks(district, limit_m=farthest_m)
    yield from lies_about_people(question, claims, metres)
    yield from lies_about_objective(question, claims)
    yield from lies_about_prices(question, claims)
    proven = proven_bound(question, claims, metres)
    yield from lies_about_bound(question, claims, proven)
    yield from _lies_about_the_gap(claims)


def _lies_about_the_question(claims: Claims, options: PlanOptions) -> Iterator[Text]:
    for name, value in asked(options).items():
        if claims.asked.get(name) != value:
            yield Text(
                f"方案按{name}={claims.asked.get(name)}编制，输入写的是{value}",
                f"the plan was made for {name} = {claims.asked.get(name)}, the input says {value}",
            )


def asked(options: PlanOptions) -> dict[str, object]:
    """The question of a plan as plan.json says it."""
    return {
        "budget_fen": options.budget_fen,
        "open_at_most": options.open_at_most,
        "must_open": sorted(options.must_open),
        "must_not_open": sorted(options.must_not_open),
        "must_have": sorted(map(list, options.must_have)),
        "must_not_have": sorted(map(list, options.must_not_have)),
        "urgency_factor": dict(sorted(options.urgency_factor.items())),
        "reach_factor": options.reach_factor,
        "elder_pace_factor": options.elder_pace_factor,
        "equity_weight": options.equity_weight,
        "equity_share": options.equity_share,
    }


def _lies_about_the_gap(claims: Claims) -> Iterator[Text]:
    """The gap and the word for it follow from objective and bound."""
    bound = claims.bound if claims.whole_bound is None else claims.whole_bound
    objective = Fraction(claims.objective)
    if Fraction(bound) < objective * (1 - AGREEING):
        yield Text("上界低于目标值", "the bound is below the objective")
    gap = max(0.0, bound / claims.objective - 1) if claims.objective > 0 else None
    if gap is not None and (claims.gap is None or abs(gap - claims.gap) > 1e-9):
        yield Text(
            f"差距应为{gap:.6%}，方案写的是{claims.gap}",
            f"the gap is {gap:.6%}, the plan says {claims.gap}",
        )
    if claims.status == "proven" and gap is not None and gap > PROVEN_GAP:
        yield Text("方案称已证明最优，其实没有", "the plan is called proven and is not")
