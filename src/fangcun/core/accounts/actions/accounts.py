"""Accounts of staff: opened, corrected, closed, opened again. None is ever removed."""

from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.base.http import Staff, signature
from fangcun.core.accounts.actions.managed import refuse_unless_managed
from fangcun.core.accounts.actions.roles import WrittenRole, appoint
from fangcun.core.accounts.models import User
from fangcun.core.accounts.rules import new_password
from fangcun.core.audit.actions import note_account_event
from fangcun.core.audit.states import AccountEventKind
from fangcun.core.places.actions.revised import ChangedMeanwhile


class NameTaken(Refusal):
    """Somebody else signs in with this name."""


class CannotClose(Refusal):
    """Nobody closes the account he is using."""


class NewAccount(NamedTuple):
    """An account and its first password, which is shown once and must be changed."""

    user: User
    password: str


@transaction.atomic
def open_account(*, username: str, password: str, display_name: str) -> User:
    """Give a member of staff an account, or a new password where there is one.

    An empty name leaves the name as it is.

    For whoever sets up the site; pages open accounts with `open_staff_account`.
    """
    user, _created = User.objects.get_or_create(username=username)
    user.display_name = display_name or user.display_name
    user.set_password(password)
    user.save()
    return user


@transaction.atomic
def open_staff_account(
    *,
    username: str,
    display_name: str,
    phone: str,
    first_role: WrittenRole,
    by: Staff,
    now: datetime,
) -> NewAccount:
    """Open an account with a role for a colleague, who chooses a password at the first sign-in."""
    password = new_password()
    user = User(
        username=username,
        display_name=display_name,
        phone=phone,
        must_change_password=True,
        password_set_at=now,
    )
    user.set_password(password)
    _insert(user)
    _note(AccountEventKind.ACCOUNT_OPENED, user, by=by, now=now)
    appoint(account=user, written=first_role, by=by, now=now)
    return NewAccount(user, password)


@transaction.atomic
def change_account(
    *, account: User, revision: int, display_name: str, phone: str, by: Staff, now: datetime
) -> User:
    """Correct a colleague's name or telephone, if nobody else has meanwhile."""
    refuse_unless_managed(account, by=by)
    before = User.objects.get(pk=account.pk)
    written = User.objects.filter(pk=account.pk, revision=revision).update(
        display_name=display_name, phone=phone, revision=F("revision") + 1
    )
    if not written:
        raise ChangedMeanwhile(_("您打开后，别人已修改过这条记录。请核对后再保存。"))
    after = User.objects.get(pk=account.pk)
    note = _differences(before, after)
    _note(AccountEventKind.ACCOUNT_CHANGED, after, by=by, now=now, note=note)
    return after


@transaction.atomic
def close_account(*, account: User, why: str, by: Staff, now: datetime) -> User:
    """Somebody has left: no more signing in, and every session ends at its next request."""
    refuse_unless_managed(account, by=by)
    if account.pk == by.pk:
        raise CannotClose(_("不能停用自己正在使用的账号，请另一位管理员操作。"))
    is_open = User.objects.filter(pk=account.pk, is_active=True)
    if is_open.update(is_active=False, session_stamp=F("session_stamp") + 1):
        _note(AccountEventKind.ACCOUNT_CLOSED, account, by=by, now=now, note=why)
    return User.objects.get(pk=account.pk)


@transaction.atomic
def reopen_account(*, account: User, by: Staff, now: datetime) -> User:
    """Somebody is back; roles that have not ended hold again."""
    refuse_unless_managed(account, by=by)
    if User.objects.filter(pk=account.pk, is_active=False).update(is_active=True):
        _note(AccountEventKind.ACCOUNT_REOPENED, account, by=by, now=now)
    return User.objects.get(pk=account.pk)


def _insert(user: User) -> None:
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise NameTaken(_("这个用户名已有人使用，请换一个。")) from error


def _note(kind: AccountEventKind, user: User, *, by: Staff, now: datetime, note: str = "") -> None:
    note_account_event(
        kind=kind,
        account_id=user.pk,
        name=signature(user),
        by=signature(by),
        note=note,
        now=now,
    )


def _differences(before: User, after: User) -> str:
    """What changed, as a line of the account's record."""
    fields = [(_("姓名"), "display_name"), (_("手机号码"), "phone")]
    return _("；").join(
        f"{label} {getattr(before, name) or '—'} → {getattr(after, name) or '—'}"
        for label, name in fields
        if getattr(before, name) != getattr(after, name)
    )
