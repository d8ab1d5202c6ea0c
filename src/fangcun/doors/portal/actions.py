"""Signing in by telephone: whose account it is, and whose circles it joins."""

from django.db import transaction

from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.models import User
from fangcun.core.consent.actions import join_circles
from fangcun.core.people.actions.accounts import own_account
from fangcun.doors.portal.queries.callers import Caller


@transaction.atomic
def come_in(*, caller: Caller, phone: str) -> User:
    """The account of whoever proved that `phone` is his: his own page and his circles open."""
    user = _account(caller, phone)
    join_circles(user=user, phone=phone)
    return user


def _account(caller: Caller, phone: str) -> User:
    """The account he has, else one that becomes his now."""
    resident = caller.resident
    if resident is None:
        return account_for_phone(phone=phone, display_name=caller.name)
    if resident.account is not None:
        return resident.account
    account = account_for_phone(phone=phone, display_name=caller.name)
    own_account(resident=resident, account=account)
    return account
