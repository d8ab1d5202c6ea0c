"""Passwords: chosen by their owners, reset by those who manage the account."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import Staff, signature
from fangcun.core.accounts.actions.managed import refuse_unless_managed
from fangcun.core.accounts.actions.tries import against_account, forget_tries
from fangcun.core.accounts.models import User
from fangcun.core.accounts.rules import new_password
from fangcun.core.audit.actions import note_account_event
from fangcun.core.audit.states import AccountEventKind


class WrongPassword(Refusal):
    """Whoever changes a password must know the one before."""


@transaction.atomic
def change_password(*, user: User, old: str, new: str, now: datetime) -> User:
    """Somebody chooses a new password; his other sessions end."""
    if not user.check_password(old):
        raise WrongPassword(_("当前密码不对，请再试一次。"))
    if old == new:
        raise WrongPassword(_("新密码不能和当前密码相同。"))
    _write(user, new, must_change=False, now=now)
    note_account_event(
        kind=AccountEventKind.PASSWORD_CHANGED,
        account_id=user.pk,
        name=signature(user),
        by=signature(user),
        now=now,
    )
    return user


@transaction.atomic
def reset_password(*, account: User, by: Staff, now: datetime) -> str:
    """A new first password for somebody who forgot his; shown once. A lock ends with it."""
    refuse_unless_managed(account, by=by)
    password = new_password()
    _write(account, password, must_change=True, now=now)
    forget_tries(against=against_account(account.username))
    note_account_event(
        kind=AccountEventKind.PASSWORD_RESET,
        account_id=account.pk,
        name=signature(account),
        by=signature(by),
        now=now,
    )
    return password


def _write(user: User, password: str, *, must_change: bool, now: datetime) -> None:
    user.set_password(password)
    User.objects.filter(pk=user.pk).update(
        password=user.password,
        must_change_password=must_change,
        password_set_at=now,
        session_stamp=F("session_stamp") + 1,
    )
    user.refresh_from_db()
