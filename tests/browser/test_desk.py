"""A steward's day at the book: fast, without a mouse, without a network, with two windows."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.site import PASSWORD, Look, open_context, sign_in

BOOK = "/desk/"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
STORED = "Object.keys(localStorage).filter(name => name.startsWith('fangcun-desk'))"
SENT_SOON_MS = 20_000


@pytest.fixture
def desk(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A steward who has signed in."""
    context = open_context(browser, site, Look())
    sign_in(context.new_page(), "steward")
    yield context
    context.close()


@pytest.fixture
def book(desk: BrowserContext) -> Page:
    return open_book(desk)


def open_book(desk: BrowserContext) -> Page:
    page = desk.new_page()
    page.goto(BOOK)
    return page


def a_line(what: str = "清理油烟机") -> str:
    """A line that nobody else has written."""
    return f"明天上午 {what}{uuid4().hex[:8]} 12号楼301 姓陈 13812345678"


def write(page: Page, line: str) -> None:
    page.locator("#id_line").fill(line)
    page.keyboard.press("Enter")


def wait_until_sent(page: Page) -> None:
    """The browser keeps a line until the server has answered that it has it."""
    expect(page.locator("#unsent")).to_have_attribute("data-waiting", "0", timeout=SENT_SOON_MS)


def times_in_the_book(page: Page, line: str) -> int:
    """How often a line is in the book, by the mark that only it has."""
    mark = re.search(r"[0-9a-f]{8}", line).group()
    page.goto(f"{BOOK}?show=all&text={mark}")
    return page.locator(".book-line").count()


class TestWriting:
    def test_a_line_and_enter(self, book: Page):
        line = a_line()

        write(book, line)

        expect(book.locator("#written-today .book-line").first).to_contain_text("姓陈")
        expect(book.locator("#id_line")).to_have_value("")
        expect(book.locator("#id_line")).to_be_focused()
        assert times_in_the_book(book, line) == 1

    def test_saving_is_one_request(self, book: Page):
        sent = []
        book.locator("#id_line").fill(a_line())
        expect(book.locator("#read .chip").first).to_be_visible()
        book.on("request", lambda request: sent.append(request.url))

        book.keyboard.press("Enter")
        expect(book.locator("#said")).not_to_be_empty()

        assert [url for url in sent if "/static/" not in url] == [f"{book.url}write/"]

    def test_enter_pressed_again_and_again_writes_once(self, book: Page):
        line = a_line()
        book.locator("#id_line").fill(line)

        for _ in range(4):
            book.keyboard.press("Enter")
        expect(book.locator("#said")).not_to_be_empty()

        assert times_in_the_book(book, line) == 1

    def test_a_chip_is_put_right_with_the_keyboard(self, book: Page):
        line = a_line()
        book.locator("#id_line").press_sequentially(line)
        place = book.locator(".chip-edit", has_text="12号楼301")
        expect(place).to_be_visible()
        place.locator("summary").focus()
        book.keyboard.press("Enter")
        book.keyboard.press("Tab")
        book.keyboard.press("Control+A")
        book.keyboard.type("8号楼909")
        book.keyboard.press("Enter")
        expect(book.locator("#said")).not_to_be_empty()

        expect(book.locator("#written-today .book-line").first).to_contain_text("8号楼909")

    def test_the_number_tells_who_called_before(self, book: Page):
        line = a_line("换纱窗").replace("13812345678", "13877776666")
        write(book, line)
        expect(book.locator("#said")).not_to_be_empty()

        book.locator("#id_line").fill("又来电话 13877776666")

        expect(book.locator(".caller")).to_contain_text("换纱窗")

    def test_without_a_mouse_from_signing_in_to_a_saved_line(self, browser: Browser, site: str):
        context = open_context(browser, site, Look())
        page = context.new_page()
        page.goto("/accounts/sign-in/")
        page.locator("#id_username").focus()
        page.keyboard.type("steward")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "sign-in" not in url)
        page.goto(BOOK)
        line = a_line()

        page.keyboard.type(line)
        page.keyboard.press("Enter")
        expect(page.locator("#said")).not_to_be_empty()

        assert times_in_the_book(page, line) == 1
        context.close()

    def test_without_script_a_line_is_kept_all_the_same(self, browser: Browser, site: str):
        context = open_context(browser, site, Look())
        sign_in(context.new_page(), "steward")
        plain = browser.new_context(
            base_url=site, java_script_enabled=False, storage_state=context.storage_state()
        )
        page, line = plain.new_page(), a_line()
        page.goto(BOOK)

        with page.expect_navigation():
            write(page, line)

        assert times_in_the_book(page, line) == 1
        plain.close()
        context.close()


