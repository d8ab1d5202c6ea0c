"""The pictures of the README: the demo district as a visitor sees it, taken by a real browser.

Usage: screenshots.py [--gallery FOLDER]: besides the pictures of the README, every page at 390,
768 and 1280 px, light, dark and in large type, for looking through.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "src")]

from tests.browser.crawl import pages_by_name  # noqa: E402
from tests.browser.site import (  # noqa: E402
    Look,
    open_context,
    running_browser,
    running_site,
    sign_in,
    wait_for_demo_plan,
)

PICTURES = PROJECT / "docs" / "pictures"
GALLERY_LOOKS = (
    Look(390),
    Look(768, "dark"),
    Look(1280),
    Look(390, "dark", "large"),
    Look(1280, language="en"),
)
SETTLE_MS = 800  # maps draw after the page has loaded


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gallery", type=Path, help="also take every page, into this folder")
    gallery = parser.parse_args().gallery
    with (
        tempfile.TemporaryDirectory() as home,
        running_site(Path(home) / "site") as site,
        running_browser(Path(home)) as browser,
    ):
        plan = wait_for_demo_plan(browser, site)
        readme_pictures(browser, site, plan)
        if gallery:
            every_page(browser, site, gallery)
    return 0


def readme_pictures(browser: Browser, site: str, plan: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    desktop, phone = Look(1280), Look(390, "dark")
    shown = {
        "map": (desktop, "/"),
        "plan": (desktop, plan),
        "community": (desktop, _first_chosen_community(browser, site, plan)),
        "phone": (phone, plan),
    }
    for name, (look, path) in shown.items():
        page = _visit(browser, site, look, path)
        page.screenshot(path=PICTURES / f"{name}.png")
        page.context.close()


def _first_chosen_community(browser: Browser, site: str, plan: str) -> str:
    page = _visit(browser, site, Look(1280), plan)
    page.locator("#spaces a[href*='/communities/']").first.click()
    page.wait_for_load_state("networkidle")
    path = urlsplit(page.url).path
    page.context.close()
    return path


def every_page(browser: Browser, site: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    page = _visit(browser, site, Look(), "/")
    addresses = pages_by_name(page.request)
    page.context.close()
    for look in GALLERY_LOOKS:
        page = _visit(browser, site, look, "/")
        for name, path in addresses.items():
            page.goto(path)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(SETTLE_MS)
            file = f"{name.replace(':', '-')}-{'-'.join(str(part) for part in look)}.png"
            page.screenshot(path=folder / file, full_page=True)
        page.context.close()


def _visit(browser: Browser, site: str, look: Look, path: str) -> Page:
    page = open_context(browser, site, look).new_page()
    sign_in(page)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLE_MS)
    return page


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fangcun.config.settings_test")
    import django

    django.setup()
    sys.exit(main())
