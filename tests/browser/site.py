"""The real site in real processes, and visitors with a browser; used by tests and screenshots."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import noto_cjk_sans_otc
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
READY = re.compile(r"http://127\.0\.0\.1:\d+")
START_LIMIT_S = 180
STOP_LIMIT_S = 60
PLAN_LIMIT_S = 240  # the first solve on a machine compiles the solver
PASSWORD = "fangcun-demo"
FIRST_PORT = "8140"


class Look(NamedTuple):
    """What a visitor holds in the hand and has chosen."""

    width: int = 1280
    theme: str = "light"
    type: str = "normal"
    language: str = "zh-hans"


@contextmanager
def running_site(folder: Path) -> Iterator[str]:
    """`fangcun up` with the demo district, its data in `folder`; the address it answers at."""
    process = subprocess.Popen(
        [sys.executable, "-m", "fangcun.config.command_line", "up"],
        cwd=PROJECT,
        env=_environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said: list[str] = []
    alarm = threading.Timer(START_LIMIT_S, process.kill)
    alarm.start()
    try:
        address = _address_said(process, said)
        alarm.cancel()
        # Somebody must go on reading, or the site blocks when the pipe is full.
        threading.Thread(target=lambda: said.extend(process.stdout or []), daemon=True).start()
        yield address
    finally:
        alarm.cancel()
        process.send_signal(signal.SIGINT)
        process.wait(STOP_LIMIT_S)


def _environment(folder: Path) -> dict[str, str]:
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


def open_context(browser: Browser, site: str, look: Look) -> BrowserContext:
    """A fresh visitor with a screen, a theme, a type size and a language."""
    context = browser.new_context(
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
