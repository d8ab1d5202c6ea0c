"""Stewards at work, for locust: they look at the book, find people, write lines.

locust -f bench/support/stewards.py --headless -u 50 -r 2 --reset-stats -t 85s -H http://127.0.0.1:8000
"""

import itertools
import random
import uuid

from bench.support.people import PASSWORD
from locust import HttpUser, between, task

NUMBERS = itertools.count(1)
LINES = (
    "明天上午 清洗油烟机 12号楼301 姓陈 13900000123",
    "王奶奶 量血压 8号楼502",
    "水龙头漏水 急 3号楼2单元601 13900004567",
    "后天下午 打扫卫生两小时 李师傅 13900009876",
)


class Steward(HttpUser):
    """One desk: a request every second or two."""

    wait_time = between(1, 3)

    def on_start(self) -> None:
        self.client.get("/accounts/sign-in/", name="sign-in page")
        given = {"username": f"steward{next(NUMBERS)}", "password": PASSWORD}
        self._post("/accounts/sign-in/", given, name="sign in")
        self.book = "7"
        self.requests = [random.randrange(20, 1000) * 20 for _ in range(20)]

    @task(4)
    def look_at_the_book(self) -> None:
        self.client.get("/desk/", name="book")

    @task(3)
    def write_a_line(self) -> None:
        given = {
            "book": self.book,
            "written_key": str(uuid.uuid4()),
            "line": random.choice(LINES),
            "edited": "",
        }
        self._post("/desk/write/", given, name="write a line", fetched=True)

    @task(3)
    def find_somebody(self) -> None:
        words = random.choice(["chen", "wgy", "0123", "12号楼301", "王"])
        self.client.get("/find/", params={"q": words}, name="find")

    @task(3)
    def open_a_person(self) -> None:
        number = random.randrange(1, 2000) * 20
        self.client.get(f"/residents/{number}/", name="resident")

    @task(2)
    def open_a_request(self) -> None:
        self.client.get(f"/desk/{random.choice(self.requests)}/", name="request")

    def _post(
        self, address: str, given: dict[str, str], *, name: str, fetched: bool = False
    ) -> None:
        headers = {"X-CSRFToken": self.client.cookies.get("csrftoken", "")}
        if fetched:
            headers["X-Requested-With"] = "fetch"
        self.client.post(address, given, headers=headers, name=name)
