"""What holds on every page: accessible, private, readable on a phone."""

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
"""Addresses that no link of a planner leads to as a page: forms sent, data, files, signing in."""

SAID_BY_THE_SITE = (
    "nav, thead th, legend, main button, dt, h2, .figure-label, .help, .tag, .empty, caption"
)
"""Where the site speaks, not the district's records."""

LOOKS = [
    pytest.param(Look(1280, "light", "normal", "zh-hans"), id="desktop-light"),
    pytest.param(Look(390, "dark", "normal", "zh-hans"), id="phone-dark"),
    pytest.param(Look(390, "light", "large", "en"), id="phone-elder-english"),
]


@pytest.fixture(scope="module")
def addresses(browser: Browser, site: str, demo_plan: str) -> dict[str, str]:
    """One address per page, as a planner reaches them."""
    context = open_context(browser, site, Look())
    page = context.new_page()
    sign_in(page)
    found = pages_by_name(page)
    context.close()
    return found


@pytest.fixture
def looker(browser: Browser, site: str, request: pytest.FixtureRequest):
    context = open_context(browser, site, request.param)
    page = context.new_page()
    sign_in(page)
    yield page
    context.close()


class TestEveryPage:
    def test_links_lead_to_the_rooms(self, addresses: dict[str, str]):
        rooms = {name.split(":")[0] for name in addresses}

        assert {"workspace", "places", "catalog", "planning"} <= rooms
        assert all_view_names() - set(addresses) == NOT_A_LINKED_PAGE

    @pytest.mark.parametrize("looker", LOOKS, indirect=True)
    def test_is_accessible(self, looker: Page, addresses: dict[str, str]):
        violations = []
        for name, path in addresses.items():
            looker.goto(path)
            looker.wait_for_load_state("networkidle")
            violations += _violations(looker, f"{name} {path}")

        assert violations == []

    @pytest.mark.parametrize("look", LOOKS)
    def test_is_accessible_before_signing_in(self, browser: Browser, site: str, look: Look):
        context = open_context(browser, site, look)
        page = context.new_page()
        violations = []
        for path in ("/", "/people/sign-in/", "/no-such-page/"):
            page.goto(path)
            violations += _violations(page, path)
        context.close()

        assert violations == []

    @pytest.mark.parametrize("looker", LOOKS[1:], indirect=True)
    def test_does_not_scroll_sideways_on_a_phone(self, looker: Page, addresses: dict[str, str]):
        wide = []
        for name, path in addresses.items():
            looker.goto(path)
            looker.wait_for_load_state("networkidle")
            width = looker.evaluate("document.documentElement.scrollWidth")
            if width > looker.viewport_size["width"]:
                wide.append(f"{name} {path}: {width}")

        assert wide == []

    def test_contacts_no_other_host_and_breaks_no_policy(
        self, page: Page, site: str, addresses: dict[str, str]
    ):
        hosts, complaints = set(), []
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))

        for path in addresses.values():
            page.goto(path)
            page.wait_for_load_state("networkidle")

        assert hosts - {""} == {urlsplit(site).netloc}
        assert complaints == []

    def test_english_pages_speak_english(self, browser: Browser, site: str, addresses):
        context = open_context(browser, site, Look(language="en"))
        page = context.new_page()
        sign_in(page)
        chinese = []
        for name, path in addresses.items():
            page.goto(path)
            said = page.locator(SAID_BY_THE_SITE).all_inner_texts()
            chinese += [f"{name} {path}: {text}" for text in said if _is_chinese(text)]
        context.close()

        assert chinese == []


def _violations(page: Page, where: str) -> list[str]:
    """What axe finds against WCAG 2.2 AA."""
    answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [
        f"{where}: {rule['id']} {rule['nodes'][0]['html'][:120]}"
        for rule in answer.response["violations"]
    ]


def _is_chinese(text: str) -> bool:
    return any("一" <= letter <= "鿿" for letter in text)
