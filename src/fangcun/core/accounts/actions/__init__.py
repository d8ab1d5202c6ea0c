"""What people do with accounts: sign in, open and close them, give and end roles."""

from fangcun.core.accounts.actions.accounts import (
    CannotClose,
    NameTaken,
    NewAccount,
    change_account,
    close_account,
    open_account,
    open_staff_account,
    reopen_account,
)
from fangcun.core.accounts.actions.codes import (
    CodeNotValid,
    TooSoon,
    account_for_phone,
    check_code,
    send_code,
)
from fangcun.core.accounts.actions.house import the_house
from fangcun.core.accounts.actions.passwords import (
    WrongPassword,
    change_password,
    reset_password,
)
from fangcun.core.accounts.actions.roles import (
    AlreadyHeld,
    NotForThisScope,
    NotYoursToGive,
    WrittenRole,
    appoint,
    dismiss,
    end_role,
    give_role,
)
from fangcun.core.accounts.actions.second_factor import (
    WrongCode,
    begin_second_factor,
    clear_second_factor,
    confirm_second_factor,
    prove_second_factor,
    renew_recovery_codes,
    reset_second_factor,
    seal_anew,
)
from fangcun.core.accounts.actions.signing_in import (
    WrongNameOrPassword,
    note_signed_in,
    note_signed_out,
    prove_password,
)
from fangcun.core.accounts.actions.tries import LockedOut

__all__ = [
    "AlreadyHeld",
    "CannotClose",
    "CodeNotValid",
    "LockedOut",
    "NameTaken",
    "NewAccount",
    "NotForThisScope",
    "NotYoursToGive",
    "TooSoon",
    "WrittenRole",
    "WrongCode",
    "WrongNameOrPassword",
    "WrongPassword",
    "account_for_phone",
    "appoint",
    "begin_second_factor",
    "change_account",
    "change_password",
    "check_code",
    "clear_second_factor",
    "close_account",
    "confirm_second_factor",
    "dismiss",
    "end_role",
    "give_role",
    "note_signed_in",
    "note_signed_out",
    "open_account",
    "open_staff_account",
    "prove_password",
    "prove_second_factor",
    "renew_recovery_codes",
    "reopen_account",
    "reset_password",
    "reset_second_factor",
    "seal_anew",
    "send_code",
    "the_house",
]
