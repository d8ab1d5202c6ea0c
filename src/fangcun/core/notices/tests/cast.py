"""Things that people are to be told, for tests of this room and of every room upstairs."""

from datetime import datetime
from typing import Any

from fangcun.core.notices.actions import tell
from fangcun.core.notices.models import Notice
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident

HIS_MOBILE, HIS_LANDLINE = "13800000021", "051385551234"

__all__ = ["HIS_LANDLINE", "HIS_MOBILE", "MONDAY_9AM", "NoLine", "a_notice"]


def a_notice(
    words: str = "您报的书法班有名额了", *, phone: str = "", now: datetime = MONDAY_9AM, **more: Any
) -> Notice:
    """Something that a resident is to be told; he has no telephone unless the test says so."""
    more.setdefault("resident", None)
    more["resident"] = more["resident"] or a_resident(phone=phone)
    return tell(words=words, now=now, **{"source": "ledger:12", **more})


class NoLine:
    """A provider that is down: FANGCUN_MESSAGES names `NO_LINE`."""

    tries = 0

    def send(self, *, phone: str, text: str) -> None:
        type(self).tries += 1
        raise ConnectionError(phone)


NO_LINE = f"{__name__}.NoLine"
