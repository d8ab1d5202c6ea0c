"""What people do about consent: give, withdraw, let relatives in, ask to be forgotten."""

from fangcun.core.consent.actions.circles import (
    AlreadyIn,
    AlreadyOut,
    LetInForNothing,
    WrittenMember,
    change_member,
    join_circles,
    let_in,
    revoke_member,
)
from fangcun.core.consent.actions.consents import (
    AgeUnknown,
    AlreadyAnswered,
    AlreadyWithdrawn,
    GuardianNeeded,
    PersonIsGone,
    WrittenConsent,
    WrongDates,
    give_consent,
    withdraw_consent,
)
from fangcun.core.consent.actions.forgetting import (
    AlreadyAsked,
    AlreadySettled,
    ask_to_be_forgotten,
    note_forgotten,
    refuse_to_forget,
    wipe,
)
from fangcun.core.consent.actions.notices import (
    NewerVersion,
    WrittenLimit,
    WrittenNotice,
    change_limit,
    load_defaults,
    write_notice,
)
from fangcun.core.places.actions import ChangedMeanwhile

__all__ = [
    "AgeUnknown",
    "AlreadyAnswered",
    "AlreadyAsked",
    "AlreadyIn",
    "AlreadyOut",
    "AlreadySettled",
    "AlreadyWithdrawn",
    "ChangedMeanwhile",
    "GuardianNeeded",
    "LetInForNothing",
    "NewerVersion",
    "PersonIsGone",
    "WrittenConsent",
    "WrittenLimit",
    "WrittenMember",
    "WrittenNotice",
    "WrongDates",
    "ask_to_be_forgotten",
    "change_limit",
    "change_member",
    "give_consent",
    "join_circles",
    "let_in",
    "load_defaults",
    "note_forgotten",
    "refuse_to_forget",
    "revoke_member",
    "wipe",
    "withdraw_consent",
    "write_notice",
]
