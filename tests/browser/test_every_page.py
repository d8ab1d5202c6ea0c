"""What holds on every page: accessible, private, readable on a phone."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.crawl import all_view_names, pages_by_name
from tests.browser.site import Look, open_context, sign_in

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
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
        assert set(addresses) <= all_view_names()

    @pytest.mark.parametrize("looker", LOOKS, indirect=True)
    def test_is_accessible(self, looker: Page, addresses: dict[str, str]):
        axe, violations = Axe(), []
        for name, path in addresses.items():
            looker.goto(path)
            looker.wait_for_load_state("networkidle")
            answer = axe.run(looker, options={"runOnly": {"type": "tag", "values": WCAG}})
            violations += [
                f"{name} {path}: {rule['id']} {rule['nodes'][0]['html'][:120]}"
                for rule in answer.response["violations"]
            ]

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
        titles = {}
        for name, path in addresses.items():
            page.goto(path)
            titles[name] = page.locator("h1").first.inner_text()
        context.close()
        names_of_places = {"places:community", "places:space", "places:facility", "planning:"}

        chinese = {
            name: title
            for name, title in titles.items()
            if any("一" <= letter <= "鿿" for letter in title)
            and not any(name.startswith(place) for place in names_of_places)
        }

        assert chinese == {}
