"""Promises and deliveries, for tests of this room and of every room upstairs."""

from datetime import date, datetime, timedelta
from typing import Any

from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from fangcun.core.places.tests.cast import a_community
from fangcun.ledger.actions import (
    Delivered,
    NewCommitment,
    NewNeed,
    NewOffer,
    Refused,
    Wish,
    commit,
    open_offer,
    record_crowd,
    record_service,
    record_unmet,
    reserve,
)
from fangcun.ledger.models import Commitment, Offer, ServiceRecord, UnmetNeed
from fangcun.ledger.states import CountMethod, WhyNot

MONDAY = date(2026, 2, 9)

__all__ = [
    "MONDAY",
    "MONDAY_9AM",
    "a_booking",
    "a_commitment",
    "a_crowd",
    "a_record",
    "an_offer",
    "an_unmet_need",
]


def a_commitment(*, by: User | None = None, now: datetime = MONDAY_9AM, **more: Any) -> Commitment:
    """Something promised to a resident for Tuesday."""
    fields: dict[str, Any] = {"due_on": MONDAY + timedelta(days=1), **more}
    fields.setdefault("service", None)
    fields["service"] = fields["service"] or a_service()
    if "promised_to" not in fields:
        fields.setdefault("resident", None)
        fields["resident"] = fields["resident"] or a_resident(community=fields.get("community"))
        fields.setdefault("community", fields["resident"].community)
    return commit(promise=NewCommitment(**fields), by=by or a_person(), now=now)


def a_record(*, by: User | None = None, now: datetime = MONDAY_9AM, **more: Any) -> ServiceRecord:
    """Something given on Monday: to a resident, unless the test says to whom."""
    fields: dict[str, Any] = {"served_on": MONDAY, **more}
    fields["service"] = fields.get("service") or a_service()
    if "resident" not in fields:
        fields["resident"] = a_resident(community=fields.get("community"))
    return record_service(delivered=Delivered(**fields), by=by or a_person(), now=now)


def a_crowd(
    person_times: int = 30, *, by: User | None = None, now: datetime = MONDAY_9AM, **more: Any
) -> ServiceRecord:
    """So many heads counted on Monday."""
    fields: dict[str, Any] = {"served_on": MONDAY, **more}
    fields["service"] = fields.get("service") or a_service("便民集市")
    return record_crowd(
        delivered=Delivered(**fields),
        person_times=person_times,
        counted_by=CountMethod.HEAD_COUNT,
        by=by or a_person(),
        now=now,
    )


def an_unmet_need(*, by: User | None = None, now: datetime = MONDAY_9AM, **more: Any) -> UnmetNeed:
    """Something that somebody asked for in vain."""
    fields: dict[str, Any] = {"why": WhyNot.FULL, **more}
    fields["service"] = fields.get("service") or a_service()
    fields["community"] = fields.get("community") or a_resident().community
    return record_unmet(need=NewNeed(**fields), by=by or a_person(), now=now)


def an_offer(*, by: User | None = None, now: datetime = MONDAY_9AM, **more: Any) -> Offer:
    """A class of two hours on Thursday, booked and cancelled until Wednesday at this hour."""
    starts_at = more.pop("starts_at", MONDAY_9AM + timedelta(days=3))
    fields: dict[str, Any] = {
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "books_from": now - timedelta(days=7),
        "books_until": starts_at - timedelta(days=1),
        "cancel_until": starts_at - timedelta(days=1),
        **more,
    }
    facility = fields.get("facility")
    fields.setdefault("community", facility.community if facility else None)
    fields["community"] = fields["community"] or a_community()
    fields["service"] = fields.get("service") or a_service("书法班")
    return open_offer(offer=NewOffer(**fields), by=by or a_person(), now=now)


def a_booking(
    offer: Offer, *, by: User | None = None, now: datetime = MONDAY_9AM, **more: Any
) -> Commitment | Refused:
    """Somebody asks for a unit of an offer."""
    if "promised_to" not in more:
        more["resident"] = more.get("resident") or a_resident(community=offer.community)
    return reserve(wish=Wish(offer=offer, **more), by=by or a_person(), now=now)
