"""A resident who asked to be forgotten signs in no more."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from fangcun.base.http import Staff, signature
from fangcun.core.accounts.models import OneTimeCode, User
from fangcun.core.audit.actions import note_account_event
from fangcun.core.audit.states import AccountEventKind


@transaction.atomic
def forget_account(*, account: User, by: Staff, now: datetime) -> None:
    """Close a resident's account and wipe name and number from it; its number stays in logs."""
    nobody = f"已注销{account.pk}"
    OneTimeCode.objects.filter(phone=account.phone).delete()
    gone = User.objects.filter(pk=account.pk, is_resident=True, is_active=True).update(
        is_active=False,
        username=nobody,
        display_name=nobody,
        phone="",
        session_stamp=F("session_stamp") + 1,
    )
    if gone:
        note_account_event(
            kind=AccountEventKind.ACCOUNT_CLOSED,
            account_id=account.pk,
            name=nobody,
            by=signature(by),
            now=now,
        )
