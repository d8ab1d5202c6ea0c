"""What can be booked beside meals: a class with a waiting list, one that may not take place, and
what people would like before there is any.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.queries import operator_of
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Room
from fangcun.core.places.states import RoomKind
from fangcun.demo.accounts import DESK_COMMUNITY, demo_user
from fangcun.demo.canteen.month import elders_of
from fangcun.demo.canteen.written import key
from fangcun.demo.days import moment
from fangcun.ledger.actions import NewOffer, Wish, keep, note_interest, open_offer, reserve
from fangcun.ledger.actions.records import Delivered
from fangcun.ledger.models import Commitment, Offer
from fangcun.ledger.states import CommitmentState

SEATS = 8
LASTS, ACCEPT_MINUTES = timedelta(minutes=90), 240
WISHED, BOOKED_BEFORE, BOOKED, TOO_FEW = 5, 7, 11, 3
WOULD_LIKE = "haircut"


class Given(NamedTuple):
    """A class: when, and how many it needs."""

    name: str
    service: str
    starts_at: datetime
    least_units: int | None = None


@transaction.atomic
def offer_demo_classes(*, now: datetime) -> None:
    """A class that was held, one that is full, one that waits for people, and wishes."""
    today = timezone.localdate(now)
    room = _room()
    elders = elders_of(room.facility.community, on=today)
    for resident in elders[-WISHED:]:
        _wish(resident, "calligraphy", now - timedelta(days=20))
    _hold(_open(_held(today), room, now - timedelta(days=16)), elders[:BOOKED_BEFORE])
    for given, people in (
        (_full(today), elders[:BOOKED]),
        (_unsure(today), elders[BOOKED : BOOKED + TOO_FEW]),
    ):
        offer = _open(given, room, now - timedelta(days=6))
        for resident in people:
            _book(offer, resident, now - timedelta(days=5))
    for resident in elders[BOOKED : BOOKED + WISHED]:
        _wish(resident, WOULD_LIKE, now - timedelta(days=2))


def _held(today: date) -> Given:
    return Given("书法班第一课", "calligraphy", moment(today - timedelta(days=7), time(14)))


def _full(today: date) -> Given:
    return Given("书法班第二课", "calligraphy", moment(today + timedelta(days=7), time(14)))


def _unsure(today: date) -> Given:
    starts_at = moment(today + timedelta(days=3), time(9))
    return Given("八段锦", "exercise_class", starts_at, least_units=6)


def _room() -> Room:
    return Room.objects.select_related("facility__community").get(
        facility__community__code=DESK_COMMUNITY, facility__is_demo=False, kind=RoomKind.ACTIVITY
    )


def class_in(
    room: Room, *, service: str, name: str, starts_at: datetime, now: datetime
) -> NewOffer:
    """A class of an hour and a half that can be booked until it begins, a place for each."""
    return NewOffer(
        service=ServiceKind.objects.get(code=service),
        title=f"演示：{name}",
        community=room.facility.community,
        facility=room.facility,
        room=room,
        operator=operator_of(room, timezone.localdate(starts_at)),
        starts_at=starts_at,
        ends_at=starts_at + LASTS,
        books_from=now,
        books_until=starts_at,
        cancel_until=starts_at - timedelta(hours=1),
        most_per_person=1,
        is_demo=True,
    )


def _open(given: Given, room: Room, at: datetime) -> Offer:
    until = given.starts_at - timedelta(hours=20)
    offer = replace(
        class_in(room, service=given.service, name=given.name, starts_at=given.starts_at, now=at),
        books_until=until,
        cancel_until=until,
        capacity=SEATS,
        least_units=given.least_units,
        decide_at=until if given.least_units else None,
        has_waiting_list=True,
        accept_minutes=ACCEPT_MINUTES,
        written_key=key("class", given.name),
    )
    return open_offer(offer=offer, by=demo_user("classes"), now=at)


def _book(offer: Offer, resident: Resident, at: datetime) -> Commitment | None:
    wish = Wish(
        offer=offer, resident=resident, may_wait=True, written_key=key("seat", offer, resident.pk)
    )
    answer = reserve(wish=wish, by=demo_user("steward"), now=at)
    return answer if isinstance(answer, Commitment) else None


def _hold(offer: Offer, people: list[Resident]) -> None:
    """Everybody came."""
    for resident in people:
        seat = _book(offer, resident, offer.books_from + timedelta(hours=2))
        if seat is not None and seat.state == CommitmentState.OPEN:
            given = Delivered.as_promised(
                seat, served_on=timezone.localdate(offer.starts_at), session=f"demo:{offer.pk}"
            )
            keep(commitment=seat, delivered=given, by=demo_user("classes"), now=offer.ends_at)


def _wish(resident: Resident, service: str, at: datetime) -> None:
    note_interest(
        resident=resident,
        service=ServiceKind.objects.get(code=service),
        words="演示：有的话想参加",
        by=demo_user("steward"),
        now=at,
    )
