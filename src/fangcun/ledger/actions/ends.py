"""Offers that do not take place, that take place after all, that are over."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangcun.base.errors import Refusal
from fangcun.core.accounts.models import User
from fangcun.ledger.actions.changed import (
    NotBookable,
    bookable_or_refuse,
    locked_promises,
    promised,
    write_offer,
)
from fangcun.ledger.actions.interests import sleep_again
from fangcun.ledger.actions.seats import lock_offer
from fangcun.ledger.actions.settling import end_all
from fangcun.ledger.actions.told import clock, tell_of_decision, tell_of_end, too_few
from fangcun.ledger.models import Offer
from fangcun.ledger.queries.offers import bookable, to_close, to_decide
from fangcun.ledger.states import STANDING, CommitmentState, OfferState, WhyNot


class TooEarly(Refusal):
    """A minimum is decided, and an offer closed, when its hour has come."""


@transaction.atomic
def call_off(
    *,
    offer: Offer,
    why: str,
    by: User,
    now: datetime,
    because: WhyNot = WhyNot.OTHER,
) -> Offer:
    """It does not take place: every promise ends as given up, and everybody is told why."""
    locked = lock_offer(offer.pk)
    if locked.state == OfferState.CALLED_OFF:
        return locked
    bookable_or_refuse(locked)
    if not why.strip():
        raise NotBookable(_("请写明取消原因，会告诉已预订的居民。"))
    _call_off(locked, why.strip(), because, by, now)
    return locked


@transaction.atomic
def decide_offer(*, offer: Offer, by: User, now: datetime) -> Offer:
    """Whether enough have booked for it to take place; they are told either way."""
    locked = lock_offer(offer.pk)
    if locked.decided_at is not None or locked.least_units is None:
        return locked
    bookable_or_refuse(locked)
    if locked.decide_at is None or now < locked.decide_at:
        raise TooEarly(_("还没有到判定时间。"))
    if locked.taken < locked.least_units:
        _call_off(locked, too_few(locked), WhyNot.TOO_FEW, by, now)
    else:
        write_offer(locked, {"decided_at": now}, by, now)
        tell_of_decision(promised(locked, waiting=False), locked, now)
    return locked


@transaction.atomic
def close_offer(*, offer: Offer, by: User, now: datetime) -> Offer:
    """Its time is over: whoever still waits, or has not said yes, has waited in vain."""
    locked = lock_offer(offer.pk)
    if locked.state not in bookable():
        return locked
    if now < locked.ends_at:
        raise TooEarly(
            _("{when}才结束。不再接受预订请用“停止预订”。").format(when=clock(locked.ends_at))
        )
    write_offer(locked, {"state": OfferState.OVER}, by, now)
    end_all(
        locked,
        list(locked_promises(locked, {CommitmentState.WAITING, CommitmentState.HELD})),
        state=CommitmentState.LAPSED,
        why=WhyNot.FULL,
        note=_("到结束时仍没有空位"),
        by=by,
        now=now,
    )
    sleep_again(offer=locked)
    return locked


def decide_due(*, by: User, now: datetime) -> list[Offer]:
    """Decide every offer whose hour has come; each in a transaction of its own."""
    return [decide_offer(offer=one, by=by, now=now) for one in to_decide(now=now)]


def close_over(*, by: User, now: datetime) -> list[Offer]:
    """Close every offer whose time is over; each in a transaction of its own."""
    return [close_offer(offer=one, by=by, now=now) for one in to_close(now=now)]


def _call_off(offer: Offer, why: str, because: WhyNot, by: User, now: datetime) -> None:
    decided = {"decided_at": now} if because == WhyNot.TOO_FEW else {}
    called_off = {"state": OfferState.CALLED_OFF, "called_off_why": why, **decided}
    write_offer(offer, called_off, by, now)
    tell_of_end(promised(offer, waiting=True), offer, now)
    end_all(
        offer,
        list(locked_promises(offer, STANDING)),
        state=CommitmentState.GIVEN_UP,
        why=because,
        note=why,
        by=by,
        now=now,
    )
    sleep_again(offer=offer)
