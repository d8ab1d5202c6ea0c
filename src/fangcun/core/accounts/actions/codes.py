"""Codes by message: a resident signs in with a telephone and six digits.

Who lives here is known upstairs; whoever calls says whether the number is on record. Nothing that
this room answers tells a stranger whether it is.
"""

from datetime import datetime, timedelta
from hmac import compare_digest
from secrets import token_hex
from typing import NoReturn

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from fangcun.base.crypto import digest
from fangcun.base.errors import Refusal
from fangcun.base.outgoing import outgoing
from fangcun.core.accounts.actions.tries import against_address, take_try
from fangcun.core.accounts.models import OneTimeCode, User
from fangcun.core.accounts.rules import new_code, normal_code
from fangcun.core.audit.actions import note_account_event
from fangcun.core.audit.states import AccountEventKind

VALID_FOR = timedelta(minutes=5)
MOST_TRIES = 5
BETWEEN_TWO = timedelta(minutes=1)


class TooSoon(Refusal):
    """A code was asked for less than a minute ago."""


class CodeNotValid(Refusal):
    """Wrong, too old, used, or tried too often: one sentence for all."""


def send_code(*, phone: str, is_on_record: bool, address: str, now: datetime) -> None:
    """Send a code to a number; one that nobody here has gets none, and the page says the same.

    `phone` is eleven digits (`rules.normal_phone`). Not one transaction: the code is kept before
    the message leaves.
    """
    take_try(against=[against_address(f"codes to {address}")], now=now)
    code = new_code()
    _keep_code(phone=phone, code=code, now=now)
    if is_on_record:
        text = _("方寸：您的登录验证码是{code}，5分钟内有效。请不要告诉别人。").format(code=code)
        outgoing().send(phone=phone, text=text)


def check_code(*, phone: str, code: str, now: datetime) -> None:
    """Refuse unless this is the latest code for the number, fresh, and used for the first time.

    Not one transaction: a wrong try must stay counted although it ends in a refusal.
    """
    kept = _take_try(phone=phone, now=now)
    if not compare_digest(bytes(kept.digest), _digest(phone, normal_code(code))):
        _refuse(phone=phone, now=now)
    if not OneTimeCode.objects.filter(pk=kept.pk, digest=kept.digest, used_at=None).update(
        used_at=now
    ):
        _refuse(phone=phone, now=now)


@transaction.atomic
def account_for_phone(*, phone: str, display_name: str) -> User:
    """The account of the resident of this name at this number, opened the first time.

    A couple may share a number, so that the name belongs to it. The room of people keeps whose
    account it is.
    """
    name = display_name[:40]
    known = User.objects.filter(is_resident=True, phone=phone, display_name=name).first()
    if known is not None:
        return known
    user = User(
        username=f"居民-{token_hex(6)}",
        display_name=name,
        phone=phone,
        is_resident=True,
    )
    user.set_unusable_password()
    user.save()
    return user


@transaction.atomic
def _keep_code(*, phone: str, code: str, now: datetime) -> None:
    fresh = {"digest": _digest(phone, code), "sent_at": now, "tries": 0, "used_at": None}
    _kept, is_new = OneTimeCode.objects.get_or_create(phone=phone, defaults=fresh)
    # two requests at once: only one finds the last code old enough
    old = OneTimeCode.objects.filter(phone=phone, sent_at__lte=now - BETWEEN_TWO)
    if not is_new and not old.update(**fresh):
        raise TooSoon(_("一分钟内只能获取一次验证码，请稍等片刻再试。"))


def _take_try(*, phone: str, now: datetime) -> OneTimeCode:
    open_code = OneTimeCode.objects.filter(
        phone=phone, used_at=None, sent_at__gt=now - VALID_FOR, tries__lt=MOST_TRIES
    )
    if not open_code.update(tries=F("tries") + 1):
        _refuse(phone=phone, now=now)
    return OneTimeCode.objects.get(phone=phone)


def _refuse(*, phone: str, now: datetime) -> NoReturn:
    note_account_event(
        kind=AccountEventKind.CODE_FAILED, account_id=None, name=_hidden(phone), now=now
    )
    raise CodeNotValid(_("验证码不对或已过期。请核对，或重新获取一个。"))


def _digest(phone: str, code: str) -> bytes:
    return digest(f"{phone}:{code}", purpose="one-time code")


def _hidden(phone: str) -> str:
    return f"{phone[:3]}****{phone[-4:]}"
