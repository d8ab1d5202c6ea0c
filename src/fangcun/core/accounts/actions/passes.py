"""Signing in without a telephone: the desk hands out eight digits that open one account once."""

from datetime import datetime
from secrets import token_hex
from typing import NoReturn

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.crypto import digest
from fangcun.base.errors import Refusal
from fangcun.base.http import Staff, signature
from fangcun.core.accounts.actions.tries import against_address, give_try_back, take_try
from fangcun.core.accounts.models import DeskPass, User
from fangcun.core.accounts.queries import PASS_LASTS
from fangcun.core.accounts.rules import new_pass, normal_code
from fangcun.core.audit.actions import note_account_event
from fangcun.core.audit.states import AccountEventKind


class NoPassForStaff(Refusal):
    """Staff sign in by password; only a resident's account is opened from a desk."""


class PassNotValid(Refusal):
    """Wrong, too old or used: one sentence for all."""


@transaction.atomic
def account_without_phone(*, display_name: str) -> User:
    """An account for somebody who has no telephone: only a pass of the desk opens it."""
    user = User(username=f"居民-{token_hex(6)}", display_name=display_name[:40], is_resident=True)
    user.set_unusable_password()
    user.save()
    return user


@transaction.atomic
def give_pass(*, account: User, by: Staff, now: datetime) -> str:
    """Eight digits that sign this account in once; those given before open nothing any more."""
    if not account.is_resident:
        raise NoPassForStaff(_("工作人员请用账号和密码登录，不能用前台登录码。"))
    code = _free_code()
    given = {
        "digest": _digest(code),
        "given_at": now,
        "given_by": signature(by),
        "used_at": None,
    }
    DeskPass.objects.update_or_create(user=account, defaults=given)
    _note(AccountEventKind.PASS_GIVEN, account, now, by=signature(by))
    return code


def use_pass(*, code: str, address: str, now: datetime) -> User:
    """Whose pass this is: fresh, and used now for the first time; else it is refused.

    Not one transaction: a wrong try must stay counted although it ends in a refusal.
    """
    against = against_address(f"passes from {address}")
    take_try(against=[against], now=now)
    account = _used(code, now)
    give_try_back(against=against)
    _note(AccountEventKind.PASS_USED, account, now, address=address)
    return account


def _used(code: str, now: datetime) -> User:
    """Of two at once only one finds it unused: the check is in the statement that uses it."""
    kept = DeskPass.objects.select_related("user").filter(digest=_digest(normal_code(code))).first()
    if kept is None or not kept.user.is_active:
        _refuse(now)
    fresh = DeskPass.objects.filter(
        pk=kept.pk, digest=kept.digest, used_at=None, given_at__gt=now - PASS_LASTS
    )
    if not fresh.update(used_at=now):
        _refuse(now)
    return kept.user


def _free_code() -> str:
    """One that nobody has: eight digits may come twice in a hundred million."""
    while DeskPass.objects.filter(digest=_digest(code := new_pass())).exists():
        pass
    return code


def _refuse(now: datetime) -> NoReturn:
    note_account_event(kind=AccountEventKind.CODE_FAILED, account_id=None, name="—", now=now)
    raise PassNotValid(_("登录码不对、已过期或已用过。请核对，或请前台重新开一个。"))


def _note(
    kind: AccountEventKind, account: User, now: datetime, *, by: str = "", address: str = ""
) -> None:
    note_account_event(
        kind=kind, account_id=account.pk, name=str(account), by=by, address=address, now=now
    )


def _digest(code: str) -> bytes:
    return digest(code, purpose="desk pass")
