"""Communities and idle spaces: figures of places, of the whole district for those who plan."""

from fangcun.core.accounts.states import Role
from fangcun.core.places.models import IdleSpace
from tests.rights.table import Row
from tests.rights.town import Side

READERS = {
    *(Role.PLANNER, Role.SUBDISTRICT_OFFICER, Role.COMMUNITY_MANAGER),
    *(Role.AUDITOR, Role.ADMINISTRATOR),
}
PLANNERS = {Role.PLANNER, Role.ADMINISTRATOR}


def _space(side: Side) -> str:
    return IdleSpace.objects.create(
        ref="S1",
        name="旧仓库",
        community=side.community,
        lon=120.9,
        lat=32.0,
        floor_area_m2=120,
        floor=1,
        is_step_free=True,
        fit_out_fen_per_m2=0,
    ).ref


ROWS = {
    "places:communities": Row(READERS),
    "places:communities_file": Row(READERS, lambda _: ["csv"]),
    "places:community": Row(READERS, lambda side: [side.community.code]),
    "places:edit_community": Row(PLANNERS, lambda side: [side.community.code]),
    "places:spaces": Row(READERS),
    "places:spaces_file": Row(READERS, lambda _: ["csv"]),
    "places:space": Row(READERS, lambda side: [_space(side)]),
    "places:edit_space": Row(PLANNERS, lambda side: [_space(side)]),
}
