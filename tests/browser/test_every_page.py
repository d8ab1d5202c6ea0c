"""What holds on every page: accessible, private, readable on a phone."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import SESSION
from tests.browser.crawl import all_view_names, pages_by_name
from tests.browser.measure import ELDER, NORMAL, too_small
from tests.browser.site import Look, open_context, sign_in

ONLY_WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
NOT_A_LINKED_PAGE = {
    *("accounts:recovery_codes", "accounts:reopen", "accounts:reset_second_factor"),
    *("accounts:resume", "accounts:second_factor", "accounts:sign_out"),
    *("base:choose_look", "base:parts"),
    *("canteen:accept_recount", "canteen:all_ready", "canteen:cancel_booking"),
    *("canteen:cancel_order", "canteen:cancel_packs", "canteen:change_party"),
    *("canteen:close_meal", "canteen:close_sale", "canteen:copy_week", "canteen:end_round"),
    *("canteen:end_standing", "canteen:hand_over", "canteen:hand_over_packs", "canteen:labels"),
    *("canteen:labels_on_roll", "canteen:lift_pause", "canteen:mark_meal"),
    *("canteen:move_booking", "canteen:move_packs", "canteen:move_stop", "canteen:name_cards"),
    *("canteen:new_kitchen", "canteen:no_show", "canteen:packs_scanned"),
    *("canteen:pause_standing", "canteen:pay_deposit", "canteen:pay_packs", "canteen:photo"),
    *("canteen:pickup_list", "canteen:print_sheet", "canteen:printed_sheet"),
    *("canteen:publish_menu", "canteen:publish_week", "canteen:reopen_pack"),
    *("canteen:reopen_sale", "canteen:reopen_seating", "canteen:round_paper"),
    *("canteen:safety_file", "canteen:safety_paper", "canteen:seat_party", "canteen:sell"),
    *("canteen:serve", "canteen:settlement_sheet", "canteen:start_round"),
    *("canteen:stop_pack", "canteen:stop_sale", "canteen:stop_seating"),
    *("canteen:switch_subsidy", "canteen:table_plan", "canteen:take_over_week"),
    *("canteen:throw_sample", "canteen:week_file", "canteen:week_paper"),
    *("catalog:check_import", "catalog:export_file", "catalog:import_problems"),
    *("catalog:move_project", "catalog:paper", "catalog:strike_spending"),
    *("catalog:template_file", "catalog:withdraw_paper"),
    *("consent:revoke_member", "consent:sheet", "consent:withdraw"),
    *("desk:answer", "desk:blank_page", "desk:day_page", "desk:decide"),
    *("desk:hand_over_shown", "desk:keep_promise", "desk:lines_file"),
    *("desk:read", "desk:settings_move_rule", "desk:slip"),
    *("desk:write",),
    *("entitlements:end_enrolment", "entitlements:number", "entitlements:switch_pack"),
    *("ledger:export", "ledger:read_opinion"),
    *("meals:cancel", "meals:cancel_packs", "meals:cancel_table", "meals:change_party"),
    *("meals:end_standing", "meals:lift_pause", "meals:move_packs", "meals:packs_qr"),
    *("meals:pause_standing", "meals:pay", "meals:pay_deposit", "meals:pay_packs", "meals:qr"),
    *("ledger:accept", "ledger:decide_offer", "ledger:no_show", "ledger:read_plain_opinions"),
    *("ledger:release", "ledger:reopen_offer", "ledger:stop_offer"),
    *("notices:drop", "notices:told"),
    *("operators:drop_contact", "operators:paper", "operators:running"),
    *("operators:withdraw_paper",),
    *("payments:ask_again", "payments:notification", "payments:pay_out", "payments:receipt"),
    *("payments:trial",),
    *("people:check_import", "people:found_household", "people:id_number"),
    *("people:import_template", "people:join_household", "people:leave_household"),
    *("people:unmerge",),
    *("places:communities_file", "places:door_sheet", "places:load_calendar"),
    *("places:reopen_room", "places:restore_presence", "places:spaces_file"),
    *("places:withdraw_exception",),
    *("planning:lift", "planning:lock", "planning:paper", "planning:papers"),
    *("planning:plan_file", "planning:plan_map", "planning:restart_run"),
    *("planning:run_progress", "planning:start_frontier", "planning:start_run"),
    *("planning:stop_run",),
    *("portal:accept", "portal:cancel"),
    *("portal:circle", "portal:code", "portal:give_consent", "portal:own_data_file"),
    *("portal:revoke", "portal:who", "portal:withdraw_consent"),
    *("portal:code_again", "portal:manifest", "portal:offline", "portal:renew_code"),
    *("portal:areas", "portal:book", "portal:keep_here", "portal:service_worker"),
    *("workspace:scanned",),
    *("set_language",),
    *("workspace:boundary", "workspace:find", "workspace:health", "workspace:layer"),
    *("workspace:own_data_file",),
}
"""Addresses that no link leads to as a page: forms sent, data, files, signing in."""

SOMETIMES_LINKED = {"canteen:round", "canteen:undo_serving", "catalog:undo_step"}
"""Led to while there is something to do: meals to bring or just served, a stage just taken."""

VISITORS = {
    "everybody": "/",
    "resident": "/my/",
    **dict.fromkeys(("planner", "secretary", "steward", "operator", "canteen", "admin"), "/today/"),
}
"""Who walks through the site, and where each begins; a page is looked at as the first of them."""

FIRST_SCREEN = "workspace:home"  # another one for each job

SAID_BY_THE_SITE = (
    "nav, thead th, legend, main button, dt, h2, .figure-label, .help, .tag, .empty, caption"
)
"""Where the site speaks, not the district's records."""

