"""What people may know of circumstances, packs and benefits."""

from fangcun.core.entitlements.queries.cells import shown_count
from fangcun.core.entitlements.queries.circumstances import (
    Standing,
    expiring,
    running,
    standing_of,
)
from fangcun.core.entitlements.queries.entitled import (
    enrolled,
    entitled,
    entitled_by,
    not_enrolled,
    not_served,
    still_here,
)
from fangcun.core.entitlements.queries.own_data import own_data
from fangcun.core.entitlements.queries.packs import (
    newest_packs,
    newest_version,
    pack_in_force,
    rule_in_force,
    rules_in_force,
    rules_of,
    terms_from,
    terms_of,
    versions_of,
)
from fangcun.core.entitlements.queries.panels import (
    Panel,
    ShownBenefit,
    ShownCircumstance,
    explanation_for,
    facts_of,
    panel,
    reasons_in_words,
)
from fangcun.core.entitlements.queries.previews import Difference, Preview, preview
from fangcun.core.entitlements.queries.words import (
    condition_in_words,
    gift_in_words,
    in_words,
    proofs_in_words,
)

__all__ = [
    "Difference",
    "Panel",
    "Preview",
    "ShownBenefit",
    "ShownCircumstance",
    "Standing",
    "condition_in_words",
    "enrolled",
    "entitled",
    "entitled_by",
    "expiring",
    "explanation_for",
    "facts_of",
    "gift_in_words",
    "in_words",
    "newest_packs",
    "newest_version",
    "not_enrolled",
    "not_served",
    "own_data",
    "pack_in_force",
    "panel",
    "preview",
    "proofs_in_words",
    "reasons_in_words",
    "rule_in_force",
    "rules_in_force",
    "rules_of",
    "running",
    "shown_count",
    "standing_of",
    "still_here",
    "terms_from",
    "terms_of",
    "versions_of",
]
