"""Lets the tests of this folder import their referee, and compiles once before any of them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    from fangcun_planner.siting.warm_up import warm_up

    warm_up()
