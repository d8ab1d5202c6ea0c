"""What people do about circumstances, packs and enrolments."""

from fangcun.core.catalog.actions.packs import NewerVersion, SaysNothing
from fangcun.core.entitlements.actions.circumstances import (
    AlreadyEnded,
    AlreadyRecorded,
    LevelDoesNotFit,
    NoReason,
    PersonIsGone,
    WrittenCircumstance,
    WrongDates,
    add_circumstance,
    change_circumstance,
    end_circumstance,
    look_at_number,
    seal_anew,
)
from fangcun.core.entitlements.actions.enrolments import (
    AlreadyEnrolled,
    AlreadyOff,
    NotEntitled,
    end_enrolment,
    enrol,
)
from fangcun.core.entitlements.actions.packs import (
    WrittenPack,
    WrittenRule,
    load_default_packs,
    set_in_use,
    write_pack,
)
from fangcun.core.entitlements.actions.wiping import wipe
from fangcun.core.places.actions import ChangedMeanwhile

__all__ = [
    "AlreadyEnded",
    "AlreadyEnrolled",
    "AlreadyOff",
    "AlreadyRecorded",
    "ChangedMeanwhile",
    "LevelDoesNotFit",
    "NewerVersion",
    "NoReason",
    "NotEntitled",
    "PersonIsGone",
    "SaysNothing",
    "WrittenCircumstance",
    "WrittenPack",
    "WrittenRule",
    "WrongDates",
    "add_circumstance",
    "change_circumstance",
    "end_circumstance",
    "end_enrolment",
    "enrol",
    "load_default_packs",
    "look_at_number",
    "seal_anew",
    "set_in_use",
    "wipe",
    "write_pack",
]
