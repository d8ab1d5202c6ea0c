"""What people agreed to, whom they let in, and what is known of them."""

from fangcun.core.consent.queries.circles import circle_of, holding, memberships
from fangcun.core.consent.queries.consents import (
    Answered,
    allowing,
    allows,
    answers_of,
    consents_of,
)
from fangcun.core.consent.queries.forgetting import forget_requests, open_request_of
from fangcun.core.consent.queries.looks import ShownLook, looks_at_resident
from fangcun.core.consent.queries.notices import (
    limit_value,
    limits,
    newest_notice,
    newest_notices,
    shipped,
)
from fangcun.core.consent.queries.own_data import own_data

__all__ = [
    "Answered",
    "ShownLook",
    "allowing",
    "allows",
    "answers_of",
    "circle_of",
    "consents_of",
    "forget_requests",
    "holding",
    "limit_value",
    "limits",
    "looks_at_resident",
    "memberships",
    "newest_notice",
    "newest_notices",
    "open_request_of",
    "own_data",
    "shipped",
]
