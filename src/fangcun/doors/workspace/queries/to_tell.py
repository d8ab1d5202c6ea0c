"""Who has to be told something by the people at these desks."""

from datetime import datetime
from typing import NamedTuple

from fangcun.base.http import Staff
from fangcun.core.notices.access import to_tell_by_hand
from fangcun.core.notices.models import Notice
from fangcun.core.places.models import Community

SHOWN = 3


class ToTell(NamedTuple):
    """How many things, and the most urgent of them."""

    how_many: int
    first: list[Notice]
    now: datetime


def to_tell_today(*, staff: Staff, communities: list[Community], now: datetime) -> ToTell:
    """What nobody but a person can tell them."""
    rows = to_tell_by_hand(staff, now).filter(community__in=communities)
    how_many = rows.count()
    return ToTell(how_many, list(rows[:SHOWN]) if how_many else [], now)
