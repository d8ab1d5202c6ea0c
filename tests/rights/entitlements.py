"""Circumstances and benefits go with the resident; packs are public, the district writes them."""

from datetime import date

from fangcun.core.accounts.states import Role
from fangcun.core.entitlements.actions import enrol
from fangcun.core.entitlements.tests.cast import a_benefit, a_circumstance, a_pack
from fangcun.core.people.tests.cast import MONDAY_9AM, a_resident
from tests.rights.table import STAFF, Row
from tests.rights.town import Side

WRITERS = {Role.STEWARD, Role.COMMUNITY_MANAGER}
READERS = WRITERS | {Role.SUBDISTRICT_OFFICER}
DISTRICT = {Role.PLANNER, Role.ADMINISTRATOR}


def of_the_resident(side: Side) -> list[int]:
    return [side.resident.pk]


def of_a_circumstance(side: Side) -> list[int]:
    return [a_circumstance(side.resident).pk]


def of_a_benefit(side: Side) -> list[object]:
    benefit = a_benefit()
    return [side.resident.pk, benefit.pack.code, benefit.code]


def of_an_enrolment(side: Side) -> list[int]:
    row = enrol(
        resident=a_resident(community=side.community, birth_year=1930),
        rule=a_benefit(),
        until=None,
        by="甲",
        today=date(2026, 2, 9),
        now=MONDAY_9AM,
    )
    return [row.pk]


def of_a_pack(_side: Side) -> list[str]:
    return [a_pack().code]


ROWS = {
    "entitlements:due": Row(READERS),
    "entitlements:expiring": Row(READERS),
    "entitlements:packs": Row(STAFF),
    "entitlements:pack": Row(STAFF, of_a_pack),
    "entitlements:pack_version": Row(STAFF, lambda side: [*of_a_pack(side), 1]),
    "entitlements:edit_pack": Row(DISTRICT, of_a_pack),
    "entitlements:switch_pack": Row(DISTRICT, of_a_pack, method="post"),
    "entitlements:resident": Row(READERS, of_the_resident, is_of_one_place=True),
    "entitlements:add_circumstance": Row(WRITERS, of_the_resident, is_of_one_place=True),
    "entitlements:enrol": Row(WRITERS, of_a_benefit, is_of_one_place=True),
    "entitlements:edit_circumstance": Row(WRITERS, of_a_circumstance, is_of_one_place=True),
    "entitlements:end_circumstance": Row(WRITERS, of_a_circumstance, is_of_one_place=True),
    "entitlements:number": Row(WRITERS, of_a_circumstance, is_of_one_place=True),
    "entitlements:end_enrolment": Row(WRITERS, of_an_enrolment, is_of_one_place=True),
}
