"""What the catalogue answers."""

from fangcun.core.catalog.queries.kinds import DerivedKind, derived_kinds
from fangcun.core.catalog.queries.previews import Effect, Exchange, effect_of, exchanges
from fangcun.core.catalog.queries.recorded import (
    NothingImported,
    district_for_planning,
    recorded_district,
    spaces_left,
)
from fangcun.core.catalog.queries.services import all_services, services_offered
from fangcun.core.catalog.queries.tables import (
    FacilityFilter,
    all_functions,
    all_rules,
    facilities_matching,
    facility_with,
    project_with,
    projects_at,
    rule_value,
    stage_counts,
)

__all__ = [
    "DerivedKind",
    "Effect",
    "Exchange",
    "FacilityFilter",
    "NothingImported",
    "all_functions",
    "all_rules",
    "all_services",
    "derived_kinds",
    "district_for_planning",
    "effect_of",
    "exchanges",
    "facilities_matching",
    "facility_with",
    "project_with",
    "projects_at",
    "recorded_district",
    "rule_value",
    "services_offered",
    "spaces_left",
    "stage_counts",
]
