"""Tables: the district, its communities, buildings, spaces, facilities, rooms and projects."""

from fangcun.core.places.models.calendar import DeskHours, SpecialDay
from fangcun.core.places.models.community import Building, Community
from fangcun.core.places.models.district import District, StreetMap
from fangcun.core.places.models.facility import Facility
from fangcun.core.places.models.hours import RoomException, RoomHours
from fangcun.core.places.models.paper import Paper, ProjectPaper, Spending
from fangcun.core.places.models.presence import Presence, PresenceCancelled
from fangcun.core.places.models.project import Project
from fangcun.core.places.models.room import Room
from fangcun.core.places.models.space import IdleSpace

__all__ = [
    "Building",
    "Community",
    "DeskHours",
    "District",
    "Facility",
    "IdleSpace",
    "Paper",
    "Presence",
    "PresenceCancelled",
    "Project",
    "ProjectPaper",
    "Room",
    "RoomException",
    "RoomHours",
    "SpecialDay",
    "Spending",
    "StreetMap",
]
