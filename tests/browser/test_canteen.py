"""A canteen at work: at the counter, on the telephone, at home, at the door of the kitchen."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.canteen_rows import CanteenRows
from tests.browser.site import Look, open_context, rows_of, sign_in, sign_in_at_home

SOON_MS = 30_000
SOLD = """
SELECT count(*), coalesce(sum(line.units), 0) FROM district.canteen_mealorder meal
JOIN district.canteen_orderline line ON line.order_id = meal.id
WHERE meal.kitchen_id = %s AND meal.period = 'breakfast'
AND meal.channel = 'counter' AND meal.state = 'served'
"""
TOKEN = "SELECT token FROM district.canteen_mealorder WHERE id = %s"
TOKEN_OF_PACKS = "SELECT token FROM district.canteen_packorder WHERE id = %s"
PAID = """
SELECT state, amount_fen, refunded_fen FROM district.payments_payment
WHERE source LIKE %s ORDER BY id
"""
LETTERS = """
SELECT count(*) FROM jobs.procrastinate_jobs
WHERE status IN ('todo', 'doing') AND task_name LIKE '%%trial%%'
"""


@pytest.fixture(scope="module")
def job(browser: Browser, site: str) -> Iterator[Callable[[str], Page]]:
    """The page of somebody with a job, who signs in once."""
    contexts: dict[str, BrowserContext] = {}

    def page_of(username: str) -> Page:
        if username not in contexts:
            contexts[username] = open_context(browser, site, Look())
            sign_in(contexts[username].new_page(), username)
        return contexts[username].pages[0]

    yield page_of
    for context in contexts.values():
        context.close()


@pytest.fixture
def cook(job: Callable[[str], Page]) -> Page:
    return job("canteen")


@pytest.fixture
def steward(job: Callable[[str], Page]) -> Page:
    """Of the community in which the canteen is."""
    return job("neighbour")


@pytest.fixture(scope="module")
def home(browser: Browser, site: str, rows: CanteenRows, said: list[str]) -> Iterator[Page]:
    """A resident with a telephone, signed in on it."""
    context = open_context(browser, site, Look(390))
    page = context.new_page()
    sign_in_at_home(page, rows.phone, said)
    yield page
    context.close()


class TestCounter:
    def test_sells_without_a_network_and_sends_every_sale_once(
        self, cook: Page, rows: CanteenRows, site_folder: Path
    ):
        before = rows_of(site_folder, SOLD, rows.kitchen)[0]
        cook.goto(f"/canteen/kitchens/{rows.kitchen}/till/?period=breakfast")
        _sell(cook, rows, portions=2)
        expect(cook.locator("#said")).to_contain_text(f"{rows.dish}×2，收12元")

        cook.context.set_offline(True)
        _sell(cook, rows)
        _sell(cook, rows, portions=3)
        expect(cook.locator("#unsent")).to_contain_text("还有2笔未发送")

        cook.context.set_offline(False)
        cook.reload()
        expect(cook.locator("#unsent")).to_have_attribute("data-waiting", "0", timeout=SOON_MS)
        expect(cook.locator("#unsent")).to_be_hidden()

        after = rows_of(site_folder, SOLD, rows.kitchen)[0]
        assert (after[0] - before[0], after[1] - before[1]) == (3, 6)

    def test_hands_over_what_the_qr_code_shows_once(
        self, cook: Page, steward: Page, rows: CanteenRows, site_folder: Path
    ):
        order = _order_by_telephone(steward, rows, rows.day())
        ((token,),) = rows_of(site_folder, TOKEN, order)

        cook.goto(f"/canteen/kitchens/{rows.kitchen}/till/?period=breakfast&q={token}")
        shown = cook.locator("article.to-serve")
        expect(shown).to_contain_text(rows.name)
        shown.get_by_role("button", name="现金").click()
        expect(cook.locator("#said")).to_contain_text(f"已取餐：{rows.name}")

        cook.goto(f"/canteen/kitchens/{rows.kitchen}/till/?period=breakfast&q={token}")
        expect(shown).to_contain_text("已取餐")
        expect(shown.get_by_role("button")).to_have_count(0)


class TestOrders:
    def test_by_telephone_changed_cooked_and_labelled(
        self, steward: Page, cook: Page, rows: CanteenRows
    ):
        day = rows.day(1)
        order = _order_by_telephone(steward, rows, day)
        sheet = f"/canteen/kitchens/{rows.kitchen}/sheet/?day={day}&period=breakfast"
        before = _portions(cook, rows, sheet)

        steward.goto(f"/canteen/orders/{order}/")
        code = steward.locator("h1 .code").inner_text()
        steward.locator(".dish-row input").fill("3")
        steward.get_by_role("button", name="保存修改").click()
        expect(steward.locator("main")).to_contain_text("共18元")

        assert _portions(cook, rows, sheet) == before + 2
        meal = f"/canteen/kitchens/{rows.kitchen}/labels/{day}/breakfast"
        labels = _text_of(cook, f"{meal}.pdf")
        assert code in labels
        assert f"{rows.dish}×3" in labels
        token = cook.locator("[name=csrfmiddlewaretoken]").first.input_value()
        printed = cook.request.post(
            f"/canteen/kitchens/{rows.kitchen}/sheet/{day}/breakfast/print/",
            form={"csrfmiddlewaretoken": token},
        )
        assert re.search(rf"{rows.dish}\s+{before + 2}\b", _text(printed.body()))

    def test_are_paid_at_home_also_after_a_refusal_and_once_when_told_twice(
        self, home: Page, rows: CanteenRows, site_folder: Path
    ):
        home.goto(f"/my/meals/menus/{rows.menus[rows.day(2)]}/")
        home.locator(".dish-row input").fill("1")
        home.get_by_role("button", name="订餐", exact=True).click()
        home.wait_for_url("**/my/meals/orders/*/")
        order = home.url
        number = order.rstrip("/").rsplit("/", 1)[1]
        assert home.request.get(f"{order}code.svg").headers["content-type"] == "image/svg+xml"

        _pay(home, "拒绝付款")
        expect(home.locator("#now")).to_contain_text("这次没有付成", timeout=SOON_MS)
        home.goto(order)
        _pay(home, "付款，通知到两次")
        expect(home.locator("#now")).to_contain_text("钱已收到", timeout=SOON_MS)
        _wait_for_letters(home, site_folder)

        home.goto(order)
        expect(home.get_by_role("button", name="现在线上付款")).to_have_count(0)
        first, second = rows_of(site_folder, PAID, f"canteen:%:{number}")
        assert (first[0], first[2]) == ("refused", 0)
        assert (second[0], second[2]) == ("paid", 0)


class TestFestival:
    def test_packs_ordered_at_home_are_paid_and_fetched_by_their_qr_code(
        self, home: Page, cook: Page, rows: CanteenRows, site_folder: Path
    ):
        home.goto(f"/my/festival/sales/{rows.sale}/")
        home.locator(f"#id_pack_{rows.pack}").fill("1")
        home.locator("main form button").last.click()
        home.wait_for_url("**/my/festival/orders/*/")
        number = home.url.rstrip("/").rsplit("/", 1)[1]
        _pay(home, "按时付款")
        expect(home.locator("#now")).to_contain_text("钱已收到", timeout=SOON_MS)

        ((token,),) = rows_of(site_folder, TOKEN_OF_PACKS, number)
        cook.goto(f"/canteen/packs/at/{token}/")
        shown = cook.locator("article.pickup")
        expect(shown).to_contain_text("已付清")
        expect(shown).to_contain_text("给一个")
        shown.get_by_role("button", name="交货").click()
        expect(cook.locator("main")).to_contain_text("别忘了礼袋")

    def test_a_table_is_chosen_on_the_plan_and_changed(self, steward: Page, rows: CanteenRows):
        first, second = rows.tables
        steward.goto(f"/canteen/seatings/{rows.seating}/book/?resident={rows.resident}")
        steward.locator("#id_party_size").fill("4")
        steward.locator(f"input[name=tables][value='{first}']").check()
        steward.get_by_role("button", name="订桌").click()
        steward.wait_for_url("**/canteen/bookings/*/")
        booking = steward.url

        steward.locator(f"input[name=tables][value='{first}']").uncheck()
        steward.locator(f"input[name=tables][value='{second}']").check()
        steward.get_by_role("button", name="换到所选的桌").click()
        expect(steward.locator(f"input[name=tables][value='{second}']")).to_be_checked()

        steward.goto(f"/canteen/seatings/{rows.seating}/")
        taken = steward.locator(".plan .taken")
        expect(taken).to_have_count(1)
        expect(taken).to_contain_text(rows.name)
        expect(taken.locator("a")).to_have_attribute("href", re.compile(booking.split("/")[-2]))
        assert rows.name in _text_of(steward, f"/canteen/seatings/{rows.seating}/plan.pdf")


def _sell(page: Page, rows: CanteenRows, *, portions: int = 1) -> None:
    """Press the key of the dish so often, then take cash."""
    key = page.locator(".key", has_text=rows.dish)
    for _portion in range(portions):
        key.get_by_role("button", name=f"{rows.dish} +1").click()
    page.locator(".pay-keys").get_by_role("button", name="现金").click()
    expect(key.locator("input")).to_have_value("")


def _order_by_telephone(page: Page, rows: CanteenRows, day: str) -> int:
    """The steward orders from the page of the person; the number of the order."""
    week = f"/canteen/residents/{rows.resident}/meals/?kitchen={rows.kitchen}&day={day}"
    page.goto(week)
    meal = page.locator(f"#menu-{rows.menus[day]}")
    meal.locator("select").select_option(index=1)
    page.locator("#id_mode").select_option("pickup")
    page.get_by_role("button", name="订餐", exact=True).click()
    link = meal.locator("a").first
    expect(link).to_contain_text(f"{rows.dish}×1")
    return int((link.get_attribute("href") or "").rstrip("/").rsplit("/", 1)[1])


def _portions(page: Page, rows: CanteenRows, sheet: str) -> int:
    page.goto(sheet)
    row = page.locator("table.counts tr", has_text=rows.dish)
    return int(row.locator("b.big").inner_text())


def _pay(page: Page, choice: str) -> None:
    """From the order to the test provider, where it is said what shall happen."""
    page.get_by_role("button", name="现在线上付款").click()
    page.get_by_role("link", name="去付款").click()
    page.get_by_role("button", name=choice, exact=True).click()


def _wait_for_letters(page: Page, folder: Path) -> None:
    """Until the provider has told everything that it has to tell."""
    for _try in range(SOON_MS // 200):
        if rows_of(folder, LETTERS)[0][0] == 0:
            return
        page.wait_for_timeout(200)
    raise AssertionError("a letter of the provider was not delivered")


def _text_of(page: Page, path: str) -> str:
    return _text(page.request.get(path).body())


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return "".join(one.get_textpage().get_text_range() for one in document)
