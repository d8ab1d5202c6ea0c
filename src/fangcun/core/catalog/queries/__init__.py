"""What the catalogue answers."""

from fangcun.core.catalog.queries.kinds import DerivedKind, derived_kinds, verdict_on
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
    Step,
    all_functions,
    all_rules,
    facilities_matching,
    facilities_with_functions,
    number,
    numbers,
    own_rule,
    projects_at,
    projects_with_functions,
    rule_value,
    smallest_shown,
    stage_counts,
    way_of,
)

__all__ = [
    "DerivedKind",
    "Effect",
    "Exchange",
    "FacilityFilter",
    "NothingImported",
    "Step",
    "all_functions",
    "all_rules",
    "all_services",
    "derived_kinds",
    "district_for_planning",
    "effect_of",
    "exchanges",
    "facilities_matching",
    "facilities_with_functions",
    "number",
    "numbers",
    "own_rule",
    "projects_at",
    "projects_with_functions",
    "recorded_district",
    "rule_value",
    "services_offered",
    "smallest_shown",
    "spaces_left",
    "stage_counts",
    "verdict_on",
    "way_of",
]
