"""People to be told: only the desk tells them."""

from fangcun.core.accounts.states import Role
from fangcun.core.notices.states import ToldBy
from fangcun.core.notices.tests.cast import a_notice
from tests.rights.table import Row
from tests.rights.town import Side

DESK = {Role.STEWARD, Role.COMMUNITY_MANAGER}


def _notice(side: Side) -> list[int]:
    return [a_notice(resident=side.resident).pk]


ROWS = {
    "notices:to_tell": Row(DESK),
    "notices:told": Row(
        DESK,
        lambda side: [*_notice(side), ToldBy.PHONE.value],
        method="post",
        is_of_one_place=True,
    ),
    "notices:drop": Row(DESK, _notice, method="post", is_of_one_place=True),
}
