"""Messages that tests look at instead of a telephone: FANGCUN_MESSAGES names `OUTBOX`."""

import re
from typing import ClassVar

OUTBOX = "fangcun.core.accounts.tests.outbox.Outbox"


class Outbox:
    """Keeps what was sent."""

    sent: ClassVar[list[tuple[str, str]]] = []

    def send(self, *, phone: str, text: str) -> None:
        self.sent.append((phone, text))


def last_code() -> str:
    """The six digits of the latest message."""
    found = re.search(r"\d{6}", Outbox.sent[-1][1])
    assert found
    return found.group()
