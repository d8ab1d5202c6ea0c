"""Without a mouse and at twice the size: the finger sees where it is, and gets through."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.site import Look, open_context

PAGES = ["/", "/near/?where=", "/my/", "/my/sign-in/", "/desk/ask/", "/my/circles/new/"]
TWICE_THE_SIZE = Look(640)  # 1280 px at 200 %
MOST_STEPS = 150
HERE = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const shown = here.closest("label") ?? here;
    const { outlineStyle, boxShadow } = getComputedStyle(here);
    const [box] = shown.getClientRects();
    const all = [...document.querySelectorAll("*")];
    const marksItsOwnParts = here.type === "date";
    return {
        words: `${here.tagName} ${here.id} ${here.textContent.trim().slice(0, 20)}`,
        place: all.indexOf(here),
        top: (box?.top ?? 0) + scrollY, left: box?.left ?? 0, height: box?.height ?? 0,
        isMarked: marksItsOwnParts || outlineStyle !== "none" || boxShadow !== "none",
        isInMain: Boolean(here.closest("main")) && !here.closest("[popover], .map"),
    };
}"""


@pytest.fixture(scope="module")
def visitor(browser: Browser, site: str, at_home: list[Any]) -> Iterator[BrowserContext]:
    context = open_context(browser, site, TWICE_THE_SIZE)
    context.add_cookies(at_home)
    yield context
    context.close()


@pytest.fixture(params=PAGES)
def page(visitor: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    opened = visitor.new_page()
    opened.goto(request.param)
    yield opened
    opened.close()


class TestKeyboard:
    def test_goes_through_the_page_as_it_is_read_and_sees_where_it_is(self, page: Page):
        steps = list(_steps(page))

        assert len(steps) < MOST_STEPS, "caught in a trap"
        assert [one["words"] for one in steps if not one["isMarked"]] == []
        assert [one["place"] for one in steps] == sorted(one["place"] for one in steps)
        assert _backwards([one for one in steps if one["isInMain"]]) == []


class TestTwiceTheSize:
    def test_nothing_is_read_sideways(self, page: Page):
        assert page.evaluate("document.documentElement.scrollWidth") <= TWICE_THE_SIZE.width


def _steps(page: Page) -> Iterator[dict[str, Any]]:
    """Where each press of Tab leads, until it leaves the page or comes round."""
    first = None
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None or here["place"] == first:
            return
        first = here["place"] if first is None else first
        yield here


def _backwards(steps: list[dict[str, Any]]) -> list[str]:
    """Steps that lead up the page by more than a line, or back along it."""
    pairs = itertools.pairwise(steps)
    return [
        f"{one['words']} → {other['words']}"
        for one, other in pairs
        if other["top"] + other["height"] < one["top"] - 1
        or (abs(other["top"] - one["top"]) < 2 and other["left"] < one["left"] - 1)
    ]
