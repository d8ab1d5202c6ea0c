"""Residents at home who want a gift pack: they open the page of a sale, then they order."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from bench.support.rush import Line

KEY = re.compile(r'name="written_key" value="([0-9a-f-]{36})"')
RECEIPT = re.compile(r"/my/festival/orders/(\d+)/")
NO = 'class="message warning"'


@dataclass(slots=True)
class Shopper:
    """One resident at home: what his browser holds, and what he was answered."""

    resident: int
    cookies: dict[str, str]
    key: str = ""
    order: int | None = None  # the number on his receipt
    was_refused: bool = False

    @property
    def is_answered(self) -> bool:
        return self.order is not None or self.was_refused


class Sale(NamedTuple):
    """What is sold, as the bench needs to know it."""

    pk: int
    pack: int
    slots: list[int]

    @property
    def page(self) -> str:
        return f"/my/festival/sales/{self.pk}/"


async def look_at(sale: Sale, line: Line, who: Shopper) -> None:
    """Open the page: it brings the key of this order and the cookie against forged forms."""
    answer = await line.ask(sale.page, cookies=who.cookies)
    found = KEY.search(answer.body)
    assert found, f"no form: {answer.status} {answer.headers.get('location', '')}"
    who.key = found.group(1)
    who.cookies["csrftoken"] = answer.headers["set-cookie"].split("=", 1)[1].split(";", 1)[0]


async def order_at(sale: Sale, line: Line, who: Shopper) -> None:
    """One pack, in a slot of one's own liking; only a receipt or a kind no is an answer."""
    form = {
        "csrfmiddlewaretoken": who.cookies["csrftoken"],
        "written_key": who.key,
        f"pack_{sale.pack}": "1",
        "slot": str(sale.slots[who.resident % len(sale.slots)]),
    }
    answer = await line.ask(sale.page, cookies=who.cookies, form=form)
    if found := RECEIPT.search(answer.headers.get("location", "")):
        who.order = int(found.group(1))
    else:
        assert NO in answer.body, f"neither yes nor no: {answer}"
        who.was_refused = True
