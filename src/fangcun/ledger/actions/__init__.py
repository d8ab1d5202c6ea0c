"""What people do with the ledger: promise, deliver, refuse, take back, say what they think."""

from fangcun.ledger.actions.commitments import (
    AlreadySettled,
    NewCommitment,
    NobodyPromised,
    cancel,
    commit,
    give_up,
    keep,
    reassign,
)
from fangcun.ledger.actions.forgetting import forget
from fangcun.ledger.actions.measures import WrittenMeasure, change_measure, load_measures
from fangcun.ledger.actions.opinions import NewOpinion, leave_opinion, mark_read
from fangcun.ledger.actions.records import (
    Delivered,
    NobodysCommunity,
    NotYet,
    RoomElsewhere,
    record_crowd,
    record_service,
    reverse_record,
)
from fangcun.ledger.actions.reversed import AlreadyReversed, NoReason, NothingToReverse
from fangcun.ledger.actions.unmet import NewNeed, NothingWanted, record_unmet, reverse_need

__all__ = [
    "AlreadyReversed",
    "AlreadySettled",
    "Delivered",
    "NewCommitment",
    "NewNeed",
    "NewOpinion",
    "NoReason",
    "NobodyPromised",
    "NobodysCommunity",
    "NotYet",
    "NothingToReverse",
    "NothingWanted",
    "RoomElsewhere",
    "WrittenMeasure",
    "cancel",
    "change_measure",
    "commit",
    "forget",
    "give_up",
    "keep",
    "leave_opinion",
    "load_measures",
    "mark_read",
    "reassign",
    "record_crowd",
    "record_service",
    "record_unmet",
    "reverse_need",
    "reverse_record",
]
