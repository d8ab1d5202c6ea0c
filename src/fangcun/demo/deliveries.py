"""What the demo's facilities delivered in the last weeks, beside what the desks asked for."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from fangcun.core.accounts.models import User
from fangcun.core.catalog.models import ServiceKind
from fangcun.core.operators.queries import operator_of
from fangcun.core.people.models import Resident
from fangcun.core.places.models import Room
from fangcun.core.places.states import RoomKind
from fangcun.demo.accounts import demo_user
from fangcun.demo.days import moment, weekdays_until
from fangcun.ledger.actions import Delivered, record_crowd, record_service
from fangcun.ledger.states import CountMethod

SEED = 1100

PERSONAL = {
    RoomKind.HEALTH_CHECK: ("blood_pressure", time(9), 20, (2, 6)),
    RoomKind.DAY_CARE: ("day_care", time(8, 30), 420, (3, 8)),
    RoomKind.REHABILITATION: ("rehabilitation", time(14), 40, (1, 4)),
    RoomKind.HAIRDRESSER: ("haircut", time(13, 30), 25, (2, 5)),
}
"""Service, first hour, minutes, people a day: recorded one by one. Made up for the demo."""

CROWDS = {
    RoomKind.CANTEEN: ("lunch", time(10, 45), 90, (25, 70), CountMethod.HEAD_COUNT),
    RoomKind.CHESS: ("chess", time(13), 180, (8, 20), CountMethod.HEAD_COUNT),
    RoomKind.ACTIVITY: ("class", time(9, 30), 90, (10, 28), CountMethod.SIGN_IN),
}
"""Service, hour, minutes, heads, how they are counted."""


@transaction.atomic
def record_demo_deliveries(*, now: datetime) -> int:
    """Some weeks of services in the rooms of the reported facilities; says how many rows."""
    rng = Random(SEED)  # noqa: S311  # made-up services, not a secret
    rows, yesterday = 0, timezone.localdate(now) - timedelta(days=1)
    rooms = Room.objects.filter(facility__is_demo=False).select_related(
        "facility__community", "facility__kitchen"
    )
    services = {service.code: service for service in ServiceKind.objects.all()}
    for room in rooms.order_by("pk"):
        if room.kind == RoomKind.CANTEEN and hasattr(room.facility, "kitchen"):
            continue  # its meals are recorded one by one
        regulars = _regulars(room, rng)
        for day in weekdays_until(yesterday):
            rows += _a_day(room, services, day, regulars, rng)
    return rows


def _regulars(room: Room, rng: Random) -> list[Resident]:
    elders = [
        person
        for person in Resident.objects.filter(community=room.facility.community).order_by("pk")
        if (person.age_on(timezone.localdate()) or 0) >= 60
    ]
    return rng.sample(elders, k=min(len(elders), 25))


def _a_day(
    room: Room,
    services: dict[str, ServiceKind],
    day: date,
    regulars: Sequence[Resident],
    rng: Random,
) -> int:
    if room.kind in CROWDS:
        return _crowd(room, services, day, rng)
    if room.kind in PERSONAL:
        return _persons(room, services, day, regulars, rng)
    return 0


def _crowd(room: Room, services: dict[str, ServiceKind], day: date, rng: Random) -> int:
    code, hour, minutes, (fewest, most), counted_by = CROWDS[RoomKind(room.kind)]
    starts_at = moment(day, hour)
    record_crowd(
        delivered=Delivered(
            service=services[code],
            served_on=day,
            facility=room.facility,
            room=room,
            operator=operator_of(room, day),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            price_fen=services[code].price_fen,
            session=f"demo:{room.pk}:{day:%m%d}",
        ),
        person_times=rng.randint(fewest, most),
        counted_by=counted_by,
        by=_recorder(room),
        now=starts_at + timedelta(minutes=minutes + 10),
    )
    return 1


def _persons(
    room: Room,
    services: dict[str, ServiceKind],
    day: date,
    regulars: Sequence[Resident],
    rng: Random,
) -> int:
    code, hour, minutes, (fewest, most) = PERSONAL[RoomKind(room.kind)]
    came = rng.sample(list(regulars), k=min(len(regulars), rng.randint(fewest, most)))
    for nth, person in enumerate(came):
        starts_at = moment(day, hour) + timedelta(minutes=nth * min(minutes, 30))
        ends_at = starts_at + timedelta(minutes=minutes)
        record_service(
            delivered=Delivered(
                service=services[code],
                served_on=day,
                resident=person,
                facility=room.facility,
                room=room,
                operator=operator_of(room, day),
                starts_at=starts_at,
                ends_at=ends_at,
                price_fen=services[code].price_fen,
                session=f"demo:{room.pk}:{day:%m%d}",
            ),
            by=_recorder(room),
            now=ends_at,
        )
    return len(came)


def _recorder(room: Room) -> User:
    return demo_user("canteen" if room.kind == RoomKind.CANTEEN else "care")
