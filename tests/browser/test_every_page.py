"""What holds on every page: accessible, private, readable on a phone."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.crawl import all_view_names, pages_by_name
from tests.browser.site import Look, open_context, sign_in

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NOT_A_LINKED_PAGE = {
    *("base:choose_look", "set_language", "accounts:sign_in", "accounts:sign_out"),
    *("catalog:check_import", "catalog:import_problems", "catalog:move_project"),
    *("catalog:export_file", "catalog:template_file"),
    *("places:communities_file", "places:spaces_file"),
    *("planning:lift", "planning:lock", "planning:start_run", "planning:start_frontier"),
    *("planning:restart_run", "planning:stop_run", "planning:run_progress"),
    *("planning:paper", "planning:papers", "planning:plan_file", "planning:plan_map"),
    *("workspace:boundary", "workspace:layer"),
}
"""Addresses that no link leads to as a page: forms sent, data, files, signing in."""

VISITORS = ("planner", "secretary", "steward", "operator", "admin")
"""Who walks through the site; a page that several reach is looked at as the first of them."""

FIRST_SCREEN = "workspace:home"  # another one for each job

SAID_BY_THE_SITE = (
    "nav, thead th, legend, main button, dt, h2, .figure-label, .help, .tag, .empty, caption"
)
"""Where the site speaks, not the district's records."""

LOOKS = [
    pytest.param(Look(1280, "light", "normal", "zh-hans"), id="desktop-light"),
    pytest.param(Look(390, "dark", "normal", "zh-hans"), id="phone-dark"),
    pytest.param(Look(390, "light", "large", "en"), id="phone-elder-english"),
]


class Stop(NamedTuple):
    """One page on the walk, and who looks at it."""

    name: str
    path: str
    visitor: str


@pytest.fixture(scope="module")
def stops(browser: Browser, site: str, demo_plan: str) -> list[Stop]:
    """One address for each named page, as the first visitor reaches it."""
    found: dict[str, Stop] = {}
    for visitor in VISITORS:
        with _signed_in(browser, site, Look(), visitor) as page:
            for name, path in pages_by_name(page).items():
                known_as = f"{name} {visitor}" if name == FIRST_SCREEN else name
                found.setdefault(known_as, Stop(name, path, visitor))
    return list(found.values())


@pytest.fixture(scope="module", params=LOOKS)
def findings(
    browser: Browser, site: str, stops: list[Stop], request: pytest.FixtureRequest
) -> dict[str, list[str]]:
    """What is wrong on the pages, by kind, as somebody with one look sees them."""
    look: Look = request.param
    wrong: dict[str, list[str]] = defaultdict(list)
    for visitor in VISITORS:
        with _signed_in(browser, site, look, visitor) as page:
            _listen(page, site, wrong)
            for stop in stops:
                if stop.visitor == visitor:
                    _look_at(page, stop, look, wrong)
    return wrong


class TestEveryPage:
    def test_links_lead_to_the_rooms(self, stops: list[Stop]):
        names = {stop.name for stop in stops}

        assert {name.split(":")[0] for name in names} >= {"workspace", "places", "desk", "people"}
        assert all_view_names() - names == NOT_A_LINKED_PAGE

    def test_is_accessible(self, findings):
        assert findings["axe"] == []

    def test_does_not_scroll_sideways(self, findings):
        assert findings["wide"] == []

    def test_contacts_no_other_host_and_breaks_no_policy(self, findings):
        assert findings["host"] + findings["console"] == []

    def test_speaks_the_language_chosen(self, findings):
        assert findings["language"] == []

    @pytest.mark.parametrize("look", LOOKS)
    def test_is_accessible_before_signing_in(self, browser: Browser, site: str, look: Look):
        context = open_context(browser, site, look)
        page = context.new_page()
        violations = []
        for path in ("/", "/accounts/sign-in/", "/my/sign-in/", "/no-such-page/"):
            page.goto(path)
            violations += _violations(page, path)
        context.close()

        assert violations == []


@contextmanager
def _signed_in(browser: Browser, site: str, look: Look, visitor: str) -> Iterator[Page]:
    context = open_context(browser, site, look)
    page = context.new_page()
    sign_in(page, visitor)
    yield page
    context.close()


def _listen(page: Page, site: str, wrong: dict[str, list[str]]) -> None:
    here = {"", urlsplit(site).netloc}
    page.on(
        "request",
        lambda asked: (
            wrong["host"].append(asked.url) if urlsplit(asked.url).netloc not in here else None
        ),
    )
    page.on(
        "console",
        lambda said: (
            wrong["console"].append(f"{page.url}: {said.text}") if said.type == "error" else None
        ),
    )
    page.on("pageerror", lambda error: wrong["console"].append(f"{page.url}: {error}"))


def _look_at(page: Page, stop: Stop, look: Look, wrong: dict[str, list[str]]) -> None:
    where = f"{stop.name} {stop.path} ({stop.visitor})"
    page.goto(stop.path)
    page.wait_for_load_state("networkidle")
    wrong["axe"] += _violations(page, where)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > look.width:
        wrong["wide"].append(f"{where}: {width}")
    if look.language == "en":
        said = page.locator(SAID_BY_THE_SITE).all_inner_texts()
        wrong["language"] += [f"{where}: {text}" for text in said if _is_chinese(text)]


def _violations(page: Page, where: str) -> list[str]:
    """What axe finds against WCAG 2.2 AA."""
    answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [
        f"{where}: {rule['id']} {rule['nodes'][0]['html'][:120]}"
        for rule in answer.response["violations"]
    ]


def _is_chinese(text: str) -> bool:
    return any("一" <= letter <= "鿿" for letter in text)
