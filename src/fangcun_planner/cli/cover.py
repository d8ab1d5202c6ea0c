"""``fangcun-plan cover``: the classic covering question, from two CSV files to one answer."""

from __future__ import annotations

import argparse
import json
import math
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

from fangcun_planner.problems import Problem, Severity, shown
from fangcun_planner.text import Text

if TYPE_CHECKING:
    from fangcun_planner.columns import Columns
    from fangcun_planner.covering import CoveringAnswer, CoveringProblem
    from fangcun_planner.covering.effort import Progress

MOST_METRES = 1e9  # farther than any two places on earth
MOST_WEIGHT = 1e15  # beyond it, sums of weights lose whole units
NOTICE_AFTER_S = 3.0
LOADING = Text(
    "正在载入计算内核；首次运行需要编译，约半分钟",
    "loading the compiled loops; the first time ever they are compiled, half a minute",
)


def add_parser(subparsers: Any) -> None:
    """Add the command ``cover`` to ``fangcun-plan``."""
    parser = subparsers.add_parser(
        "cover",
        help="最大覆盖选址 / maximal covering: where to open p sites",
        description=(
            "选择开放哪些站点，使服务半径内覆盖的权重最大，并给出证明的上限。"
            " / Choose which sites to open so that most weight lies within reach of one,"
            " with a proven bound."
        ),
    )
    add = parser.add_argument
    add("demand", type=Path, metavar="DEMAND.csv", help="需求点 / demand: id,x,y,weight")
    add("sites", type=Path, metavar="SITES.csv", help="候选站点 / sites: id,x,y")
    add(
        "--reach-m",
        type=_metres,
        required=True,
        metavar="M",
        help="服务半径（米），恰好等于也算覆盖 / reach in metres, inclusive",
    )
    add(
        "--open",
        type=_count,
        required=True,
        metavar="P",
        help="开放数量上限，含现有站点 / how many sites may be open, the existing ones included",
    )
    add(
        "--planar",
        action="store_true",
        help=(
            "x、y为平面米；否则x为经度、y为纬度，距离为大圆距离（地球半径6371008.8米）"
            " / x, y are metres on a plane; otherwise longitude and latitude in degrees,"
            " with great-circle metres (earth radius 6371008.8 m)"
        ),
    )
    add(
        "--existing",
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help="已开放的站点，计入P并列入结果 / sites open already, counted in P and listed",
    )
    add("--time", type=_seconds, default=10.0, metavar="S", help="秒 / seconds, default 10")
    add(
        "--gap",
        type=_share,
        default=0.0,
        metavar="G",
        help="达到此差距即停止，默认0即证明最优 / stop at this gap; default 0: prove the best",
    )
    add("--seed", type=_seed, default=1, metavar="N", help="随机种子 / random seed, default 1")
    add("--json", action="store_true", help="只输出一个JSON对象 / print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer the question; 0 if there is an answer, 2 if the input is wrong."""
    from fangcun_planner.columns import NumberColumn, read_columns, repeated

    x_most, y_most = (MOST_METRES, MOST_METRES) if args.planar else (180.0, 90.0)
    place = (NumberColumn("x", -x_most, x_most), NumberColumn("y", -y_most, y_most))
    weight = NumberColumn("weight", 0.0, MOST_WEIGHT)
    demand = read_columns(args.demand, texts=["id"], numbers=[*place, weight])
    sites = read_columns(args.sites, texts=["id"], numbers=place)
    problems = [*demand.problems, *sites.problems]
    for path, columns in ((args.demand, demand), (args.sites, sites)):
        problems += repeated(path, columns, "id") if columns.text else []
    problems += _existing_problems(args, sites)
    if problems:
        _print_problems(problems)
        return 2
    answer = _solve(args, demand, sites)
    names = [
        name for name, is_open in zip(sites.text["id"], answer.is_open, strict=True) if is_open
    ]
    print(_as_json(answer, names) if args.json else _as_table(answer, names))
    return 0


def _existing_problems(args: argparse.Namespace, sites: Columns) -> list[Problem]:
    known, built = set(sites.text.get("id", ())), len(set(args.existing))
    no_such = Text(f"{args.sites.name}中没有这个编号", f"{args.sites.name} has no such id")
    problems = [
        _option_problem("--existing", name, no_such)
        for name in dict.fromkeys(args.existing)
        if known and name not in known
    ]
    if args.open < built:
        too_few = Text(
            f"包含{built}个现有站点，不得小于{built}",
            f"counts the {built} existing sites too and must be at least {built}",
        )
        problems.append(_option_problem("--open", str(args.open), too_few))
    return problems


def _option_problem(option: str, value: str, reason: Text) -> Problem:
    return Problem(option, None, "", shown(value), Severity.ERROR, reason)


def _print_problems(problems: Sequence[Problem]) -> None:
    count = len(problems)
    lines = [str(Text(f"输入有{count}处错误：", f"the input has {count} problems:"))]
    lines += [str(problem) for problem in problems]
    print("\n".join(lines), file=sys.stderr)


def _solve(args: argparse.Namespace, demand: Columns, sites: Columns) -> CoveringAnswer:
    from fangcun_planner.covering.run import load_compiled_loops
    from fangcun_planner.covering.solve import SolveParams, solve

    with _notice_of_loading():
        problem = _problem_of(args, demand, sites)
        load_compiled_loops()
    params = SolveParams(time_s=args.time, gap=args.gap, seed=args.seed)
    with _interruptible() as is_stopped:

        def watch(now: Progress) -> bool:
            if sys.stderr.isatty():
                print(f"\r{_progress_line(now)}", end="", file=sys.stderr, flush=True)
            return not is_stopped()

        answer = solve(problem, params, on_progress=watch)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return answer


def _problem_of(args: argparse.Namespace, demand: Columns, sites: Columns) -> CoveringProblem:
    import numpy as np

    from fangcun_planner.covering.points import from_points

    return from_points(
        demand_x=demand.number["x"],
        demand_y=demand.number["y"],
        weight=demand.number["weight"],
        site_x=sites.number["x"],
        site_y=sites.number["y"],
        reach_m=args.reach_m,
        planar=args.planar,
        open_at_most=args.open,
        existing=np.isin(np.array(sites.text["id"]), args.existing),
    )


@contextmanager
def _notice_of_loading() -> Iterator[None]:
    """Say why it takes long where it does: loops that are not yet compiled."""
    notice = Timer(NOTICE_AFTER_S, lambda: print(LOADING, file=sys.stderr, flush=True))
    notice.daemon = True
    notice.start()
    try:
        yield
    finally:
        notice.cancel()


@contextmanager
def _interruptible() -> Iterator[Any]:
    """Ctrl-C does not kill the run but ends it; what is best so far becomes the answer."""
    pressed: list[int] = []
    try:
        before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    except ValueError:  # not in the main thread: whoever runs it takes care of signals
        yield lambda: False
        return
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def _progress_line(now: Progress) -> str:
    line = f"{now.seconds:6.1f} s  {now.objective:.10g} ≤ {now.bound:.10g}  {now.gap:.3%}"
    return line.ljust(70)


def _as_json(answer: CoveringAnswer, names: Sequence[str]) -> str:
    return json.dumps(
        {
            "objective": answer.objective,
            "bound": answer.bound,
            "gap": answer.gap if math.isfinite(answer.gap) else None,
            "open": list(names),
            "covered_share": answer.covered_share,
            "seconds": round(answer.seconds, 6),
            "status": answer.status.value,
        },
        ensure_ascii=False,
        allow_nan=False,
    )


STATUS_NAMES = {
    "proven": Text("已证明最优", "proven best"),
    "within_gap": Text("在要求的差距内", "within the gap asked for"),
    "feasible": Text("可行，差距大于要求", "feasible, the gap is larger than asked for"),
}


def _as_table(answer: CoveringAnswer, names: Sequence[str]) -> str:
    rows = (
        (Text("结论", "status"), str(STATUS_NAMES[answer.status.value])),
        (Text("覆盖权重", "weight covered"), f"{answer.objective:.12g}"),
        (Text("覆盖比例", "share covered"), f"{answer.covered_share:.2%}"),
        (Text("任何方案不超过", "no choice covers more than"), f"{answer.bound:.12g}"),
        (Text("差距", "gap"), f"{answer.gap:.4%}"),
        (Text("用时", "time"), f"{answer.seconds:.2f} s"),
        (Text("开放站点", "open sites"), f"{len(names)}: {' '.join(names)}"),
    )
    return "\n".join(f"{name}: {value}" for name, value in rows)


def _metres(text: str) -> float:
    return _number(text, most=MOST_METRES)


def _seconds(text: str) -> float:
    return _number(text, most=1e9)


def _share(text: str) -> float:
    return _number(text, most=1e9)


def _count(text: str) -> int:
    return _whole(text, most=10**9)


def _seed(text: str) -> int:
    return _whole(text, most=2**32 - 1)


def _number(text: str, *, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= most:
        raise argparse.ArgumentTypeError(
            f"{text!r}: {Text(f'应为0到{most:g}的数字', f'must be a number from 0 to {most:g}')}"
        )
    return value


def _whole(text: str, *, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= most):
        raise argparse.ArgumentTypeError(
            f"{text!r}: {Text(f'应为0到{most}的整数', f'must be a whole number from 0 to {most}')}"
        )
    return int(text)
