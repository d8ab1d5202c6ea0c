"""`fangcun-plan verify`: is everything so that a plan says of itself?"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fangcun_planner.text import Text

if TYPE_CHECKING:
    from fangcun_planner.verify import Verdict

ACCEPTED, REFUSED, BAD_INPUT = 0, 1, 2


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command `verify` to the command line."""
    from fangcun_planner.cli.wishes import add_wishes

    parser = subparsers.add_parser(
        "verify",
        help="核验一份方案 / check a plan",
        description=(
            "从原始资料重新算出方案的每一项承诺和它证明的上界，接受它，或指出第一处不实。"
            " / Compute every promise of a plan and its bound afresh from the raw input; accept"
            " it, or name the first lie."
        ),
    )
    parser.add_argument("plan", type=Path, help="方案的plan.json / the plan")
    parser.add_argument("path", type=Path, help="编制方案时读入的资料 / the district it is for")
    add_wishes(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check and say so; answers 0 accepted, 1 refused, 2 for files that cannot be read."""
    from fangcun_planner.cli.reading import Refused, read_to_check
    from fangcun_planner.verify import Unreadable, read_claims, verify

    try:
        claims, district = read_claims(args.plan), read_to_check(args)
    except (Refused, Unreadable) as wrong:
        print(wrong.reason, file=sys.stderr)
        return BAD_INPUT
    verdict = verify(claims, district)
    print(_said(verdict))
    return ACCEPTED if verdict.is_accepted else REFUSED


def _said(verdict: "Verdict") -> Text:
    if verdict.lie is not None:
        return Text(f"不接受：{verdict.lie.zh}", f"refused: {verdict.lie.en}")
    gap = "" if verdict.gap is None else f"{max(0.0, verdict.gap):.4%}"
    told = Text(
        f"接受：目标值{verdict.objective:,.3f}，价格证明的上界{verdict.bound:,.3f}，"
        f"差距{gap or '无'}",
        f"accepted: objective {verdict.objective:,.3f}, bound proven by the prices"
        f" {verdict.bound:,.3f}, gap {gap or 'none'}",
    )
    if not verdict.only_by_solver:
        return told
    return Text(
        f"{told.zh}；更紧的上界只由整体求解得出，这里核验不了",
        f"{told.en}; the tighter bound comes from solving the whole and cannot be checked here",
    )
