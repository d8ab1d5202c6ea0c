"""Servers killed in the middle of writing: what was acknowledged is there, and nothing twice."""

import json
import os
import signal
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from http.cookiejar import CookieJar
from pathlib import Path

import psutil

from tests.browser.site import PASSWORD, rows_of

WRITERS = 3
BACK_WITHIN_S = 60


class Steward:
    """A desk that writes line after line, and sends again what was not acknowledged."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.acknowledged: list[str] = []
        self.failed: list[str] = []
        self.opener.open(f"{site}/accounts/sign-in/").read()
        self._post("/accounts/sign-in/", {"username": "steward", "password": PASSWORD})
        page = self.opener.open(f"{site}/desk/").read().decode()
        self.book = page.split('name="book" value="', 1)[1].split('"', 1)[0]

    def write_until(self, over: threading.Event) -> None:
        while not over.is_set():
            self.write(str(uuid.uuid4()))

    def write(self, key: str) -> None:
        """Send one line; only the site's own number counts as an acknowledgement."""
        given = {"book": self.book, "written_key": key, "line": f"换灯泡 {key}", "edited": ""}
        try:
            answer = json.loads(self._post("/desk/write/", given, **{"X-Requested-With": "fetch"}))
            assert answer["number"]
            self.acknowledged.append(key)
        except (OSError, ValueError, KeyError):  # cut off, or an answer that is no receipt
            self.failed.append(key)
            time.sleep(0.2)

    def _post(self, path: str, given: dict[str, str], **headers: str) -> str:
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        asked = urllib.request.Request(
            self.site + path,
            urllib.parse.urlencode(given).encode(),
            {"X-CSRFToken": token or "", **headers},
        )
        with self.opener.open(asked, timeout=20) as answer:
            return answer.read().decode()


class TestServersKilledWhileWriting:
    def test_lose_no_acknowledged_line_and_double_none(self, site: str, site_folder: Path):
        stewards = [Steward(site) for _ in range(WRITERS)]
        over = threading.Event()
        desks = [threading.Thread(target=one.write_until, args=(over,)) for one in stewards]
        for desk in desks:
            desk.start()

        time.sleep(2)
        _kill_web(site)
        _wait_until_back(site)
        time.sleep(2)
        os.kill(_database(site_folder), signal.SIGKILL)
        time.sleep(1)
        _wait_until_back(site)
        time.sleep(1)
        over.set()
        for desk in desks:
            desk.join(60)
        for one in stewards:
            for key in one.failed[:]:
                one.write(key)  # as the browser does with what it still holds

        acknowledged = [key for one in stewards for key in one.acknowledged]
        kept = _lines_kept(site_folder)
        assert len(acknowledged) > 10
        assert any(one.failed for one in stewards)
        assert [key for key in acknowledged if kept.count(key) != 1] == []


def _kill_web(site: str) -> None:
    """Every process of the web server, all at once."""
    port = site.rsplit(":", 1)[1]
    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        if "granian" in words and port in words:
            process.kill()


def _database(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def _wait_until_back(site: str) -> None:
    for _ in range(BACK_WITHIN_S * 5):
        try:
            with urllib.request.urlopen(f"{site}/accounts/sign-in/", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError("the site did not come back")


def _lines_kept(folder: Path) -> list[str]:
    rows = rows_of(folder, "SELECT written_key FROM district.desk_servicerequest")
    return [str(key) for (key,) in rows]
