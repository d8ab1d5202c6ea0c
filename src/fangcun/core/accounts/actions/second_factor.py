"""The second factor: a code of the telephone, or a recovery code on paper."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from fangcun.base.crypto import digest, digests, is_sealed_anew, seal, unseal
from fangcun.base.errors import Refusal
from fangcun.base.http import Staff, signature
from fangcun.core.accounts.actions.managed import refuse_unless_managed
from fangcun.core.accounts.actions.tries import Against, forget_tries, take_try
from fangcun.core.accounts.models import RecoveryCode, SecondFactor, User
from fangcun.core.accounts.rules import (
    new_recovery_codes,
    new_secret,
    normal_code,
    step_of_code,
)
from fangcun.core.audit.actions import note_account_event
from fangcun.core.audit.states import AccountEventKind

MOST_TRIES = 5
RECOVERY_CODE = "recovery code"


class WrongCode(Refusal):
    """Not the code of now, or one that was used already."""


@transaction.atomic
def begin_second_factor(*, user: User) -> str:
    """The secret to show as a QR code; the same until it is confirmed, so a reload does no harm."""
    kept, _is_new = SecondFactor.objects.get_or_create(
        user=user, defaults={"secret_sealed": seal(new_secret(), place=_place(user.pk))}
    )
    if kept.confirmed_at is not None:
        raise WrongCode(_("您已启用动态验证码。要换手机，请先联系管理员清除。"))
    return _secret(kept)


def confirm_second_factor(*, user: User, code: str, now: datetime) -> list[str]:
    """The telephone shows the right code: from now on it is asked for. Returns recovery codes."""
    take_try(against=[_against(user)], now=now)
    kept = SecondFactor.objects.get(user=user)
    step = step_of_code(secret=_secret(kept), code=normal_code(code), now=now)
    if step is None:
        raise WrongCode(_("验证码不对。请核对手机时间是否准确，并输入当前显示的6位数字。"))
    with transaction.atomic():
        first = SecondFactor.objects.filter(pk=kept.pk, confirmed_at=None)
        if not first.update(confirmed_at=now, last_step=step):
            raise WrongCode(_("您已启用动态验证码。要换手机，请先联系管理员清除。"))
        forget_tries(against=_against(user))
        _note(AccountEventKind.SECOND_FACTOR_SET, user, by=signature(user), now=now)
        return _keep_new_codes(user)


def prove_second_factor(*, user: User, code: str, address: str, now: datetime) -> None:
    """Refuse unless this is the telephone's code of now, or a recovery code not used before.

    Not one transaction: a wrong try must stay counted although it ends in a refusal.
    """
    is_last = take_try(against=[_against(user)], now=now)
    given = normal_code(code)
    if not _use_step(user, given, now=now) and not _use_recovery_code(user, given, now=now):
        for kind in (AccountEventKind.CODE_FAILED, AccountEventKind.LOCKED_OUT)[: 1 + is_last]:
            _note(kind, user, by=signature(user), now=now, address=address)
        raise WrongCode(_("验证码不对或已用过。请输入手机当前显示的6位数字，或一个备用码。"))
    forget_tries(against=_against(user))


@transaction.atomic
def renew_recovery_codes(*, user: User, now: datetime) -> list[str]:
    """New recovery codes; the old ones stop working."""
    _note(
        AccountEventKind.SECOND_FACTOR_SET,
        user,
        by=signature(user),
        now=now,
        note=_("重新生成备用码"),
    )
    return _keep_new_codes(user)


@transaction.atomic
def reset_second_factor(*, account: User, by: Staff, now: datetime) -> None:
    """A telephone is lost or new: the person sets up another at the next sign-in."""
    refuse_unless_managed(account, by=by)
    clear_second_factor(account=account, by=signature(by), now=now)


@transaction.atomic
def clear_second_factor(*, account: User, by: str, now: datetime) -> None:
    """Forget a telephone and its recovery codes; pages ask with `reset_second_factor` who asks."""
    SecondFactor.objects.filter(user=account).delete()
    RecoveryCode.objects.filter(user=account).delete()
    User.objects.filter(pk=account.pk).update(session_stamp=F("session_stamp") + 1)
    forget_tries(against=_against(account))
    _note(AccountEventKind.SECOND_FACTOR_RESET, account, by=by, now=now)


def seal_anew() -> int:
    """Seal every telephone's secret with the first key, after a key was added; how many were."""
    sealed = 0
    for kept in SecondFactor.objects.all():
        if is_sealed_anew(kept.secret_sealed):
            continue
        secret = seal(_secret(kept), place=_place(kept.user_id))
        same = SecondFactor.objects.filter(pk=kept.pk, secret_sealed=kept.secret_sealed)
        sealed += same.update(secret_sealed=secret)
    return sealed


def _use_step(user: User, code: str, *, now: datetime) -> bool:
    kept = SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()
    step = step_of_code(secret=_secret(kept), code=code, now=now) if kept else None
    if kept is None or step is None:
        return False
    # two who saw the same code: only one finds it unused
    return bool(SecondFactor.objects.filter(pk=kept.pk, last_step__lt=step).update(last_step=step))


def _use_recovery_code(user: User, code: str, *, now: datetime) -> bool:
    unused = RecoveryCode.objects.filter(user=user, digest__in=_digests(user, code), used_at=None)
    if not unused.update(used_at=now):
        return False
    _note(AccountEventKind.RECOVERY_CODE_USED, user, by=signature(user), now=now)
    return True


def _keep_new_codes(user: User) -> list[str]:
    codes = new_recovery_codes()
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_digest(user, normal_code(code))) for code in codes
    )
    return codes


def _against(user: User) -> Against:
    return Against(f"code:{user.pk}", MOST_TRIES)


def _secret(kept: SecondFactor) -> str:
    return unseal(bytes(kept.secret_sealed), place=_place(kept.user_id))


def _place(user_id: int) -> str:
    return f"second factor {user_id}"


def _digest(user: User, code: str) -> bytes:
    return digest(f"{user.pk}:{code}", purpose=RECOVERY_CODE)


def _digests(user: User, code: str) -> list[bytes]:
    """Under every key: codes on paper still count while keys are being changed."""
    return digests(f"{user.pk}:{code}", purpose=RECOVERY_CODE)


def _note(
    kind: AccountEventKind,
    user: User,
    *,
    by: str,
    now: datetime,
    address: str = "",
    note: str = "",
) -> None:
    note_account_event(
        kind=kind,
        account_id=user.pk,
        name=signature(user),
        by=by,
        address=address,
        note=note,
        now=now,
    )
