"""The guide tells the truth: its examples run, its commands are understood."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from fangcun_planner.cli import parser_for

GUIDE = Path(__file__).parents[3] / "docs/guides/planner.md"
COMMANDS = re.findall(r"^fangcun-plan (.+)$", GUIDE.read_text("utf-8"), flags=re.MULTILINE)


class TestGuide:
    def test_examples_run(self):
        results = doctest.testfile(str(GUIDE), module_relative=False)

        assert results.attempted > 10
        assert results.failed == 0

    @pytest.mark.parametrize("line", COMMANDS)
    def test_commands_are_understood(self, line):
        arguments = shlex.split(line)

        assert parser_for(arguments).parse_args(arguments).path.suffix == ".xlsx"

    def test_names_every_option_of_plan(self):
        options = set(re.findall(r"--[a-z-]+", parser_help("plan"))) - {"--help"}

        told = set(re.findall(r"`(--[a-z-]+)`", GUIDE.read_text("utf-8")))
        assert options == told


def parser_help(command: str) -> str:
    """What the command says about itself."""
    parser = parser_for([command])
    chosen = parser._subparsers._group_actions[0].choices[command]
    return chosen.format_help()
