"""Who is due what, and why: decisions without a database.

Three answers: yes, no, and not known yet. Not known is not a no: it names the paper that is
missing. Nothing here says "unless", so a further paper never takes a benefit away.
"""

from fangcun.core.entitlements.rules.conditions import (
    AgeAtLeast,
    AgeAtMost,
    AllOf,
    AnyOf,
    BadCondition,
    Condition,
    Has,
    LivesAs,
    LivesIn,
    condition_from,
    condition_to_json,
)
from fangcun.core.entitlements.rules.explaining import (
    Answer,
    Explanation,
    Reason,
    Terms,
    best_step,
    explain,
)
from fangcun.core.entitlements.rules.facts import Facts, Held, years_before
from fangcun.core.entitlements.rules.plain import PlainTerms, condition_of, plain_terms_of

__all__ = [
    "AgeAtLeast",
    "AgeAtMost",
    "AllOf",
    "Answer",
    "AnyOf",
    "BadCondition",
    "Condition",
    "Explanation",
    "Facts",
    "Has",
    "Held",
    "LivesAs",
    "LivesIn",
    "PlainTerms",
    "Reason",
    "Terms",
    "best_step",
    "condition_from",
    "condition_of",
    "condition_to_json",
    "explain",
    "plain_terms_of",
    "years_before",
]
