"""`fangcun-plan plan`: from a district's file to a plan with maps, tables and papers."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fangcun_planner.cli.patience import Patience
from fangcun_planner.cli.wishes import add_wishes
from fangcun_planner.text import Text

if TYPE_CHECKING:
    from fangcun_planner.district import District
    from fangcun_planner.plans.plan import DistrictPlan

DONE, BAD_INPUT, NO_PLAN = 0, 2, 3
SHORTEST_STEP_S, LONGEST_STEP_S = 3.0, 10.0  # of search with less or more money


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command `plan` to the command line."""
    parser = subparsers.add_parser(
        "plan",
        help="为一个区布点 / plan a district",
        description=(
            "读入一个区的工作簿、CSV文件夹或GeoJSON，在预算内选出要启用的空间。"
            " / Read a district's workbook, CSV folder or GeoJSON and choose the spaces to open."
        ),
    )
    parser.add_argument("path", type=Path, help="工作簿、CSV文件夹或GeoJSON / the district")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="写到哪里 / folder")
    add_wishes(parser)
    parser.add_argument(
        "--time", type=float, default=30.0, metavar="S", help="最多算几秒 / seconds"
    )
    parser.add_argument(
        "--gap", type=float, default=0.01, help="与最优相差多少即可停 / stop within this share"
    )
    parser.add_argument("--seed", type=int, default=1, help="随机种子 / seed")
    papers = parser.add_mutually_exclusive_group()
    papers.add_argument(
        "--communities", nargs="+", metavar="CODE", help="只写这些社区的方案单 / papers for these"
    )
    papers.add_argument(
        "--no-papers", action="store_true", help="不写社区方案单 / no paper per community"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Plan and write; answers 0, 2 for a wrong input, 3 where no plan keeps every rule."""
    with Patience() as patience:
        district = _read(args)
        if district is None:
            return BAD_INPUT
        plan = _solve(district, args, patience)
        if plan is None:
            return NO_PLAN
        return _write(plan, args, patience)


def _read(args: argparse.Namespace) -> "District | None":
    from fangcun_planner.cli.reading import Refused, read_for_planning

    say(Text(f"读入 {args.path}", f"reading {args.path}"))
    try:
        return read_for_planning(args)
    except Refused as refused:
        say(refused.reason)
        return None


def _solve(
    district: "District", args: argparse.Namespace, patience: Patience
) -> "DistrictPlan | None":
    from fangcun_planner.cli.progress import ProgressLine
    from fangcun_planner.cli.warm_up import warm_up_saying_so
    from fangcun_planner.plans.plan import plan_district
    from fangcun_planner.plans.pose import pose_district
    from fangcun_planner.siting.solve import NoPlan, SolveParams

    warm_up_saying_so()
    posed = pose_district(district)
    say(
        Text(
            f"{len(district.communities)}个社区，{len(district.buildings)}栋楼，"
            f"{len(district.spaces)}处存量空间；求解最多{args.time:g}秒，Ctrl-C可提前结束",
            f"{len(district.communities)} communities, {len(district.buildings)} buildings,"
            f" {len(district.spaces)} spaces; solving for up to {args.time:g} s, Ctrl-C ends early",
        )
    )
    params = SolveParams(time_s=args.time, gap=args.gap, seed=args.seed)
    with ProgressLine(sys.stderr, patience) as line:
        try:
            return plan_district(district, params, posed=posed, on_progress=line)
        except NoPlan as refusal:
            say(Text(f"没有可行的方案：{refusal.limit.zh}", f"no plan: {refusal.limit.en}"))
            return None


def _write(plan: "DistrictPlan", args: argparse.Namespace, patience: Patience) -> int:
    from fangcun_planner.cli.writing import print_summary, write_all
    from fangcun_planner.plans.explain import explain
    from fangcun_planner.siting.solve import SolveParams

    if patience.is_over:
        say(Text("已中止求解，保留目前最好的方案", "stopped; the best plan so far is kept"))
    else:
        say(Text("推算预算减10万元和增10%", "trying 100,000 yuan less and 10 % more"))
    effort = SolveParams(
        time_s=min(LONGEST_STEP_S, max(SHORTEST_STEP_S, args.time / 4)),
        gap=args.gap,
        seed=args.seed,
    )
    facts = explain(plan, money_steps=not patience.is_over, effort=effort)
    try:
        write_all(plan, facts, args)
    except OSError as error:
        say(Text(f"无法写入：{error}", f"cannot be written: {error}"))
        return BAD_INPUT
    print_summary(plan, facts, args.out)
    return DONE


def say(sentence: Text) -> None:
    """Tell the person at the terminal what happens, apart from the result."""
    print(sentence, file=sys.stderr, flush=True)
