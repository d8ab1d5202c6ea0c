"""What a rule of the look says in numbers, measured on the page as it is drawn."""

from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page


class Least(NamedTuple):
    """The smallest type, target and line of a look, in CSS pixels and in times the type."""

    type_px: float = 0
    target_px: float = 44  # also for fingers that tremble a little
    leading: float = 0


NORMAL = Least()
ELDER = Least(type_px=24, target_px=60, leading=1.3)  # 24 px are 18 pt

MEASURED = (Path(__file__).parent / "measured.js").read_text()


def too_small(page: Page, least: Least) -> list[str]:
    """Texts and targets that are smaller than they may be, lines that stand too close."""
    found: list[str] = page.evaluate(MEASURED, list(least))
    return found
