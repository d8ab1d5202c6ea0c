"""长辈版: one question a page, the telephone number in sight, the page read aloud."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.measure import ELDER, too_small
from tests.browser.site import Look, open_context

HEARD = """
window.heard = [];
Object.defineProperty(window, "speechSynthesis", { value: {
    speak: (one) => window.heard.push([one.lang, one.text]),
    cancel: () => window.heard.push(["", "silence"]), pause() {}, resume() {},
} });
"""
"""A voice that writes down what it says: a test machine has none."""


@pytest.fixture(scope="module")
def asker(browser: Browser, site: str, at_home: list) -> Iterator[BrowserContext]:
    context = open_context(browser, site, Look(390, type="large"))
    context.add_cookies(at_home)
    context.add_init_script(HEARD)
    yield context
    context.close()


@pytest.fixture
def form(asker: BrowserContext) -> Iterator[Page]:
    """Somebody at the first of three questions."""
    page = asker.new_page()
    page.goto("/desk/ask/")
    expect(_step(page)).to_have_text("第1步，共3步")
    yield page
    page.close()


class TestSteps:
    def test_ask_one_question_a_page_and_all_answers_before_sending(self, form: Page):
        expect(form.locator("#id_category")).to_be_hidden()
        _answer(form, "#id_line", "门铃不响了")
        expect(_step(form)).to_be_focused()
        expect(form.locator("#id_line")).to_be_hidden()
        assert too_small(form, ELDER) == []
        _next(form)
        _next(form)

        expect(form.locator(".step-answers dd").first).to_contain_text("门铃不响了")
        expect(form.get_by_role("button", name="下一步")).to_be_hidden()
        assert too_small(form, ELDER) == []

    def test_say_what_is_missing_before_going_on(self, form: Page):
        _next(form)

        expect(form.locator(".field .error")).to_have_text("请先回答这一项。")
        expect(form.locator("#id_line")).to_be_focused()
        expect(_step(form)).to_have_text("第1步，共3步")

    def test_go_back_with_the_browser_and_lose_nothing(self, form: Page):
        _answer(form, "#id_line", "门铃不响了")
        form.go_back()

        expect(_step(form)).to_have_text("第1步，共3步")
        expect(form.locator("#id_line")).to_have_value("门铃不响了")

    def test_an_answer_is_changed_and_checked_again(self, form: Page):
        _answer(form, "#id_line", "门铃不响了")
        _next(form)
        _next(form)
        form.locator("[data-to-step='0']").click()
        _answer(form, "#id_line", "门铃响个不停")

        expect(form.locator(".step-answers dd").first).to_contain_text("响个不停")

    def test_open_the_question_that_the_site_refuses(self, form: Page):
        form.goto("/my/circles/new/")
        _answer(form, "#id_name", "王芳")
        form.locator("#id_kinship").select_option(index=1)
        _next(form)
        _answer(form, "#id_phone", "1390")
        for _question in range(3):
            _next(form)
        form.locator("main form button:visible").last.click()

        expect(_step(form)).to_contain_text("第3步")
        expect(form.locator("#id_phone")).to_have_value("1390")
        form.go_back()
        expect(form.locator("#id_name, #id_kinship").locator("visible=true")).to_have_count(1)

    def test_are_the_whole_form_without_script(self, browser: Browser, site: str, at_home: list):
        context = open_context(browser, site, Look(390, type="large"), has_script=False)
        context.add_cookies(at_home)
        page = context.new_page()
        page.goto("/desk/ask/")

        for name in ("#id_line", "#id_category", "#id_wished_on"):
            expect(page.locator(name)).to_be_visible()
        expect(page.locator(".aloud")).to_be_hidden()
        context.close()


class TestTelephone:
    def test_stays_in_sight_and_covers_nothing_that_has_the_focus(self, form: Page):
        form.goto("/my/")
        form.keyboard.press("End")
        expect(form.locator(".call")).to_be_in_viewport()
        link = form.locator("main a:visible").last
        link.focus()

        bar, focused = form.locator(".call").bounding_box(), link.bounding_box()
        assert bar["y"] + bar["height"] <= focused["y"] + 1


class TestReadingAloud:
    def test_says_the_page_in_its_language_and_falls_silent(self, form: Page):
        form.get_by_role("button", name="读给我听").click()
        expect(form.get_by_role("button", name="停一停")).to_be_visible()
        heard = form.evaluate("window.heard")
        form.get_by_role("button", name="不听了").click()

        assert {language for language, _text in heard} == {"zh-CN"}
        assert any("提一个需求" in text for _language, text in heard)
        assert form.evaluate("window.heard.at(-1)[1]") == "silence"
        expect(form.get_by_role("button", name="读给我听")).to_be_visible()


def _step(page: Page):
    return page.locator(".step-at")


def _next(page: Page) -> None:
    page.get_by_role("button", name="下一步").click()


def _answer(page: Page, question: str, words: str) -> None:
    page.locator(question).fill(words)
    _next(page)