class TestNothingIsLost:
    def test_two_lines_without_network_are_sent_once(self, desk: BrowserContext, book: Page):
        lines = [a_line(), a_line("擦窗")]
        desk.set_offline(True)
        for line in lines:
            write(book, line)
        expect(book.locator("#unsent")).to_contain_text("还有2条未发送")

        desk.set_offline(False)
        book.reload()
        wait_until_sent(book)

        assert [times_in_the_book(book, line) for line in lines] == [1, 1]

    def test_lines_wait_in_the_browser_over_a_reload_without_network(
        self, desk: BrowserContext, book: Page
    ):
        line = a_line()
        desk.route("**/desk/write/", lambda route: route.abort())
        write(book, line)
        expect(book.locator("#unsent")).to_contain_text("还有1条未发送")

        book.reload()
        expect(book.locator("#unsent")).to_contain_text("还有1条未发送")
        desk.unroute("**/desk/write/")
        book.reload()
        wait_until_sent(book)

        assert times_in_the_book(book, line) == 1

    def test_an_answer_that_got_lost_does_not_double_the_line(
        self, desk: BrowserContext, book: Page
    ):
        line = a_line()

        def keep_but_do_not_answer(route):
            route.fetch()
            route.abort()

        desk.route("**/desk/write/", keep_but_do_not_answer, times=1)
        write(book, line)
        expect(book.locator("#unsent")).to_contain_text("还有1条未发送")
        book.reload()
        wait_until_sent(book)

        assert times_in_the_book(book, line) == 1

    def test_what_is_being_typed_survives_a_reload(self, book: Page):
        line = a_line()
        book.locator("#id_line").fill(line)

        book.reload()

        expect(book.locator("#id_line")).to_have_value(line)
        expect(book.locator("#read")).to_contain_text("12号楼301")

    def test_two_windows_keep_their_own_words(self, desk: BrowserContext, book: Page):
        other = open_book(desk)
        mine, hers = a_line(), a_line("擦窗")
        book.locator("#id_line").fill(mine)
        other.locator("#id_line").fill(hers)

        book.reload()
        other.reload()

        expect(book.locator("#id_line")).to_have_value(mine)
        expect(other.locator("#id_line")).to_have_value(hers)

    def test_a_session_that_ended_keeps_the_line_until_one_has_signed_in(
        self, desk: BrowserContext, book: Page
    ):
        line = a_line()
        desk.clear_cookies(name="sessionid")
        write(book, line)
        expect(book.locator("#unsent")).to_contain_text("登录已过期")

        with desk.expect_page() as opened:
            book.get_by_role("link", name="在新窗口登录").click()
        again = opened.value
        again.locator("#id_username").fill("steward")
        again.locator("#id_password").fill(PASSWORD)
        again.locator("main form button").first.click()
        again.wait_for_url(lambda url: "sign-in" not in url)
        book.bring_to_front()
        book.evaluate("window.dispatchEvent(new Event('focus'))")
        wait_until_sent(book)

        assert times_in_the_book(book, line) == 1

    def test_a_line_too_long_comes_back_with_the_reason(self, book: Page):
        book.locator("#id_line").fill("长" * 10_001)
        book.keyboard.press("Enter")

        expect(book.locator("#line-errors")).to_contain_text("一行最多10000字")
        assert len(book.locator("#id_line").input_value()) == 10_001
        book.locator("#id_line").fill("")

    def test_nothing_stays_in_the_browser_when_all_is_sent(self, book: Page):
        write(book, a_line())
        expect(book.locator("#said")).not_to_be_empty()

        assert book.evaluate(STORED) == []


class TestPages:
    @pytest.mark.parametrize(
        "look",
        [
            pytest.param(Look(1280, "light"), id="desktop"),
            pytest.param(Look(390, "dark"), id="phone-dark"),
            pytest.param(Look(390, "light", "large", "en"), id="phone-large-english"),
        ],
    )
    def test_are_accessible_and_fit(self, browser: Browser, site: str, look: Look):
        context = open_context(browser, site, look)
        page = context.new_page()
        sign_in(page, "steward")
        page.goto(BOOK)
        write(page, a_line())
        expect(page.locator("#said")).not_to_be_empty()
        page.locator("#id_line").fill("理发 5幢2单元402室 王奶奶 13812345678")
        expect(page.locator("#read .chip").first).to_be_visible()
        found = [*_violations(page, BOOK)]
        wide = [_width(page)]
        page.locator("#id_line").fill("")
        page.goto(f"{BOOK}?show=all")
        request = page.locator(".book-line a").first.get_attribute("href")
        pages = (f"{BOOK}?show=all", request, f"{request}correct/", f"{request}move/dispatch/")
        for path in (*pages, "/desk/call-backs/", "/desk/hand-over/"):
            page.goto(path)
            found += _violations(page, path)
            wide.append(_width(page))
        context.close()

        assert found == []
        assert max(wide) <= look.width


def _violations(page: Page, where: str) -> list[str]:
    answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [
        f"{where}: {rule['id']} {rule['nodes'][0]['html'][:120]}"
        for rule in answer.response["violations"]
    ]


def _width(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width
