"""Consents and relatives, for tests of this room and of those upstairs."""

from datetime import date, datetime
from typing import Any

from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import a_person
from fangcun.core.consent import actions
from fangcun.core.consent.actions import WrittenConsent, WrittenMember
from fangcun.core.consent.models import CircleMember, Consent
from fangcun.core.consent.states import Channel, FieldGroup, GivenBy, Kinship, Purpose
from fangcun.core.people.models import Resident
from fangcun.core.people.tests.cast import MONDAY_9AM

MONDAY = date(2026, 2, 9)


def a_written_consent(purpose: Purpose = Purpose.HEALTH, **more: Any) -> WrittenConsent:
    fields = {
        "given_by": GivenBy.SELF,
        "channel": Channel.PAPER,
        "evidence": "档案盒3",
        "from_on": MONDAY,
        "is_age_seen": True,
    }
    return WrittenConsent(purpose=purpose, **{**fields, **more})


def a_consent(
    resident: Resident,
    purpose: Purpose = Purpose.HEALTH,
    *,
    now: datetime = MONDAY_9AM,
    by: str = "test",
    **more: Any,
) -> Consent:
    written = a_written_consent(purpose, **more)
    return actions.give_consent(resident=resident, written=written, by=by, today=MONDAY, now=now)


def a_written_member(**more: Any) -> WrittenMember:
    fields = {
        "name": "陈小红",
        "kinship": Kinship.CHILD,
        "phone": "13800001111",
        "sees": [FieldGroup.APPOINTMENTS],
        "does": [],
        "from_on": MONDAY,
        "until": date(2026, 12, 31),
        "channel": Channel.PAPER,
        "evidence": "档案盒3",
    }
    return WrittenMember(**{**fields, **more})


def a_member(
    resident: Resident, *, by: str = "test", now: datetime = MONDAY_9AM, **more: Any
) -> CircleMember:
    written = a_written_member(**more)
    return actions.let_in(resident=resident, written=written, by=by, now=now)


def a_relative_of(resident: Resident, **more: Any) -> User:
    """Somebody with an account whom the resident let in."""
    relative = a_person(display_name="陈小红")
    member = a_member(resident, **more)
    actions.join_circles(user=relative, phone=member.phone)
    return relative
