"""The screen in the hall keeps its last picture when the network is gone, and fits its wall."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.site import Look, open_context

WALLS = [pytest.param((1920, 1080), id="lying"), pytest.param((1080, 1920), id="standing")]


@pytest.mark.parametrize("wall", WALLS)
def test_fits_the_wall_and_says_since_when_there_is_no_network(
    browser: Browser, site: str, wall: tuple[int, int]
):
    context = open_context(browser, site, Look())
    page = context.new_page()
    page.set_viewport_size({"width": wall[0], "height": wall[1]})
    page.goto("/lobby/1/")
    size = page.evaluate("(({ scrollWidth: w, scrollHeight: h }) => [w, h])(document.body)")
    name = page.locator("h1").inner_text()
    context.set_offline(True)

    expect(page.locator(".lobby-old")).to_contain_text("网络断开了")
    expect(page.locator("h1")).to_have_text(name)
    context.close()
    assert size == list(wall)
