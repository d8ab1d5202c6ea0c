"""What is done with the book of residents."""

from fangcun.core.people.actions.addresses import put_on_map
from fangcun.core.people.actions.codes import code_for, renew_code
from fangcun.core.people.actions.forgetting import count_forgotten, forget_resident
from fangcun.core.people.actions.households import (
    NoAddress,
    StillOthers,
    found_household,
    join_household,
    leave_household,
    move_household,
)
from fangcun.core.people.actions.imports import (
    CannotUndo,
    ImportedResident,
    NobodyNew,
    import_residents,
    undo_import,
)
from fangcun.core.people.actions.merging import CannotMerge, merge_residents, unmerge
from fangcun.core.people.actions.residents import (
    CardTaken,
    NewPhone,
    NewResident,
    NotPresent,
    WrongIdNumber,
    correct_resident,
    note_gone,
    register_resident,
    register_residents,
)
from fangcun.core.people.actions.sensitive import NoReason, look_at_id_number, seal_anew
from fangcun.core.places.actions import ChangedMeanwhile

__all__ = [
    "CannotMerge",
    "CannotUndo",
    "CardTaken",
    "ChangedMeanwhile",
    "ImportedResident",
    "NewPhone",
    "NewResident",
    "NoAddress",
    "NoReason",
    "NobodyNew",
    "NotPresent",
    "StillOthers",
    "WrongIdNumber",
    "code_for",
    "correct_resident",
    "count_forgotten",
    "forget_resident",
    "found_household",
    "import_residents",
    "join_household",
    "leave_household",
    "look_at_id_number",
    "merge_residents",
    "move_household",
    "note_gone",
    "put_on_map",
    "register_resident",
    "register_residents",
    "renew_code",
    "seal_anew",
    "undo_import",
    "unmerge",
]
