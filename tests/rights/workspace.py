"""The first screen, the find box, one resident's page, the lists over all rooms, the map."""

from fangcun.core.accounts.states import Role
from tests.rights.table import DOERS, STAFF, Row
from tests.rights.town import RESIDENT

READERS = {
    *(Role.PLANNER, Role.SUBDISTRICT_OFFICER, Role.COMMUNITY_MANAGER),
    *(Role.AUDITOR, Role.ADMINISTRATOR),
}
BY_NAME = {Role.SUBDISTRICT_OFFICER, Role.COMMUNITY_MANAGER, Role.STEWARD}
DESK = {Role.COMMUNITY_MANAGER, Role.STEWARD}
SERVE_HIM = DOERS - {Role.VOLUNTEER_COORDINATOR}


def the_resident(side):
    return [side.resident.pk]


ROWS = {
    "workspace:home": Row(STAFF | {RESIDENT}),
    "workspace:find": Row(STAFF, query="?q=陈"),
    "workspace:rules": Row(STAFF),
    "workspace:never_came": Row(STAFF),
    "workspace:resident": Row(BY_NAME | SERVE_HIM, the_resident, is_of_one_place=True),
    "workspace:resident_part": Row(
        BY_NAME, lambda side: [side.resident.pk, "due"], is_of_one_place=True
    ),
    "workspace:health": Row(BY_NAME, the_resident, is_of_one_place=True),
    "workspace:own_data": Row(DESK, the_resident, is_of_one_place=True),
    "workspace:own_data_file": Row(DESK, the_resident, is_of_one_place=True),
    "workspace:forget": Row({Role.COMMUNITY_MANAGER}, the_resident, is_of_one_place=True),
    "workspace:map": Row(READERS),
    "workspace:boundary": Row(READERS),
    "workspace:layer": Row(READERS, lambda _: ["spaces"]),
}
