"""What people do with the ledger: offer, book, wait, promise, deliver, refuse, take back, say what
they think.
"""

from fangcun.ledger.actions.changed import NotBookable
from fangcun.ledger.actions.changing import change_units
from fangcun.ledger.actions.commitments import (
    NewCommitment,
    NobodyPromised,
    cancel,
    commit,
    give_up,
    keep,
    reassign,
)
from fangcun.ledger.actions.deadlines import SayWhy, TooLate
from fangcun.ledger.actions.ends import (
    TooEarly,
    call_off,
    close_offer,
    close_over,
    decide_due,
    decide_offer,
)
from fangcun.ledger.actions.forgetting import forget
from fangcun.ledger.actions.interests import InterestEnded, end_interest, note_interest
from fangcun.ledger.actions.measures import WrittenMeasure, change_measure, load_measures
from fangcun.ledger.actions.noshows import mark_no_show, release_unclaimed
from fangcun.ledger.actions.offers import (
    BelowTaken,
    NewOffer,
    WrongNumbers,
    WrongTimes,
    change_offer,
    open_offer,
    reopen_offer,
    stop_offer,
)
from fangcun.ledger.actions.opinions import NewOpinion, leave_opinion, mark_plain_read, mark_read
from fangcun.ledger.actions.records import (
    Delivered,
    NobodysCommunity,
    NotYet,
    RoomElsewhere,
    record_crowd,
    record_service,
    reverse_record,
)
from fangcun.ledger.actions.refused import Refused
from fangcun.ledger.actions.reserving import (
    NobodyKnown,
    NothingAsked,
    Wish,
    refuse_at_once,
    reserve,
)
from fangcun.ledger.actions.reversed import AlreadyReversed, NoReason, NothingToReverse
from fangcun.ledger.actions.settling import AlreadySettled, StillWaiting
from fangcun.ledger.actions.unmet import NewNeed, NothingWanted, record_unmet, reverse_need
from fangcun.ledger.actions.waiting import NothingToAccept, TimeIsUp, accept_place, lapse_overdue

__all__ = [
    "AlreadyReversed",
    "AlreadySettled",
    "BelowTaken",
    "Delivered",
    "InterestEnded",
    "NewCommitment",
    "NewNeed",
    "NewOffer",
    "NewOpinion",
    "NoReason",
    "NobodyKnown",
    "NobodyPromised",
    "NobodysCommunity",
    "NotBookable",
    "NotYet",
    "NothingAsked",
    "NothingToAccept",
    "NothingToReverse",
    "NothingWanted",
    "Refused",
    "RoomElsewhere",
    "SayWhy",
    "StillWaiting",
    "TimeIsUp",
    "TooEarly",
    "TooLate",
    "Wish",
    "WrittenMeasure",
    "WrongNumbers",
    "WrongTimes",
    "accept_place",
    "call_off",
    "cancel",
    "change_measure",
    "change_offer",
    "change_units",
    "close_offer",
    "close_over",
    "commit",
    "decide_due",
    "decide_offer",
    "end_interest",
    "forget",
    "give_up",
    "keep",
    "lapse_overdue",
    "leave_opinion",
    "load_measures",
    "mark_no_show",
    "mark_plain_read",
    "mark_read",
    "note_interest",
    "open_offer",
    "reassign",
    "record_crowd",
    "record_service",
    "record_unmet",
    "refuse_at_once",
    "release_unclaimed",
    "reopen_offer",
    "reserve",
    "reverse_need",
    "reverse_record",
    "stop_offer",
]
