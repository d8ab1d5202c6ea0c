"""Signing in and out, one's own account, and the accounts of others."""

from fangcun.core.accounts.models import RoleAssignment, User
from fangcun.core.accounts.states import Role
from fangcun.core.accounts.tests.cast import a_steward, with_role
from tests.rights.table import PUBLIC, STAFF, Row
from tests.rights.town import RESIDENT, Side

MANAGERS = {Role.ADMINISTRATOR, Role.COMMUNITY_MANAGER, Role.OPERATOR_MANAGER}
HER_STEWARDS = {Role.ADMINISTRATOR, Role.COMMUNITY_MANAGER}
THEIR_COOKS = {Role.ADMINISTRATOR, Role.OPERATOR_MANAGER}


def _steward(side: Side) -> list[int]:
    return [a_steward(side.community).pk]


def _cook(side: Side) -> User:
    return with_role(Role.CANTEEN, operator=side.operator)


def _cooks_role(side: Side) -> list[int]:
    return [RoleAssignment.objects.get(user=_cook(side)).pk]


ROWS = {
    "accounts:sign_in": Row(PUBLIC),
    "accounts:sign_out": Row(PUBLIC, method="post"),
    # leads whoever has not given a password to where one signs in
    "accounts:second_factor": Row(set()),
    "accounts:resume": Row(STAFF | {RESIDENT}),
    "accounts:mine": Row(STAFF),
    "accounts:password": Row(STAFF),
    "accounts:enrol": Row(STAFF),
    "accounts:recovery_codes": Row(STAFF),
    "accounts:accounts": Row(MANAGERS),
    "accounts:open_account": Row(MANAGERS),
    "accounts:account": Row(HER_STEWARDS, _steward, is_of_one_place=True),
    "accounts:change": Row(HER_STEWARDS, _steward, is_of_one_place=True),
    "accounts:close": Row(HER_STEWARDS, _steward, is_of_one_place=True),
    "accounts:reopen": Row(HER_STEWARDS, _steward, is_of_one_place=True),
    "accounts:reset_password": Row(HER_STEWARDS, _steward, is_of_one_place=True),
    "accounts:reset_second_factor": Row(HER_STEWARDS, _steward, is_of_one_place=True),
    "accounts:give_role": Row(THEIR_COOKS, lambda side: [_cook(side).pk], is_of_one_place=True),
    "accounts:end_role": Row(THEIR_COOKS, _cooks_role, is_of_one_place=True),
}
