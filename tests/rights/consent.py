"""Consent is written where the resident is; deletion is decided by the community's manager."""

from datetime import date

from fangcun.core.accounts.states import Role
from fangcun.core.consent.actions import ask_to_be_forgotten, load_defaults
from fangcun.core.consent.states import Channel, GivenBy, Limit, Purpose
from fangcun.core.consent.tests.cast import a_consent, a_member
from fangcun.core.people.tests.cast import MONDAY_9AM
from tests.rights.table import STAFF, Row
from tests.rights.town import Side

WRITERS = {Role.STEWARD, Role.COMMUNITY_MANAGER}
READERS = WRITERS | {Role.SUBDISTRICT_OFFICER}
DECIDERS = {Role.COMMUNITY_MANAGER}
DISTRICT = {Role.PLANNER, Role.ADMINISTRATOR}


def of_the_resident(side: Side) -> list[int]:
    return [side.resident.pk]


def of_a_purpose(side: Side) -> list[object]:
    return [side.resident.pk, Purpose.HEALTH.value]


def of_a_consent(side: Side) -> list[int]:
    return [a_consent(side.resident).pk]


def of_a_member(side: Side) -> list[int]:
    return [a_member(side.resident).pk]


def of_a_forget_request(side: Side) -> list[int]:
    row = ask_to_be_forgotten(
        resident=side.resident,
        asked_by=GivenBy.SELF,
        channel=Channel.PAPER,
        words="",
        by="甲",
        today=date(2026, 2, 9),
        now=MONDAY_9AM,
    )
    return [row.pk]


def of_a_notice(_side: Side) -> list[str]:
    load_defaults(now=MONDAY_9AM)
    return [Purpose.HEALTH.value]


def of_a_limit(_side: Side) -> list[str]:
    load_defaults(now=MONDAY_9AM)
    return [Limit.FORGET_DAYS.value]


ROWS = {
    "consent:resident": Row(READERS, of_the_resident, is_of_one_place=True),
    "consent:give": Row(WRITERS, of_a_purpose, is_of_one_place=True),
    "consent:sheet": Row(WRITERS, of_the_resident, is_of_one_place=True),
    "consent:looks": Row(WRITERS, of_the_resident, is_of_one_place=True),
    "consent:withdraw": Row(WRITERS, of_a_consent, method="post", is_of_one_place=True),
    "consent:add_member": Row(WRITERS, of_the_resident, is_of_one_place=True),
    "consent:edit_member": Row(WRITERS, of_a_member, is_of_one_place=True),
    "consent:revoke_member": Row(WRITERS, of_a_member, method="post", is_of_one_place=True),
    "consent:ask_to_be_forgotten": Row(WRITERS, of_the_resident, is_of_one_place=True),
    "consent:forget_requests": Row(DECIDERS),
    "consent:refuse_to_forget": Row(DECIDERS, of_a_forget_request, is_of_one_place=True),
    "consent:notices": Row(STAFF),
    "consent:edit_notice": Row(DISTRICT, of_a_notice),
    "consent:edit_limit": Row(DISTRICT, of_a_limit),
}
