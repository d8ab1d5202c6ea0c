"""The first screen, the find box and the map."""

from fangcun.core.accounts.states import Role
from tests.rights.table import PUBLIC, STAFF, Row

READERS = {
    *(Role.PLANNER, Role.SUBDISTRICT_OFFICER, Role.COMMUNITY_MANAGER),
    *(Role.AUDITOR, Role.ADMINISTRATOR),
}

ROWS = {
    "workspace:home": Row(PUBLIC),
    "workspace:find": Row(STAFF, query="?q=陈"),
    "workspace:rules": Row(STAFF),
    "workspace:map": Row(READERS),
    "workspace:boundary": Row(READERS),
    "workspace:layer": Row(READERS, lambda _: ["spaces"]),
}
