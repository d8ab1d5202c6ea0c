"""Workbooks of the demo district, whole and small."""

from dataclasses import replace

import pytest

from fangcun_planner.cli import main
from fangcun_planner.demo import demo_district
from fangcun_planner.files import write_template


@pytest.fixture(scope="session")
def workbook(tmp_path_factory):
    """The demo district's workbook, written by the command that writes it."""
    path = tmp_path_factory.mktemp("district") / "district.xlsx"
    assert main(["template", str(path), "--demo"]) == 0
    return path


@pytest.fixture(scope="session")
def small_workbook(tmp_path_factory):
    """Twelve communities of the demo district."""
    demo = demo_district()
    communities = demo.communities[:12]
    codes = {community.code for community in communities}
    small = replace(
        demo,
        communities=communities,
        buildings=tuple(b for b in demo.buildings if b.community in codes),
        spaces=tuple(s for s in demo.spaces if s.community in codes),
        facilities=tuple(f for f in demo.facilities if f.community in codes),
    )
    path = tmp_path_factory.mktemp("district") / "small.xlsx"
    write_template(path, small)
    return path
