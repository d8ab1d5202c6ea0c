"""What people do with the records of places. Every action first counts up the district.

That one statement is also the lock: two changes of the records wait for each other, in one order.
"""

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
from fangcun.core.places.actions.spaces import WrittenSpace, change_space, replace_spaces

__all__ = [
    "ChangedMeanwhile",
    "IllegalMove",
    "NewProject",
    "SpaceTaken",
    "StillInUse",
    "WrittenCommunity",
    "WrittenSpace",
    "add_facility",
    "change_community",
    "change_space",
    "drop_communities",
    "drop_demo_projects",
    "keep_streets",
    "move_project",
    "propose_project",
    "replace_buildings",
    "replace_communities",
    "replace_district",
    "replace_facilities",
    "replace_spaces",
    "set_facility_kinds",
    "touch_district",
]
