"""What everybody sees of the demo's facilities: classes that can be booked, a room under repair."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from fangcun.core.places.actions import WrittenException, write_exception
from fangcun.core.places.models import Room
from fangcun.core.places.states import RoomKind
from fangcun.demo.accounts import demo_user
from fangcun.demo.canteen.written import key
from fangcun.demo.classes import ACCEPT_MINUTES, class_in
from fangcun.demo.days import moment
from fangcun.ledger.actions import open_offer

BY = "演示"
UNDER_REPAIR = RoomKind.AFTER_SCHOOL
SEATS, YOUNGEST = 20, 60


class Class(NamedTuple):
    """A class of the demo: on which day from today, when, for how many, from which age."""

    service: str
    name: str
    days_ahead: int
    starts: time
    seats: int | None = SEATS
    least_age: int | None = None


CLASSES = (
    Class("exercise_class", "太极拳晨练", 1, time(8, 30), None),
    Class("chorus", "社区合唱队", 1, time(19)),
    Class("lecture", "防诈骗讲座", 2, time(10), 60),
    Class("calligraphy", "国画花鸟", 2, time(14), 12, YOUNGEST),
    Class("class", "手机拍照课", 3, time(9, 30), 16, YOUNGEST),
    Class("exercise_class", "椅子瑜伽", 4, time(15), 12),
    Class("lecture", "冬季养生", 5, time(14, 30), 60),
)
"""Given in turn by the facilities that have a room for them; all made up."""


@transaction.atomic
def show_demo_life(*, now: datetime) -> None:
    """Every activity room offers some of the classes; one room is shut for two days."""
    today = timezone.localdate(now)
    for number, room in enumerate(_rooms(RoomKind.ACTIVITY)):
        for given in _turn(number):
            _offer(given, room, today=today, now=now)
    for room in _rooms(UNDER_REPAIR)[:1]:
        closed = WrittenException(
            starts_on=today + timedelta(days=1),
            ends_on=today + timedelta(days=2),
            why="演示：检修暖气",
        )
        write_exception(room=room, written=closed, by=BY, now=now)


def _rooms(kind: RoomKind) -> list[Room]:
    rows = Room.objects.filter(kind=kind).select_related("facility__community")
    return list(rows.order_by("facility__ref", "pk"))


def _turn(number: int) -> Iterator[Class]:
    """Three of them for each room, others for the next."""
    for place in range(3):
        yield CLASSES[(number * 3 + place) % len(CLASSES)]


def _offer(given: Class, room: Room, *, today: date, now: datetime) -> None:
    starts_at = moment(today + timedelta(days=given.days_ahead), given.starts)
    offer = replace(
        class_in(room, service=given.service, name=given.name, starts_at=starts_at, now=now),
        capacity=given.seats,
        least_age=given.least_age,
        has_waiting_list=given.seats is not None,
        accept_minutes=ACCEPT_MINUTES if given.seats is not None else 0,
        written_key=key("public class", room.pk, given.name),
    )
    open_offer(offer=offer, by=demo_user("classes"), now=now)
