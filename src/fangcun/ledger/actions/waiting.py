"""Places held for people who moved up: taken with a yes, or handed to the next in line."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.ledger.actions.interests import end_of_interest
from fangcun.ledger.actions.settling import (
    AlreadySettled,
    StillWaiting,
    end_unmet,
    refuse,
    write_if,
)
from fangcun.ledger.actions.told import clock, tell_of_lapse
from fangcun.ledger.models import Commitment
from fangcun.ledger.queries.offers import overdue_holds
from fangcun.ledger.states import CommitmentState, WhyNot


class NothingToAccept(Refusal):
    """No place is held for him."""


class TimeIsUp(Refusal):
    """The place was to be accepted earlier."""


@transaction.atomic
def accept_place(*, commitment: Commitment, by: User, now: datetime) -> Commitment:
    """Yes, he takes the place that is held for him; said twice, it is his all the same."""
    there = Commitment.objects.select_for_update(no_key=True, of=("self",)).get(pk=commitment.pk)
    if there.state == CommitmentState.OPEN:
        return there
    if there.state != CommitmentState.HELD or there.accept_by is None:
        return _refuse(there)
    if now > there.accept_by:
        raise TimeIsUp(
            _("确认时间已在{when}截止，位置要让给下一位。").format(when=clock(there.accept_by))
        )
    yes = {"state": CommitmentState.OPEN, "accept_by": None}
    write_if(commitment, yes, by, now, among={CommitmentState.HELD})
    if commitment.resident is not None:
        end_of_interest(resident=commitment.resident, service=commitment.service_id, now=now)
    return commitment


def lapse_overdue(*, now: datetime, by: User) -> list[Commitment]:
    """Places that nobody said yes to in time go to the next in line.

    Each in a transaction of its own: nobody waits for more than one offer.
    """
    return [one for one in overdue_holds(now=now) if _lapse(one, by, now)]


@transaction.atomic
def _lapse(commitment: Commitment, by: User, now: datetime) -> bool:
    try:
        end_unmet(
            commitment=commitment,
            state=CommitmentState.LAPSED,
            why=WhyNot.NOT_REACHED,
            note=_("没有在时限前确认"),
            by=by,
            now=now,
            among={CommitmentState.HELD},
        )
    except (AlreadySettled, StillWaiting):  # he has said yes, or it has ended, at this moment
        return False
    if commitment.offer is not None:
        tell_of_lapse(commitment, commitment.offer, now)
    return True


def _refuse(commitment: Commitment) -> Commitment:
    if commitment.settled_at is not None:
        refuse(commitment)
    raise NothingToAccept(_("这位居民还在候补，现在没有为他保留的位置。"))
