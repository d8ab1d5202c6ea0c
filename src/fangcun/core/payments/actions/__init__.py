"""What people do with money: pay, give back, fill a card, settle a tab; what a provider says."""

from fangcun.core.payments.actions.accounts import (
    BelowWhatIsOwed,
    NotEnough,
    change_limit,
    open_account,
)
from fangcun.core.payments.actions.filling import (
    NothingOwed,
    NothingToPayOut,
    pay_out,
    settle_tab,
    top_up,
)
from fangcun.core.payments.actions.finding_out import ask_again, ask_open
from fangcun.core.payments.actions.hearing import UnknownProvider, hear, take_notification
from fangcun.core.payments.actions.paying import (
    AlreadyPaid,
    NewPayment,
    NothingToPay,
    OnlineNotOffered,
    WrongAccount,
    expire_payments,
    pay,
    withdraw_payment,
)
from fangcun.core.payments.actions.refunding import (
    NothingPaid,
    RefundUnderWay,
    TooMuch,
    refund,
)
from fangcun.core.places.actions.revised import ChangedMeanwhile

__all__ = [
    "AlreadyPaid",
    "BelowWhatIsOwed",
    "ChangedMeanwhile",
    "NewPayment",
    "NotEnough",
    "NothingOwed",
    "NothingPaid",
    "NothingToPay",
    "NothingToPayOut",
    "OnlineNotOffered",
    "RefundUnderWay",
    "TooMuch",
    "UnknownProvider",
    "WrongAccount",
    "ask_again",
    "ask_open",
    "change_limit",
    "expire_payments",
    "hear",
    "open_account",
    "pay",
    "pay_out",
    "refund",
    "settle_tab",
    "take_notification",
    "top_up",
    "withdraw_payment",
]
