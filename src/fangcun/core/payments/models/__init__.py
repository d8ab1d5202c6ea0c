"""Tables: payments and refunds, what a provider said, prepaid cards and tabs."""

from fangcun.core.payments.models.account import Account, AccountEntry
from fangcun.core.payments.models.payment import Payment, ProviderEvent, Refund
from fangcun.core.payments.models.trial import TrialOrder, TrialOutage, TrialRefund

__all__ = [
    "Account",
    "AccountEntry",
    "Payment",
    "ProviderEvent",
    "Refund",
    "TrialOrder",
    "TrialOutage",
    "TrialRefund",
]
