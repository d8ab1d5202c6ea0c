"""My day and my codes are there without a network, on my own telephone and for me alone."""

from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.site import Look, a_telephone_at_home, open_context, sign_in_at_home
from tests.browser.wire import Wire, a_wire_to

IS_KEPT = "async () => !!(await caches.match('/my/codes/'))"
IS_FORGOTTEN = "async () => !(await caches.has('fangcun-own'))"
KEPT = """async () => (await (await caches.open('fangcun-own')).keys())
    .map(one => new URL(one.url).pathname).sort()"""
PATIENCE_S = 30


class TestOffline:
    def test_ones_day_and_codes_are_read_until_one_signs_out(
        self, browser: Browser, site: str, site_folder: Path, said: list[str]
    ):
        with a_wire_to(site) as wire:
            context = open_context(browser, wire.address, Look(390))
            page = context.new_page()
            sign_in_at_home(page, a_telephone_at_home(site_folder), said)
            _read_without_network(page, wire)
            _sign_out_and_find_nothing(page, wire)
            context.close()


def _read_without_network(page: Page, wire: Wire) -> None:
    _until(page, IS_KEPT)
    name = page.locator("h1").inner_text()
    assert page.evaluate(KEPT) == ["/my/", "/my/codes/"]
    assert page.locator("[data-when-offline]").is_hidden()

    wire.cut()
    page.goto("/my/codes/")
    assert page.locator(".code-picture svg").last.is_visible()
    assert page.get_by_text("离线：最后更新于").is_visible()
    page.goto("/my/")
    assert page.locator("h1").inner_text() == name
    page.goto("/my/data/")  # what was not kept says so, and names nobody
    assert page.locator("h1").inner_text() == "没有网络"
    assert name not in page.locator("body").inner_text()


def _sign_out_and_find_nothing(page: Page, wire: Wire) -> None:
    wire.mend()
    page.goto("/my/looks/")
    assert page.evaluate(KEPT) == ["/my/", "/my/codes/"]
    page.locator("details.look summary").click()
    page.locator("details.look form[action$='sign-out/'] button").click()
    page.wait_for_url(lambda url: "/my/" not in url)
    _until(page, IS_FORGOTTEN)

    wire.cut()
    page.goto("/my/codes/")
    assert page.locator("h1").inner_text() == "没有网络"


def _until(page: Page, is_so: str) -> None:
    """What a promise says; `wait_for_function` would take the promise itself for a yes."""
    for _ in range(PATIENCE_S * 10):
        if page.evaluate(is_so):
            return
        page.wait_for_timeout(100)
    raise AssertionError(is_so)
