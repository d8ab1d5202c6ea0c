"""What the records of places answer."""

from fangcun.core.places.queries.calendar import (
    desk_hours,
    last_known_day,
    special_days,
    work_calendar,
)
from fangcun.core.places.queries.history import Change, Version, changes_since, history_of
from fangcun.core.places.queries.recorded import (
    recorded_boundary,
    recorded_buildings,
    recorded_communities,
    recorded_options,
    recorded_spaces,
    recorded_streets,
)
from fangcun.core.places.queries.tables import (
    CommunityFilter,
    SpaceFilter,
    areas_per_100_households,
    communities_matching,
    community_named,
    counted_communities,
    facilities_of,
    projects_in,
    projects_of,
    spaces_matching,
    spaces_of,
    subdistricts,
    the_district,
    unfinished_projects,
)

__all__ = [
    "Change",
    "CommunityFilter",
    "SpaceFilter",
    "Version",
    "areas_per_100_households",
    "changes_since",
    "communities_matching",
    "community_named",
    "counted_communities",
    "desk_hours",
    "facilities_of",
    "history_of",
    "last_known_day",
    "projects_in",
    "projects_of",
    "recorded_boundary",
    "recorded_buildings",
    "recorded_communities",
    "recorded_options",
    "recorded_spaces",
    "recorded_streets",
    "spaces_matching",
    "spaces_of",
    "special_days",
    "subdistricts",
    "the_district",
    "unfinished_projects",
    "work_calendar",
]
