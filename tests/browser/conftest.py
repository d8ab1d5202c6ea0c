"""One site and one browser for all browser tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.canteen_rows import CanteenRows, rows_written
from tests.browser.site import (
    Look,
    a_telephone_at_home,
    open_context,
    running_browser,
    running_site,
    sign_in,
    sign_in_at_home,
    wait_for_demo_plan,
)

SESSION = "sessionid"


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker takes all browser tests, since they share one site; killing it comes last."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("browser"))
    items.sort(key=lambda item: item.path.name == "test_killed.py")


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site keeps its database."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def said() -> list[str]:
    """What the site has said so far, line by line."""
    return []


@pytest.fixture(scope="session")
def site(site_folder: Path, said: list[str]) -> Iterator[str]:
    with running_site(site_folder, said) as address:
        yield address


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running_browser(tmp_path_factory.mktemp("browser")) as chromium:
        yield chromium


@pytest.fixture(scope="session")
def demo_plan(browser: Browser, site: str) -> str:
    """The page of the plan that the first start of the demo has asked for."""
    return wait_for_demo_plan(browser, site)


@pytest.fixture(scope="session")
def rows(site: str, site_folder: Path) -> CanteenRows:
    """What the canteen sells today and tomorrow, whatever the hour."""
    return rows_written(site_folder)


@pytest.fixture(scope="session")
def at_home(browser: Browser, site: str, site_folder: Path, said: list[str]) -> list[Any]:
    """What signing in by telephone has given a resident; a code comes once in a minute."""
    visitor = open_context(browser, site, Look())
    sign_in_at_home(visitor.new_page(), a_telephone_at_home(site_folder), said)
    given = [one for one in visitor.cookies() if one["name"] == SESSION]
    visitor.close()
    return given


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