NOT_SAID_BY_PEOPLE = """all => all
    .filter(one => !one.closest("[lang]:not(html)")).map(one => one.innerText)"""
"""What residents said is marked with its own language."""

QUOTED = re.compile(r"“[^”]*”")
"""An English sentence may quote what is written in Chinese."""

FOR_RESIDENTS = "main.at-home"

PARTS_ARE_THERE = "() => !document.querySelector('.htmx-request')"
"""Waiting for the network to rest would cost half a second on each page."""

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
def keys(browser: Browser, site: str, at_home: list[Any]) -> dict[str, Any]:
    """What signing in has given each visitor."""
    given = {"resident": at_home, "everybody": []}
    for visitor in VISITORS.keys() - given.keys():
        context = open_context(browser, site, Look())
        sign_in(context.new_page(), visitor)
        given[visitor] = [one for one in context.cookies() if one["name"] == SESSION]
        context.close()
    return given


@pytest.fixture(scope="module")
def stops(browser: Browser, site: str, demo_plan: str, keys: dict[str, Any]) -> list[Stop]:
    """One address for each named page, as the first visitor reaches it."""
    found: dict[str, Stop] = {}
    for visitor, start in VISITORS.items():
        with _let_in(browser, site, Look(), keys[visitor]) as page:
            for name, path in pages_by_name(page.request, start).items():
                known_as = f"{name} {visitor}" if name == FIRST_SCREEN else name
                found.setdefault(known_as, Stop(name, path, visitor))
    return [*found.values(), _on_the_wall(found["portal:facility"])]


def _on_the_wall(facility: Stop) -> Stop:
    """The screen in the hall of a facility: nobody follows a link to it."""
    return Stop("portal:lobby", facility.path.replace("/f/", "/lobby/"), facility.visitor)


@pytest.fixture(scope="module", params=LOOKS)
def findings(
    browser: Browser,
    site: str,
    stops: list[Stop],
    keys: dict[str, Any],
    request: pytest.FixtureRequest,
) -> dict[str, list[str]]:
    """What is wrong on the pages, by kind, as somebody with one look sees them."""
    look: Look = request.param
    wrong: dict[str, list[str]] = defaultdict(list)
    for visitor in VISITORS:
        with _let_in(browser, site, look, keys[visitor]) as page:
            _listen(page, site, wrong)
            for stop in stops:
                if stop.visitor == visitor:
                    _look_at(page, stop, look, wrong)
    return wrong


class TestEveryPage:
    def test_links_lead_to_the_rooms(self, stops: list[Stop]):
        names = {stop.name for stop in stops}

        assert {name.split(":")[0] for name in names} >= {"workspace", "places", "desk", "people"}
        assert sorted(all_view_names() - names - NOT_A_LINKED_PAGE - SOMETIMES_LINKED) == []
        assert sorted(NOT_A_LINKED_PAGE & names) == []

    def test_is_accessible(self, findings):
        assert findings["axe"] == []

    def test_is_large_enough_for_residents(self, findings):
        """Targets of 44 px; in the elders' version 60, type of 18 pt, lines 1.3 apart."""
        assert findings["small"] == []

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
        for path in ("/accounts/sign-in/", "/no-such-page/"):
            page.goto(path)
            violations += _violations(page, path)
        context.close()

        assert violations == []


@contextmanager
def _let_in(browser: Browser, site: str, look: Look, key: Any) -> Iterator[Page]:
    context = open_context(browser, site, look)
    context.add_cookies(key)
    yield context.new_page()
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
    page.wait_for_function(PARTS_ARE_THERE)
    wrong["axe"] += _violations(page, where)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > look.width:
        wrong["wide"].append(f"{where}: {width}")
    if page.locator(FOR_RESIDENTS).count():
        small = too_small(page, ELDER if look.type == "large" else NORMAL)
        wrong["small"] += [f"{where}: {what}" for what in small]
    if look.language == "en":
        said = page.locator(SAID_BY_THE_SITE).evaluate_all(NOT_SAID_BY_PEOPLE)
        wrong["language"] += [f"{where}: {text}" for text in said if _is_chinese(text)]


def _violations(page: Page, where: str) -> list[str]:
    """What axe finds against WCAG 2.2 AA."""
    answer = Axe().run(page, options=ONLY_WCAG)
    return [
        f"{where}: {rule['id']} {rule['nodes'][0]['html'][:120]}"
        for rule in answer.response["violations"]
    ]


def _is_chinese(text: str) -> bool:
    return any("一" <= letter <= "鿿" for letter in QUOTED.sub("", text))
