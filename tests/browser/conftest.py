"""The site as a visitor meets it: real processes, a real database, a real browser."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import noto_cjk_sans_otc
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
READY = re.compile(r"http://127\.0\.0\.1:\d+")
START_LIMIT_S = 180
PASSWORD = "fangcun-demo"
FIRST_PORT = "8140"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker takes all browser tests, since they share one site."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("browser"))


class Look(NamedTuple):
    """What a visitor holds in the hand and has chosen."""

    width: int = 1280
    theme: str = "light"
    type: str = "normal"
    language: str = "zh-hans"


@pytest.fixture(scope="session")
def font_config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare machine has no Chinese font; the one of the wheel is shown to the browser."""
    folder = tmp_path_factory.mktemp("fonts")
    fonts = Path(noto_cjk_sans_otc.__file__).parent
    config = folder / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{folder}</cachedir></fontconfig>"
    )
    return config


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`fangcun up` with the demo district in a folder of its own; the address it answers at."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("FANGCUN_")},
        "FANGCUN_VAR_DIR": str(tmp_path_factory.mktemp("site")),
        "FANGCUN_PORT": FIRST_PORT,
        "FANGCUN_LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "fangcun.config.settings",
        "PYTHONUNBUFFERED": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "fangcun.config.command_line", "up"],
        cwd=PROJECT,
        env=environment,
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
        drain = threading.Thread(target=lambda: said.extend(process.stdout or []), daemon=True)
        drain.start()
        yield address
    finally:
        alarm.cancel()
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _address_said(process: subprocess.Popen[str], said: list[str]) -> str:
    for line in process.stdout or []:
        said.append(line)
        if found := READY.search(line):
            return found.group()
    raise AssertionError("the site did not start:\n" + "".join(said))


@pytest.fixture(scope="session")
def browser(font_config: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
            env={**os.environ, "FONTCONFIG_FILE": str(font_config)},
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
        "fangcun_type": "large" if look.type == "large" else "normal",
        "fangcun_theme": look.theme,
        "django_language": look.language,
    }
    context.add_cookies([{"name": k, "value": v, "url": site} for k, v in cookies.items()])
    return context


def sign_in(page: Page, username: str = "planner") -> None:
    page.goto("/people/sign-in/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "sign-in" not in url)


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    visitor = open_context(browser, site, Look())
    yield visitor
    visitor.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of a planner who has signed in, on a desktop."""
    fresh = context.new_page()
    sign_in(fresh)
    return fresh
