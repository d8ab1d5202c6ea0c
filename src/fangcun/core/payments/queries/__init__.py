"""What is paid, what a till took in, what is on cards and tabs."""

from fangcun.core.payments.queries.accounts import (
    WayBack,
    accounts_named,
    accounts_of,
    entries_of,
    resident_by_card,
    top_ups_to_give_back,
    ways_back,
)
from fangcun.core.payments.queries.payments import (
    is_paid,
    late_payments,
    offers_online,
    paid_sources,
    payment_of,
    payments_for,
    payments_of,
    refunds_under_way,
    unheard_payments,
)
from fangcun.core.payments.queries.takings import (
    Taking,
    odd_events,
    odd_events_of,
    payments_of_day,
    takings,
)

__all__ = [
    "Taking",
    "WayBack",
    "accounts_named",
    "accounts_of",
    "entries_of",
    "is_paid",
    "late_payments",
    "odd_events",
    "odd_events_of",
    "offers_online",
    "paid_sources",
    "payment_of",
    "payments_for",
    "payments_of",
    "payments_of_day",
    "refunds_under_way",
    "resident_by_card",
    "takings",
    "top_ups_to_give_back",
    "unheard_payments",
    "ways_back",
]
