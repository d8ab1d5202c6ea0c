"""What people do with the records of places. Every action first counts up the district.

That one statement is also the lock: two changes of the records wait for each other, in one order.
"""

from fangcun.core.places.actions.calendar import (
    DeskSpan,
    WrittenDay,
    drop_special_day,
    load_special_days,
    set_desk_hours,
    write_special_day,
)
from fangcun.core.places.actions.communities import (
    WrittenCommunity,
    change_community,
    drop_communities,
    replace_buildings,
    replace_communities,
)
from fangcun.core.places.actions.district import keep_streets, replace_district, touch_district
from fangcun.core.places.actions.facilities import (
    add_facility,
    replace_facilities,
    set_facility_kinds,
)
from fangcun.core.places.actions.money import (
    AlreadyWritten,
    PaperInUse,
    WrittenProject,
    WrittenSpending,
    describe_project,
    hand_in_paper,
    paper_values,
    record_spending,
    strike_spending,
    take_from_view,
    withdraw_paper,
)
from fangcun.core.places.actions.presence import (
    NotExpected,
    WrittenPresence,
    add_presence,
    cancel_presence,
    change_presence,
    restore_presence,
)
from fangcun.core.places.actions.projects import (
    IllegalMove,
    NewProject,
    SpaceTaken,
    drop_demo_projects,
    move_project,
    propose_project,
)
from fangcun.core.places.actions.replaced import StillInUse
from fangcun.core.places.actions.revised import ChangedMeanwhile
from fangcun.core.places.actions.rooms import (
    HoursOverlap,
    NameTaken,
    PostedSpan,
    WrittenException,
    WrittenHours,
    WrittenRoom,
    change_room,
    close_room,
    open_room,
    reopen_room,
    set_hours,
    withdraw_exception,
    write_exception,
)
from fangcun.core.places.actions.spaces import WrittenSpace, change_space, replace_spaces

__all__ = [
    "AlreadyWritten",
    "ChangedMeanwhile",
    "DeskSpan",
    "HoursOverlap",
    "IllegalMove",
    "NameTaken",
    "NewProject",
    "NotExpected",
    "PaperInUse",
    "PostedSpan",
    "SpaceTaken",
    "StillInUse",
    "WrittenCommunity",
    "WrittenDay",
    "WrittenException",
    "WrittenHours",
    "WrittenPresence",
    "WrittenProject",
    "WrittenRoom",
    "WrittenSpace",
    "WrittenSpending",
    "add_facility",
    "add_presence",
    "cancel_presence",
    "change_community",
    "change_presence",
    "change_room",
    "change_space",
    "close_room",
    "describe_project",
    "drop_communities",
    "drop_demo_projects",
    "drop_special_day",
    "hand_in_paper",
    "keep_streets",
    "load_special_days",
    "move_project",
    "open_room",
    "paper_values",
    "propose_project",
    "record_spending",
    "reopen_room",
    "replace_buildings",
    "replace_communities",
    "replace_district",
    "replace_facilities",
    "replace_spaces",
    "restore_presence",
    "set_desk_hours",
    "set_facility_kinds",
    "set_hours",
    "strike_spending",
    "take_from_view",
    "touch_district",
    "withdraw_exception",
    "withdraw_paper",
    "write_exception",
    "write_special_day",
]
