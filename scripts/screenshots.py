"""Pictures of the demo district as people see it, taken by a real browser.

The gallery is for looking through: pages at 390, 768 and 1280 px, light, dark and in the elders'
version, in `var/gallery`. The best few, for the README, go to `docs/pictures`.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "src")]

from tests.browser.crawl import pages_by_name  # noqa: E402
from tests.browser.site import (  # noqa: E402
    Look,
    a_telephone_at_home,
    open_context,
    running_browser,
    running_site,
    sign_in,
    sign_in_at_home,
    wait_for_demo_plan,
)

GALLERY = PROJECT / "var" / "gallery"
PICTURES = PROJECT / "docs" / "pictures"
WIDTHS = (390, 768, 1280)
LOOKS = {"light": ("light", "normal"), "dark": ("dark", "normal"), "elder": ("light", "large")}
COLOURS = 160
SETTLE_MS = 800  # maps draw after the page has loaded
RESIDENT, EVERYBODY = "resident", "everybody"

SHOWN = {
    EVERYBODY: (
        *("portal:front", "portal:near", "portal:facility", "portal:service", "portal:offer"),
        *("canteen:menu", "portal:sign_in", "accounts:sign_in"),
    ),
    RESIDENT: (
        *("portal:home", "portal:codes", "portal:things", "portal:circles", "portal:let_in"),
        *("desk:ask", "meals:week", "meals:order_meal", "meals:order", "portal:entitled"),
    ),
    "steward": ("workspace:home", "desk:book", "desk:request", "workspace:resident"),
    "canteen": ("canteen:week", "canteen:till", "canteen:sheet"),
    "secretary": ("ledger:figures", "workspace:home"),
    "planner": ("workspace:map", "planning:plan", "planning:community"),
}
"""Who sees which pages of the gallery."""

BEST = {
    "front": ("portal:front", Look(1280)),
    "near": ("portal:near", Look(390, "dark")),
    "elder": ("desk:ask", Look(390, type="large")),
    "today": ("portal:home", Look(390)),
    "desk": ("desk:book", Look(1280)),
    "map": ("workspace:map", Look(1280)),
    "plan": ("planning:plan", Look(1280)),
    "community": ("planning:community", Look(1280)),
    "phone": ("planning:plan", Look(390, "dark")),
}
"""What the README shows: one screen each."""


class Shot(NamedTuple):
    """A page, its address, and who looks at it."""

    name: str
    path: str
    visitor: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--best", action="store_true", help="only the pictures of the README")
    only_best = parser.parse_args().best
    said: list[str] = []
    with (
        tempfile.TemporaryDirectory() as home,
        running_site(Path(home) / "site", said) as site,
        running_browser(Path(home)) as browser,
    ):
        wait_for_demo_plan(browser, site)
        keys = _signed_in(browser, site, Path(home) / "site", said)
        shots = list(_shots(browser, site, keys))
        take_best(browser, site, keys, shots)
        if not only_best:
            take_gallery(browser, site, keys, shots)
    return 0


def take_best(browser: Browser, site: str, keys: dict[str, Any], shots: list[Shot]) -> None:
    """One screen each, as large as it stands in the README."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for file, (name, look) in BEST.items():
        shot = next(one for one in shots if one.name == name)
        with _visiting(browser, site, look, keys[shot.visitor]) as page:
            _open(page, shot)
            _save_small(page, PICTURES / f"{file}.png")


def _save_small(page: Page, file: Path) -> None:
    """Few colours are enough for paper, ink and one brown: a third of the bytes."""
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


def take_gallery(browser: Browser, site: str, keys: dict[str, Any], shots: list[Shot]) -> None:
    """Every page of the gallery at every width in every look, from top to bottom."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        for called, (theme, size) in LOOKS.items():
            for shot in shots:
                with _visiting(browser, site, Look(width, theme, size), keys[shot.visitor]) as page:
                    _open(page, shot)
                    file = f"{shot.name.replace(':', '-')}-{shot.visitor}-{width}-{called}.png"
                    page.screenshot(path=GALLERY / file, full_page=True)


def _signed_in(browser: Browser, site: str, folder: Path, said: list[str]) -> dict[str, Any]:
    """What signing in has given each visitor."""
    keys: dict[str, Any] = {EVERYBODY: []}
    for visitor in SHOWN.keys() - keys.keys():
        with _visiting(browser, site, Look(), []) as page:
            if visitor == RESIDENT:
                sign_in_at_home(page, a_telephone_at_home(folder), said)
            else:
                sign_in(page, visitor)
            cookies = page.context.cookies()
            keys[visitor] = [one for one in cookies if one["name"] == "sessionid"]
    return keys


def _shots(browser: Browser, site: str, keys: dict[str, Any]) -> Iterator[Shot]:
    """One address for each page of the gallery, found by following links."""
    starts = {EVERYBODY: "/", RESIDENT: "/my/"}
    for visitor, wanted in SHOWN.items():
        with _visiting(browser, site, Look(), keys[visitor]) as page:
            found = pages_by_name(page.request, starts.get(visitor, "/today/"))
        yield from (Shot(name, found[name], visitor) for name in wanted if name in found)
        if place := found.get("portal:facility") if visitor == EVERYBODY else None:
            yield Shot("portal:lobby", place.replace("/f/", "/lobby/"), visitor)


def _open(page: Page, shot: Shot) -> None:
    page.goto(shot.path)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLE_MS)


@contextmanager
def _visiting(browser: Browser, site: str, look: Look, key: Any) -> Iterator[Page]:
    context = open_context(browser, site, look)
    context.add_cookies(key)
    yield context.new_page()
    context.close()


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fangcun.config.settings_test")
    import django

    django.setup()
    sys.exit(main())
