"""Where communities lie, and when rooms are open."""

from fangcun.core.places.rules.hours import (
    HOLIDAY,
    WORKED_WEEKEND,
    DayHours,
    Exceptional,
    PostedWeek,
    SameHours,
    Why,
    hours_of,
    same_hours,
)
from fangcun.core.places.rules.positions import (
    Centre,
    Home,
    Placed,
    community_centres,
    sketched_cells,
)

__all__ = [
    "HOLIDAY",
    "WORKED_WEEKEND",
    "Centre",
    "DayHours",
    "Exceptional",
    "Home",
    "Placed",
    "PostedWeek",
    "SameHours",
    "Why",
    "community_centres",
    "hours_of",
    "same_hours",
    "sketched_cells",
]
