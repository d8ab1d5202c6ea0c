"""`fangcun-plan`: plan a district, check a plan, solve a covering problem, write the workbook."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = ("plan", "verify", "cover", "template")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; answers its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    args = parser_for(arguments).parse_args(arguments)
    try:
        return int(args.run(args))
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        sys.stderr.close()
        return 0


def parser_for(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the command that the arguments begin with, or of all of them."""
    parser = argparse.ArgumentParser(
        prog="fangcun-plan",
        description=(
            "方寸：社区嵌入式服务设施布点 / Fangcun: where community service facilities should open"
        ),
    )
    subparsers = parser.add_subparsers(required=True, metavar=" | ".join(COMMANDS))
    # Only the command that was asked for is loaded: the others bring libraries of their own.
    asked = [name for name in COMMANDS if arguments[:1] == [name]]
    for name in asked or COMMANDS:
        import_module(f"fangcun_planner.cli.{name}").add_parser(subparsers)
    return parser
