"""Residents' day, codes and card, and what a telephone keeps of them."""

from django.utils import timezone

from fangcun.core.accounts.states import Role
from fangcun.core.people.actions import code_for
from tests.rights.table import PUBLIC, Row
from tests.rights.town import RESIDENT

AT_HOME = Row({RESIDENT})
DESK = {Role.COMMUNITY_MANAGER, Role.STEWARD}
BY_NAME = DESK | {Role.SUBDISTRICT_OFFICER}


def the_code(side):
    return [code_for(resident=side.resident, now=timezone.now()).token]


ROWS = {
    "portal:service_worker": Row(PUBLIC),
    "portal:manifest": Row(PUBLIC),
    "portal:offline": Row(PUBLIC),
    "portal:card": Row(PUBLIC),
    "portal:code_again": Row(frozenset(), method="post"),  # only after a number was named
    "portal:codes": AT_HOME,
    "portal:renew_code": Row({RESIDENT}, method="post"),
    "portal:things": AT_HOME,
    "portal:entitled": AT_HOME,
    "workspace:desk_pass": Row(DESK, lambda side: [side.resident.pk], is_of_one_place=True),
    "workspace:scanned": Row(BY_NAME, the_code, is_of_one_place=True),
}
