"""Setting up the desk: a manager for her community, the district for all; counts for everybody."""

from fangcun.core.accounts.states import Role
from fangcun.services.desk.models import RoutingRule
from fangcun.services.desk.tests.cast import a_category, a_rule
from tests.rights.table import DOERS, STAFF, Row
from tests.rights.town import Side

DISTRICT = {Role.PLANNER, Role.ADMINISTRATOR}
SETTERS = DISTRICT | {Role.COMMUNITY_MANAGER}
READERS = {Role.STEWARD, Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_OFFICER, *DOERS}


def _rule(side: Side) -> RoutingRule:
    return a_rule(community=side.community)


ROWS = {
    "desk:settings_rules": Row(SETTERS),
    "desk:settings_new_rule": Row(SETTERS),
    "desk:settings_rule": Row(SETTERS, lambda side: [_rule(side).pk], is_of_one_place=True),
    "desk:settings_move_rule": Row(
        SETTERS, lambda side: [_rule(side).pk], method="post", is_of_one_place=True
    ),
    "desk:settings_categories": Row(SETTERS),
    "desk:settings_new_category": Row(DISTRICT),
    "desk:settings_category": Row(DISTRICT, lambda _: [a_category().pk]),
    "desk:settings_books": Row(SETTERS),
    "desk:settings_new_book": Row(SETTERS),
    "desk:settings_book": Row(SETTERS, lambda side: [side.book.pk], is_of_one_place=True),
    "desk:settings_duty": Row(SETTERS, lambda side: [side.community.pk], is_of_one_place=True),
    "desk:rates": Row(STAFF),
    "desk:rate_lines": Row(READERS, lambda _: ["answered"]),
    "desk:lines_file": Row({Role.COMMUNITY_MANAGER}, lambda _: ["csv"]),
}
