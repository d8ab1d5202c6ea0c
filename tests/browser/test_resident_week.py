"""A resident's week, in the elders' version on a telephone; his daughter looks on, in English.

He finds lunch within 300 m of his home, orders and changes it, orders a gift pack, reserves a
table, asks for something and follows it to its end and his thanks, cancels, lets his daughter
see his meals but not his health until a day, and reads who looked.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.canteen_rows import CHINA, CanteenRows
from tests.browser.need_answered import THANKS, need_goes_on
from tests.browser.site import Look, open_context, rows_of, sign_in_at_home

NEAR_THE_CANTEEN = """
SELECT phone.number, kitchen.facility_id FROM district.people_resident resident
JOIN district.people_phone phone ON phone.resident_id = resident.id AND phone.is_main
JOIN district.people_address home ON home.id = resident.address_id
JOIN district.places_building house ON house.id = home.on_map_id
JOIN district.canteen_kitchen kitchen ON kitchen.id = %s
JOIN district.places_facility there ON there.id = kitchen.facility_id
WHERE resident.died_on IS NULL AND resident.left_on IS NULL AND resident.forgotten_at IS NULL
AND resident.merged_into_id IS NULL AND phone.number <> %s
AND (SELECT count(*) FROM district.people_phone o WHERE o.number = phone.number) = 1
AND NOT EXISTS (SELECT 1 FROM district.accounts_onetimecode sent WHERE sent.phone = phone.number)
ORDER BY abs(house.lat - there.lat) + abs(house.lon - there.lon), resident.id
LIMIT 1
"""
HIS_WISH = "SELECT max(id) FROM district.desk_servicerequest WHERE line = %s"
OPINIONS = "SELECT words FROM district.ledger_opinion WHERE is_thanks ORDER BY id DESC LIMIT 1"
WISH = "楼道的灯不亮了，请来换"
DAUGHTER, HER_TELEPHONE = "林小满", "13900001234"


@pytest.fixture
def her(browser: Browser, site: str) -> Iterator[Page]:
    context = open_context(browser, site, Look(390, language="en"))
    yield context.new_page()
    context.close()


@pytest.fixture
def his(browser: Browser, site: str) -> Iterator[Page]:
    context = open_context(browser, site, Look(390, type="large"))
    yield context.new_page()
    context.close()


def test_a_week(his: Page, her: Page, rows: CanteenRows, site_folder: Path, said: list[str]):
    ((telephone, facility),) = rows_of(site_folder, NEAR_THE_CANTEEN, rows.kitchen, rows.phone)
    sign_in_at_home(his, telephone, said)
    name = his.locator("h1").inner_text().partition("，")[0]

    _finds_lunch(his, facility)
    meal = _orders_and_changes(his, rows)
    _orders_a_gift_pack(his, rows)
    _reserves_a_table(his, rows)
    _asks_and_is_helped(his, site_folder)
    _lets_his_daughter_in(his)
    _daughter_looks(her, name, said)
    _reads_who_looked(his)
    _cancels(his, meal)


def _finds_lunch(page: Page, facility: int) -> None:
    """Within 300 m of home, whatever the hour; the facility tells what there is to eat."""
    page.goto("/near/")
    page.get_by_role("link", name="从我家出发").click()
    page.locator(".seek-more:not([open]) summary, .seek-more[open] legend").first.click()
    page.locator("label", has_text="300").click()
    page.locator("label", has_text="今天").click()
    page.get_by_role("button", name="再找").click()
    page.wait_for_url("**within=300**")
    hit = page.locator(f"main a[href^='/f/{facility}/']").first
    expect(hit).to_be_attached()
    page.goto(hit.get_attribute("href") or "")
    expect(page.locator("main")).to_contain_text("食堂")


def _orders_and_changes(page: Page, rows: CanteenRows) -> str:
    page.goto(f"/my/meals/menus/{rows.menus[rows.day(1)]}/")
    _walk(page, {".dish-row input": "1"}, send="订餐")
    page.wait_for_url("**/my/meals/orders/*/")
    expect(page.locator("main")).to_contain_text("共6元")

    _open(page, "修改")
    _walk(page, {".dish-row input": "2"}, send="保存修改")
    expect(page.locator("main")).to_contain_text("共12元")
    return page.url


def _orders_a_gift_pack(page: Page, rows: CanteenRows) -> None:
    page.goto(f"/my/festival/sales/{rows.sale}/")
    _walk(page, {f"#id_pack_{rows.pack}": "1"}, send="订礼包")
    page.wait_for_url("**/my/festival/orders/*/")
    expect(page.locator(".big-code")).to_have_text(re.compile(r"\d{6}"))


def _reserves_a_table(page: Page, rows: CanteenRows) -> None:
    page.goto(f"/my/dinners/seatings/{rows.seating}/")
    _walk(page, {"#id_party_size": "4"}, send="订桌")
    page.wait_for_url("**/my/dinners/bookings/*/")
    expect(page.locator("main")).to_contain_text("4人")


def _asks_and_is_helped(page: Page, folder: Path) -> None:
    """From his own words to his own thanks; each step is read at home."""
    page.goto("/desk/ask/")
    _walk(page, {"#id_line": WISH}, send="提交")
    page.wait_for_url("**/my/requests/")
    wish = page.locator(".card", has_text=WISH)
    expect(wish).to_contain_text("已登记")

    ((number,),) = rows_of(folder, HIS_WISH, WISH)
    need_goes_on(folder, number, "promised")
    page.reload()
    expect(wish).to_contain_text("办理")
    need_goes_on(folder, number, "done")
    page.reload()
    expect(wish).to_contain_text("办结")
    assert rows_of(folder, OPINIONS) == [(THANKS,)]


def _lets_his_daughter_in(page: Page) -> None:
    """She may see meals and visits until a day, and nothing of his health."""
    until = datetime.now(CHINA).date() + timedelta(days=30)
    page.goto("/my/circles/new/")
    answers = {
        "#id_name": DAUGHTER,
        "#id_kinship": "child",
        "#id_phone": HER_TELEPHONE,
        "[name=sees][value=appointments]": "yes",
        "#id_until": f"{until}",
    }
    _walk(page, answers, send="添加")
    page.wait_for_url("**/my/circles/")
    expect(page.locator("main")).to_contain_text(f"{until.month}月{until.day}日为止")


def _daughter_looks(page: Page, name: str, said: list[str]) -> None:
    sign_in_at_home(page, HER_TELEPHONE, said)
    page.goto("/my/circles/")
    page.get_by_role("link", name=name).click()
    expect(page.locator("h1")).to_have_text(name)
    sections = page.locator("main h2").all_inner_texts()
    assert "Health" not in sections
    assert len(sections) > 0


def _reads_who_looked(page: Page) -> None:
    page.goto("/my/looks/")
    expect(page.locator(".timeline")).to_contain_text(DAUGHTER)


def _cancels(page: Page, meal: str) -> None:
    page.goto(meal)
    page.get_by_role("button", name="取消这份订餐").click()
    expect(page.locator("main")).to_contain_text("已取消")


def _open(page: Page, title: str) -> None:
    """A form that waits beside other things."""
    box = page.locator("section", has=page.get_by_role("heading", name=title, exact=True))
    box.get_by_role("button", name="开始填写").click()


def _walk(page: Page, answers: Mapping[str, str], *, send: str) -> None:
    """Question by question, then all of them once more, then sent."""
    onward = page.get_by_role("button", name="下一步")
    expect(onward).to_be_visible()
    while onward.is_visible():
        for question, words in answers.items():
            _answer(page, question, words)
        onward.click()
    page.locator("form.stepping").get_by_role("button", name=send, exact=True).click()


def _answer(page: Page, question: str, words: str) -> None:
    box = page.locator(question).locator("visible=true")
    if not box.count():
        return
    kind = box.first.evaluate("(box) => box.tagName === 'SELECT' ? 'select' : box.type")
    if kind == "select":
        box.first.select_option(words)
    elif kind == "checkbox":
        box.first.check()
    else:
        box.first.fill(words)
