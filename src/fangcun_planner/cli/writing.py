"""Write every file of a plan, and say in a few lines what the plan is."""

import argparse
import sys
from pathlib import Path

from fangcun_planner.plans.document import write_document
from fangcun_planner.plans.facts import PlanFacts
from fangcun_planner.plans.geojson import write_geojson
from fangcun_planner.plans.page import write_page
from fangcun_planner.plans.papers import write_papers
from fangcun_planner.plans.plan import DistrictPlan
from fangcun_planner.plans.sheets import write_sheets
from fangcun_planner.plans.summary import headline
from fangcun_planner.text import Text

FILES = (
    ("plan.json", write_document),
    ("plan.xlsx", write_sheets),
    ("plan.geojson", write_geojson),
    ("plan.html", write_page),
)
TELL_EVERY_PAPERS = 20


def write_all(plan: DistrictPlan, facts: PlanFacts, args: argparse.Namespace) -> None:
    """Write the plan's files and, unless told otherwise, one paper per community."""
    out: Path = args.out
    out.mkdir(parents=True, exist_ok=True)
    for name, write in FILES:
        write(plan, facts, out / name)
    if not args.no_papers:
        write_papers(plan, facts, out / "communities", codes=args.communities, on_paper=_tell_paper)


def print_summary(plan: DistrictPlan, facts: PlanFacts, out: Path) -> None:
    """The plan in a few lines on the standard output."""
    for name, value in headline(facts):
        print(f"{name.zh}：{value.zh}")
    print()
    for name, value in headline(facts):
        print(f"{name.en}: {value.en}")
    print()
    print(Text(f"文件在 {out}", f"files are in {out}"))


def _tell_paper(done: int, count: int) -> None:
    if done % TELL_EVERY_PAPERS == 0 or done == count:
        print(Text(f"社区方案单 {done}/{count}", f"papers {done}/{count}"), file=sys.stderr)
