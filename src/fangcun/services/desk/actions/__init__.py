"""What people do with the books: write, follow up, give away, end, ask, hand over."""

from fangcun.core.places.actions import ChangedMeanwhile
from fangcun.services.desk.actions.calling_back import (
    NotAnswered,
    NothingUnmet,
    PartsOpen,
    call_back,
    close_unmet,
    reopen_request,
)
from fangcun.services.desk.actions.contacting import (
    AlreadyKept,
    NoWords,
    keep_promise,
    note_contact,
    promise,
    resume_request,
    wait_for_resident,
    write_note,
)
from fangcun.services.desk.actions.correcting import (
    CorrectedRequest,
    NotIntoThis,
    TooFewParts,
    correct_request,
    merge_requests,
    split_request,
)
from fangcun.services.desk.actions.dispatching import (
    AlreadyLinked,
    AnotherCommunity,
    DayMissing,
    DayPassed,
    accept_request,
    dispatch_request,
    link_commitment,
)
from fangcun.services.desk.actions.ending import (
    cancel_request,
    finish_request,
    give_up_request,
    refer_out,
)
from fangcun.services.desk.actions.forgetting import forget
from fangcun.services.desk.actions.handing_over import (
    AcceptedBefore,
    LeftOver,
    NotYetAccepted,
    OwnHandOver,
    accept_hand_over,
    hand_over,
)
from fangcun.services.desk.actions.ledgered import AlreadyServed, ServiceMissing, StillPromised
from fangcun.services.desk.actions.moved import NoContract, NotNow, Owner, ToBeDecided
from fangcun.services.desk.actions.owning import (
    ReturnedTwice,
    decide_return,
    pass_on,
    recall_request,
    return_request,
    take_over,
)
from fangcun.services.desk.actions.taking import (
    LineTooLong,
    NothingWritten,
    WrittenLine,
    take_request,
)

__all__ = [
    "AcceptedBefore",
    "AlreadyKept",
    "AlreadyLinked",
    "AlreadyServed",
    "AnotherCommunity",
    "ChangedMeanwhile",
    "CorrectedRequest",
    "DayMissing",
    "DayPassed",
    "LeftOver",
    "LineTooLong",
    "NoContract",
    "NoWords",
    "NotAnswered",
    "NotIntoThis",
    "NotNow",
    "NotYetAccepted",
    "NothingUnmet",
    "NothingWritten",
    "OwnHandOver",
    "Owner",
    "PartsOpen",
    "ReturnedTwice",
    "ServiceMissing",
    "StillPromised",
    "ToBeDecided",
    "TooFewParts",
    "WrittenLine",
    "accept_hand_over",
    "accept_request",
    "call_back",
    "cancel_request",
    "close_unmet",
    "correct_request",
    "decide_return",
    "dispatch_request",
    "finish_request",
    "forget",
    "give_up_request",
    "hand_over",
    "keep_promise",
    "link_commitment",
    "merge_requests",
    "note_contact",
    "pass_on",
    "promise",
    "recall_request",
    "refer_out",
    "reopen_request",
    "resume_request",
    "return_request",
    "split_request",
    "take_over",
    "take_request",
    "wait_for_resident",
    "write_note",
]
