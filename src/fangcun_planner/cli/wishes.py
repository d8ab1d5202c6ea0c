"""What the command line may say instead of the district's file: money, limits, locks, streets."""

import argparse
from decimal import Decimal
from pathlib import Path

MOST_FEN = 10**15  # ten thousand billion yuan


def add_wishes(parser: argparse.ArgumentParser) -> None:
    """The options that change the question; the same ones to plan and to check the plan."""
    parser.add_argument(
        "--budget", type=yuan, metavar="YUAN", help="预算（元），默认用文件里的 / budget in yuan"
    )
    parser.add_argument("--open", type=int, metavar="N", help="最多新开几处 / most openings")
    parser.add_argument(
        "--must-open", nargs="+", default=[], metavar="ID", help="必须启用的空间 / must open"
    )
    parser.add_argument(
        "--must-not-open", nargs="+", default=[], metavar="ID", help="不得启用 / must stay shut"
    )
    parser.add_argument(
        "--streets", type=Path, metavar="FILE", help="路网：.osm.pbf、.osm或.csv / street network"
    )


def yuan(text: str) -> int:
    """Money on the command line, in fen: 3000000, 3,000,000 or 300万."""
    number, factor = text.replace(",", "").replace("，", ""), 100
    if number.endswith("万"):
        number, factor = number[:-1], 1_000_000
    try:
        fen = Decimal(number) * factor
        if 0 <= fen <= MOST_FEN and fen == int(fen):
            return int(fen)
    except ArithmeticError:
        pass
    raise argparse.ArgumentTypeError(f"预算应为不小于0的金额 / not an amount: {text!r}")
