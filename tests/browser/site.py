"""The real site in real processes, and visitors with a browser; used by tests and screenshots."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString, NamedTuple

import noto_cjk_sans_otc
import psycopg
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
READY = re.compile(r"http://127\.0\.0\.1:\d+")
START_LIMIT_S = 400  # the demo district is loaded first, beside the other tests
STOP_LIMIT_S = 60
PLAN_LIMIT_S = 240  # the first solve on a machine compiles the solver
PASSWORD = "fangcun-demo"
FIRST_PORT = "8140"
CODE = re.compile(r"(?:验证码是|code is )(\d{6})")
HOME = re.compile(r"/my/(circles/)?$")  # a relative who lives elsewhere sees whom he helps
MESSAGE_LIMIT_S = 10
A_TELEPHONE = """
SELECT phone.number FROM district.people_phone phone
JOIN district.people_resident resident ON resident.id = phone.resident_id
JOIN district.desk_servicerequest asked ON asked.resident_id = resident.id
WHERE phone.is_main AND resident.died_on IS NULL AND resident.forgotten_at IS NULL
AND resident.left_on IS NULL AND resident.merged_into_id IS NULL
AND NOT EXISTS (SELECT 1 FROM district.people_phone other
    WHERE other.number = phone.number AND other.resident_id <> phone.resident_id)
AND NOT EXISTS (SELECT 1 FROM district.accounts_onetimecode sent WHERE sent.phone = phone.number)
ORDER BY
    EXISTS (SELECT 1 FROM district.canteen_tablebooking own WHERE own.resident_id = resident.id)
    DESC,
    EXISTS (SELECT 1 FROM district.canteen_packorder own WHERE own.resident_id = resident.id) DESC,
    EXISTS (SELECT 1 FROM district.canteen_mealorder own WHERE own.resident_id = resident.id) DESC,
    phone.number
LIMIT 1
"""


class Look(NamedTuple):
    """What a visitor holds in the hand and has chosen."""

    width: int = 1280
    theme: str = "light"
    type: str = "normal"
    language: str = "zh-hans"


@contextmanager
def running_site(folder: Path, said: list[str] | None = None) -> Iterator[str]:
    """`fangcun up` with the demo district, its data in `folder`; the address it answers at.

    What the site says is added to `said`, messages to telephones included.
    """
    said = [] if said is None else said
    process = subprocess.Popen(
        [sys.executable, "-m", "fangcun.config.command_line", "up"],
        cwd=PROJECT,
        env=environment_of(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    alarm = threading.Timer(START_LIMIT_S, process.kill)
    alarm.start()
    try:
        address = _address_said(process, said)
        alarm.cancel()
        # Somebody must go on reading, or the site blocks when the pipe is full.
        threading.Thread(target=_read_on, args=(process, said), daemon=True).start()
        yield address
    finally:
        alarm.cancel()
        process.send_signal(signal.SIGINT)
        process.wait(STOP_LIMIT_S)


def environment_of(folder: Path) -> dict[str, str]:
    inherited = {name: v for name, v in os.environ.items() if not name.startswith("FANGCUN_")}
    return {
        **inherited,
        "FANGCUN_VAR_DIR": str(folder),
        "FANGCUN_PORT": FIRST_PORT,
        "FANGCUN_LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "fangcun.config.settings",
        "PYTHONPATH": str(PROJECT / "src"),
        "PYTHONUNBUFFERED": "1",
    }


def _address_said(process: subprocess.Popen[str], said: list[str]) -> str:
    for line in process.stdout or []:
        said.append(line)
        if found := READY.search(line):
            return found.group()
    raise AssertionError("the site did not start:\n" + "".join(said))


def _read_on(process: subprocess.Popen[str], said: list[str]) -> None:
    for line in process.stdout or []:
        said.append(line)


@contextmanager
def running_browser(folder: Path) -> Iterator[Browser]:
    """Chromium, shown the Chinese font of the wheel: a bare machine has none."""
    fonts = Path(noto_cjk_sans_otc.__file__).parent
    config = folder / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{folder}</cachedir></fontconfig>"
    )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
            env={**os.environ, "FONTCONFIG_FILE": str(config)},
        )
        yield chromium
        chromium.close()


def open_context(
    browser: Browser, site: str, look: Look, *, has_script: bool = True
) -> BrowserContext:
    """A fresh visitor with a screen, a theme, a type size and a language."""
    context = browser.new_context(
        java_script_enabled=has_script,
        base_url=site,
        viewport={"width": look.width, "height": 900},
        color_scheme="dark" if look.theme == "dark" else "light",
        locale="en" if look.language == "en" else "zh-CN",
        reduced_motion="reduce",
    )
    cookies = {
        "fangcun_type": look.type,
        "fangcun_theme": look.theme,
        "django_language": look.language,
    }
    context.add_cookies([{"name": k, "value": v, "url": site} for k, v in cookies.items()])
    return context


def sign_in(page: Page, username: str = "planner") -> None:
    page.goto("/accounts/sign-in/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def sign_in_at_home(page: Page, phone: str, said: list[str]) -> None:
    """As a resident: a telephone number, and the code of the message that the site has said."""
    heard = len(said)
    page.goto("/my/sign-in/")
    page.locator("#id_phone").fill(phone)
    page.locator("main form button").first.click()
    page.wait_for_url("**/my/code/")
    page.locator("#id_code").fill(_code_said(said, heard))
    page.locator("main form button").first.click()
    page.wait_for_url(HOME)


def _code_said(said: list[str], heard: int) -> str:
    for _ in range(MESSAGE_LIMIT_S * 10):
        if found := CODE.search("".join(said[heard:])):
            return found.group(1)
        time.sleep(0.1)
    raise AssertionError("no message with a code")


def a_telephone_at_home(folder: Path) -> str:
    """The number of a resident who shares it with nobody and has asked the desk for something.

    Rather somebody who has booked a table, gift packs and meals, too; nobody to whom another test
    has sent a code, for the next one goes out a minute later.
    """
    (row,) = rows_of(folder, A_TELEPHONE)
    assert row[0], "the demo has no such resident"
    return str(row[0])


def rows_of(folder: Path, query: LiteralString, *values: object) -> list[tuple[Any, ...]]:
    """What the site has kept in its database."""
    with psycopg.connect(host=str(folder / "postgres"), user="postgres", dbname="postgres") as kept:
        return kept.execute(query, values).fetchall()


def wait_for_demo_plan(browser: Browser, site: str) -> str:
    """The page of the plan that the first start of the demo has asked for, once it is there."""
    context = open_context(browser, site, Look())
    page = context.new_page()
    sign_in(page)
    page.goto("/planning/")
    page.locator("main a[href*='/planning/scenarios/']:not([href*='new'])").first.click()
    plan = page.locator("main a[href*='/planning/plans/']")
    for _ in range(PLAN_LIMIT_S):
        if plan.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    address = plan.first.get_attribute("href")
    context.close()
    assert address, "the demo's plan did not come"
    return address
