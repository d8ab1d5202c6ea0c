"""Signing in with a name and a password; what comes of it is kept."""

from datetime import datetime

from django.contrib.auth import authenticate
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import signature
from fangcun.core.accounts.actions.tries import (
    against_account,
    against_address,
    forget_tries,
    give_try_back,
    take_try,
)
from fangcun.core.accounts.models import User
from fangcun.core.audit.actions import note_account_event
from fangcun.core.audit.states import AccountEventKind


class WrongNameOrPassword(Refusal):
    """The same words for a name that nobody has and for a password that is not his."""


def prove_password(*, username: str, password: str, address: str, now: datetime) -> User:
    """Say who this is; nobody is signed in yet.

    Not one transaction: a wrong try must stay counted although it ends in a refusal.
    """
    tried = [against_account(username), against_address(address)]
    is_last = take_try(against=tried, now=now)
    user = authenticate(username=username, password=password)
    if not isinstance(user, User):
        _note_failure(username=username, address=address, is_last=is_last, now=now)
        raise WrongNameOrPassword(_("用户名或密码不对，请再试一次。忘记密码请联系本区管理员。"))
    forget_tries(against=tried[0])
    give_try_back(against=tried[1])
    return user


def note_signed_in(*, user: User, address: str, now: datetime) -> None:
    """Keep that somebody signed in, from where."""
    note_account_event(
        kind=AccountEventKind.SIGNED_IN,
        account_id=user.pk,
        name=signature(user),
        address=address,
        now=now,
    )


def note_signed_out(*, user: User, address: str, now: datetime) -> None:
    """Keep that somebody signed out."""
    note_account_event(
        kind=AccountEventKind.SIGNED_OUT,
        account_id=user.pk,
        name=signature(user),
        address=address,
        now=now,
    )


def _note_failure(*, username: str, address: str, is_last: bool, now: datetime) -> None:
    known = User.objects.filter(username=username).first()
    for kind in (AccountEventKind.SIGN_IN_FAILED, AccountEventKind.LOCKED_OUT)[: 1 + is_last]:
        note_account_event(
            kind=kind,
            account_id=known.pk if known else None,
            name=signature(known) if known else username,
            address=address,
            now=now,
        )
