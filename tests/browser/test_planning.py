"""A district planner's afternoon: ask, run, look, forbid, ask again, compare, adopt."""

import re

from playwright.sync_api import Page, expect

SOLVE_LIMIT_MS = 240_000  # the first run on a machine compiles the solver


class TestAPlannersAfternoon:
    def test_from_a_scenario_to_projects(self, page: Page):
        _ask(page, name="浏览器里的情景", budget_yuan="8000000", seconds="4")
        first = _wait_for_the_plan(page)

        expect(page.locator(".proof")).to_contain_text("没有任何方案能多服务")
        expect(page.locator("#plan-map canvas")).to_be_visible()
        expect(page.locator("#map-legend li")).to_have_count(9)

        locked = _lock_on_the_map(page)
        forbidden = _forbid_the_first_space(page)
        page.get_by_role("button", name="从这个方案接着算").click()
        second = _wait_for_the_plan(page)

        assert second != first
        page.goto(page.url + "?all=1")
        expect(page.locator("#spaces tbody")).not_to_contain_text(forbidden)
        expect(page.locator("#again")).to_contain_text(locked)

        page.goto(f"/planning/compare/?plan={first}&other={second}")

        expect(page.get_by_role("heading", name=re.compile("乙不再启用"))).to_be_visible()
        expect(page.locator("main")).to_contain_text(forbidden)

        page.goto(f"/planning/plans/{second}/")
        page.get_by_role("link", name="采纳方案").click()
        page.get_by_role("button", name="采纳，建立项目").click()

        expect(page.locator(".message.success")).to_contain_text("项目已建立")
        page.goto(f"/planning/plans/{second}/adopt/")
        expect(page.get_by_role("button", name="采纳，建立项目")).to_have_count(0)


def _ask(page: Page, *, name: str, budget_yuan: str, seconds: str) -> None:
    page.goto("/planning/scenarios/new/")
    page.get_by_label("名称").fill(name)
    page.get_by_label("预算（元）").fill(budget_yuan)
    page.get_by_label("求解时间（秒）").fill(seconds)
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="开始测算").click()


def _wait_for_the_plan(page: Page) -> str:
    """Watch the run until it is over, open its plan, and say the plan's number."""
    page.wait_for_url("**/planning/runs/*/")
    finished = page.locator("#progress[aria-busy=false]")
    finished.wait_for(timeout=SOLVE_LIMIT_MS)
    page.get_by_role("link", name="查看方案").click()
    page.wait_for_url("**/planning/plans/*/")
    return page.url.rstrip("/").rsplit("/", 1)[-1]


def _lock_on_the_map(page: Page) -> str:
    """Find a chosen space on the map, as a hand with a mouse does, and lock it in its popup."""
    page.get_by_label("楼栋").uncheck()
    page.get_by_label("现有设施").uncheck()
    popup = page.locator(".map-popup")
    field = page.locator("#plan-map").bounding_box()
    assert field
    for step in range(900):
        across, down = divmod(step, 30)
        page.mouse.click(
            field["x"] + field["width"] * (0.2 + across / 50),
            field["y"] + field["height"] * (0.1 + down / 50),
        )
        if popup.count():
            break
    name = popup.locator("strong").inner_text()
    popup.get_by_role("button", name="锁定：必须启用").click()
    expect(page.locator("#again")).to_contain_text("必须启用")
    return name


def _forbid_the_first_space(page: Page) -> str:
    """Press the button in the table; the name of the space that must not open."""
    button = page.get_by_role("button", name=re.compile("^不得启用"))
    row = page.locator("#spaces tbody tr").filter(has=button).first
    title = row.locator("th span").first.inner_text().split("\n")[0]
    name = re.sub(r"\s*(插花式|综合体)$", "", title)
    row.locator(button).click()
    expect(page.locator("#again")).to_contain_text(name)
    return name
