"""Residents, for tests of every room upstairs."""

from datetime import UTC, datetime
from typing import Any

from fangcun.core.people.models import Address, Phone, Resident
from fangcun.core.people.rules.finding import words_to_find_by
from fangcun.core.places.models import Community
from fangcun.core.places.tests.cast import a_community

MONDAY_9AM = datetime(2026, 2, 9, 1, 0, tzinfo=UTC)  # 9 o'clock in the district


def an_address(community: Community, **more: Any) -> Address:
    fields = {"estate": "南郊新村", "building": "12", "unit": "", "room": "301"}
    return Address.objects.get_or_create(community=community, **{**fields, **more})[0]


def a_resident(
    name: str = "陈桂英", *, community: Community | None = None, phone: str = "", **more: Any
) -> Resident:
    """Somebody on record, who is found by what is said here."""
    address = more.get("address")
    words = words_to_find_by(
        names=[name],
        phones=[phone] if phone else [],
        cards=[more.get("card_number") or ""],
        addresses=[address.parts] if address else [],
    )
    resident = Resident.objects.create(
        name=name,
        community=community or a_community(),
        **{"registered_at": MONDAY_9AM, "found_by": words, **more},
    )
    if phone:
        Phone.objects.create(resident=resident, number=phone)
    return resident
