"""One site and one browser for all browser tests."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.site import Look, open_context, running_browser, running_site, sign_in

PLAN_LIMIT_S = 240  # the first solve on a machine compiles the solver


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker takes all browser tests, since they share one site."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_site(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running_browser(tmp_path_factory.mktemp("browser")) as chromium:
        yield chromium


@pytest.fixture(scope="session")
def demo_plan(browser: Browser, site: str) -> str:
    """The page of the plan that the first start of the demo has asked for, once it is there."""
    context = open_context(browser, site, Look())
    page = context.new_page()
    sign_in(page)
    page.goto("/planning/")
    page.locator("main a[href*='/planning/scenarios/']:not([href*='new'])").first.click()
    plan = page.locator("main a[href*='/planning/plans/']")
    for _ in range(PLAN_LIMIT_S):
        if plan.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    address = plan.first.get_attribute("href")
    context.close()
    assert address, "the demo's plan did not come"
    return address


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    visitor = open_context(browser, site, Look())
    yield visitor
    visitor.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of a planner who has signed in, on a desktop."""
    fresh = context.new_page()
    sign_in(fresh)
    return fresh
