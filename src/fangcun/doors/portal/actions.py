"""Signing in by telephone, and giving back what one has booked."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.actions import account_for_phone
from fangcun.core.accounts.models import User
from fangcun.core.consent.actions import join_circles
from fangcun.core.people.actions.accounts import own_account
from fangcun.doors.portal.queries.bookings import is_of_a_trade
from fangcun.doors.portal.queries.callers import Caller
from fangcun.ledger.actions import cancel
from fangcun.ledger.models import Commitment, UnmetNeed


class PartOfAnOrder(Refusal):
    """An order is changed as a whole, where it was made."""


@transaction.atomic
def come_in(*, caller: Caller, phone: str) -> User:
    """The account of whoever proved that `phone` is his: his own page and his circles open."""
    user = _account(caller, phone)
    join_circles(user=user, phone=phone)
    return user


@transaction.atomic
def give_back(*, booking: Commitment, by: User, now: datetime) -> UnmetNeed:
    """He does not need his place any more, or waits no longer."""
    if is_of_a_trade(booking):
        raise PartOfAnOrder(_("这是一张订单的一部分，请到下单的页面更改或取消。"))
    return cancel(commitment=booking, note=_("本人在线取消"), by=by, now=now)


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
