"""Tries against an account, an address or a number: counted for all processes, in the database.

A try is counted before it is judged. Counting afterwards would let a hundred tries that come at
once all see a count of nought.
"""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import Tries
from fangcun.core.accounts.models.factor import account_key
from fangcun.core.accounts.rules import Counted, is_locked, one_less, one_more

TRIES_OF_AN_ADDRESS = 4  # times the tries of an account: a whole office has one address


class LockedOut(Refusal):
    """Too many wrong tries; `until` says when one may try again."""

    def __init__(self, *, until: datetime, now: datetime) -> None:
        self.until = until
        minutes = max(1, math.ceil((until - now).total_seconds() / 60))
        super().__init__(
            _("输错次数过多，已暂时锁定。请在{minutes}分钟后再试，或联系本区管理员。").format(
                minutes=minutes
            )
        )


class Against(NamedTuple):
    """What is tried, and how often it may be."""

    key: str
    most: int


def against_account(name: str) -> Against:
    return Against(account_key(name), settings.SIGN_IN_TRIES)


def against_address(address: str) -> Against:
    return Against(f"address:{address}", settings.SIGN_IN_TRIES * TRIES_OF_AN_ADDRESS)


@transaction.atomic
def take_try(*, against: Sequence[Against], now: datetime) -> bool:
    """Count a try, or refuse it; says whether it was the last one allowed."""
    rows = [_locked_row(one, now) for one in sorted(against)]
    for row in rows:
        if is_locked(_counted(row), now=now):
            raise LockedOut(until=row.locked_until or now, now=now)
    for row, one in zip(rows, sorted(against), strict=True):
        _write(row, one_more(_counted(row), now=now, most=one.most, lock=lock_time()))
    return any(row.locked_until is not None for row in rows)


@transaction.atomic
def forget_tries(*, against: Against) -> None:
    """The person is who he says he is: earlier slips are forgotten."""
    Tries.objects.filter(key=against.key).delete()


@transaction.atomic
def give_try_back(*, against: Against) -> None:
    """One try succeeded; those that others made from the same address still count."""
    row = Tries.objects.select_for_update().filter(key=against.key).first()
    if row is not None:
        _write(row, one_less(_counted(row), most=against.most))


def lock_time() -> timedelta:
    return timedelta(minutes=settings.LOCK_MINUTES)


def _locked_row(against: Against, now: datetime) -> Tries:
    Tries.objects.get_or_create(key=against.key, defaults={"first_at": now})
    return Tries.objects.select_for_update().get(key=against.key)


def _counted(row: Tries) -> Counted:
    return Counted(row.count, row.first_at, row.locked_until)


def _write(row: Tries, tries: Counted) -> None:
    row.count, row.first_at, row.locked_until = tries
    row.save()
