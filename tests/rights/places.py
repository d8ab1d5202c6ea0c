"""Communities and idle spaces: of the whole district for those who plan. Rooms, visitors and the
calendar: for all staff, each where his work lies; a door's page for everybody who stands before it.
"""

from datetime import time

from django.utils import timezone

from fangcun.core.accounts.states import Role
from fangcun.core.places.models import IdleSpace, Presence, RoomException, SpecialDay
from tests.rights.table import PUBLIC, STAFF, Row
from tests.rights.town import Side

READERS = {
    *(Role.PLANNER, Role.SUBDISTRICT_OFFICER, Role.COMMUNITY_MANAGER),
    *(Role.AUDITOR, Role.ADMINISTRATOR),
}
PLANNERS = {Role.PLANNER, Role.ADMINISTRATOR}
RUNNERS = PLANNERS | {Role.COMMUNITY_MANAGER, Role.OPERATOR_MANAGER}


def _room(side: Side) -> list[int]:
    return [side.room.pk]


def _facility(side: Side) -> list[int]:
    return [side.facility.pk]


def _exception(side: Side) -> list[int]:
    today = timezone.localdate()
    row = RoomException.objects.create(
        room=side.room, starts_on=today, ends_on=today, why="维修", written_at=timezone.now()
    )
    return [row.pk]


def _presence(side: Side) -> list[int]:
    row = Presence.objects.create(
        room=side.room,
        name="王医生",
        profession="全科医生",
        weekday=0,
        starts_on=timezone.localdate(),
        starts=time(9),
        ends=time(11),
    )
    return [row.pk]


def _special_day(_side: Side) -> list[int]:
    row = SpecialDay.objects.create(day="2090-01-01", is_working=False, name="元旦", source="通知")
    return [row.pk]


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
    "door": Row(PUBLIC, lambda side: [side.room.door_code]),
    "places:room": Row(STAFF, _room, is_of_one_place=True),
    "places:door_sheet": Row(STAFF, _room, is_of_one_place=True),
    "places:new_room": Row(RUNNERS, _facility, is_of_one_place=True),
    "places:edit_room": Row(RUNNERS, _room, is_of_one_place=True),
    "places:room_hours": Row(RUNNERS, _room, is_of_one_place=True),
    "places:new_exception": Row(RUNNERS, _room, is_of_one_place=True),
    "places:withdraw_exception": Row(RUNNERS, _exception, is_of_one_place=True),
    "places:close_room": Row(RUNNERS, _room, is_of_one_place=True),
    "places:reopen_room": Row(RUNNERS, _room, is_of_one_place=True),
    "places:presence": Row(STAFF, _facility, is_of_one_place=True),
    "places:new_presence": Row(RUNNERS, _facility, is_of_one_place=True),
    "places:edit_presence": Row(RUNNERS, _presence, is_of_one_place=True),
    "places:cancel_presence": Row(RUNNERS, _presence, is_of_one_place=True),
    "places:restore_presence": Row(
        RUNNERS,
        lambda side: [*_presence(side), timezone.localdate()],
        method="post",
        is_of_one_place=True,
    ),
    "places:calendar": Row(STAFF),
    "places:write_special_day": Row(PLANNERS),
    "places:drop_special_day": Row(PLANNERS, _special_day),
    "places:write_desk_hours": Row(PLANNERS),
    "places:load_calendar": Row(PLANNERS, method="post"),
}
